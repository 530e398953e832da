import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import type { Trace } from '../trace.ts';

/** Which actors of two runs of one workload are the same, as far as their names tell. */
export interface MatchedActors {
  /** An actor of the one run and its counterpart in the other. */
  readonly pairs: readonly (readonly [from: ActorId, to: ActorId])[];
  /** Actors of the one run without a counterpart. */
  readonly onlyFrom: readonly ActorId[];
  /** Actors of the other without one. */
  readonly onlyTo: readonly ActorId[];
}

/** Matches actors by kind, name and the name of their parent; of several namesakes the n-th is the n-th of the other run. */
export function matchActors(from: Pick<Trace, 'actors'>, to: Pick<Trace, 'actors'>): MatchedActors {
  const unmatched = new Map<string, ActorId[]>();
  for (const actor of to.actors) {
    const key = keyOf(actor, to.actors);
    const namesakes = unmatched.get(key);
    if (namesakes) namesakes.push(actor.id);
    else unmatched.set(key, [actor.id]);
  }
  for (const namesakes of unmatched.values()) namesakes.reverse();
  const pairs: (readonly [ActorId, ActorId])[] = [];
  const onlyFrom: ActorId[] = [];
  for (const actor of from.actors) {
    const counterpart = unmatched.get(keyOf(actor, from.actors))?.pop();
    if (counterpart === undefined) onlyFrom.push(actor.id);
    else pairs.push([actor.id, counterpart]);
  }
  const onlyTo = [...unmatched.values()].flat().sort((one, other) => one - other);
  return { pairs, onlyFrom, onlyTo };
}

function keyOf({ kind, name, parent }: Actor, actors: readonly Actor[]): string {
  const of = parent === NO_ACTOR ? '' : (actors[parent]?.name ?? '');
  return JSON.stringify([kind, name, of]);
}
