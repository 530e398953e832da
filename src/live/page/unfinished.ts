import { type ActorId, type ActorKind, NO_ACTOR } from '../../trace/actors.ts';
import { EVENT_CODE, isEndCode, isStateCode } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** The kinds of actors that begin and end. */
const MORTAL: readonly ActorKind[] = ['task', 'loop', 'pool', 'thread', 'process'];

/** Who had not come to an end when a run was cut off, innermost first. */
export interface Unfinished {
  readonly actors: readonly ActorId[];
  /** Of these, a thread, whatever it carried, and its process if it was the main thread of one of an executor's. */
  readonly doomed: ReadonlySet<ActorId>;
}

/** Finds out who had not come to an end. @param thread the thread that caused the run to be cut off, if any. */
export function findUnfinished(trace: Trace, thread: ActorId | null): Unfinished {
  const { events, actors } = trace;
  const ended = new Set<ActorId>();
  const begun = new Set<ActorId>();
  const carried = new Map<ActorId, ActorId>();
  for (let index = 0; index < events.length; index++) {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    if (code === EVENT_CODE.carry) carried.set(actor, events.subject[index] as ActorId);
    else if (isEndCode(code)) ended.add(actor);
    else if (isStateCode(code)) begun.add(actor);
  }
  const doomed = new Set<ActorId>();
  for (let actor = thread ?? NO_ACTOR; actor !== NO_ACTOR && !doomed.has(actor); ) {
    doomed.add(actor);
    actor = carried.get(actor) ?? NO_ACTOR;
  }
  const home = thread === null ? undefined : actors[thread];
  const process = home && actors[home.parent];
  if (home?.name === 'MainThread' && process && process.parent !== NO_ACTOR) doomed.add(process.id);
  const unfinished = actors.filter(
    ({ id, kind }) =>
      MORTAL.includes(kind) && !ended.has(id) && (begun.has(id) || kind === 'task' || kind === 'thread'),
  );
  unfinished.sort((a, b) => MORTAL.indexOf(a.kind) - MORTAL.indexOf(b.kind) || b.id - a.id);
  return { actors: unfinished.map(({ id }) => id), doomed };
}
