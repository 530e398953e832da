import { type ActorId, NO_ACTOR } from '../actors.ts';
import { wordsOf } from '../errors/traceback.ts';
import { EVENT_CODE } from '../events.ts';
import { MAIN_TASK } from '../lanes/lanes.ts';
import { createSharedObjectReader } from '../state/shared-objects.ts';
import type { Trace } from '../trace.ts';
import { type Difference, figure, textDifference } from './difference.ts';
import type { MatchedActors } from './matched-actors.ts';

/** What came out: errors, values and jobs. None of it is small. */
export function compareOutcomes(from: Trace, to: Trace, matched: MatchedActors): readonly Difference[] {
  const one = wordsOf(from.error);
  const other = wordsOf(to.error);
  return [
    ...(one === other ? [] : [textDifference('error', one, other)]),
    ...compareVariables(from, to, matched),
    ...compareJobs(from, to),
  ];
}

function compareVariables(from: Trace, to: Trace, { pairs }: MatchedActors): readonly Difference[] {
  const before = finalValues(from);
  const after = finalValues(to);
  const differing = pairs.filter(([one, other]) => before.get(one) !== after.get(other));
  const nameOf = (variable: ActorId): string => to.actors[variable]?.name ?? '';
  return differing.map(([one, other]) => {
    const namesakes = differing.filter(([, another]) => nameOf(another) === nameOf(other));
    const owner = to.actors[to.actors[other]?.parent ?? NO_ACTOR]?.name;
    const isOneOfMany = namesakes.length > 1 && owner !== undefined;
    return {
      kind: 'variable',
      measure: 'text',
      subject: isOneOfMany ? `${nameOf(other)} of ${owner}` : nameOf(other),
      actors: { from: [one], to: [other] },
      from: before.get(one) ?? null,
      to: after.get(other) ?? null,
    };
  });
}

/** The value of every variable that has one at the end of a run. */
function finalValues(trace: Trace): ReadonlyMap<ActorId, string> {
  const variables = createSharedObjectReader().read(trace).variablesAt(trace.events.length);
  return new Map(variables.flatMap(({ variable, value }) => (value === null ? [] : [[variable, value]])));
}

const ENDS = [
  ['jobs-finished', EVENT_CODE.finish],
  ['jobs-failed', EVENT_CODE.fail],
  ['jobs-cancelled', EVENT_CODE.cancel],
] as const;

/** How many jobs ended in which way. A job is any task but the main one. */
function compareJobs(from: Trace, to: Trace): readonly Difference[] {
  const one = endedJobs(from);
  const other = endedJobs(to);
  return ENDS.flatMap(([kind, code]) => {
    const actors = { from: one.get(code) ?? [], to: other.get(code) ?? [] };
    const compared = { ...figure(kind, 'count', actors.from.length, actors.to.length), actors };
    return compared.difference === 0 ? [] : [compared];
  });
}

function endedJobs({ actors, events }: Trace): ReadonlyMap<number, readonly ActorId[]> {
  const ended = new Map<number, ActorId[]>(ENDS.map(([, code]) => [code, []]));
  for (let index = 0; index < events.length; index++) {
    const actor = actors[events.actor[index] as number];
    if (actor?.kind !== 'task' || actor.name === MAIN_TASK) continue;
    ended.get(events.kind[index] as number)?.push(actor.id);
  }
  return ended;
}
