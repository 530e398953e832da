import { type ActorId, type ActorKind, NO_ACTOR } from './actors.ts';
import { EVENT_CODE, isEndCode, isStateCode } from './events.ts';
import type { Trace } from './trace.ts';

/** The kinds of actors that begin and end. */
const MORTAL: readonly ActorKind[] = ['task', 'loop', 'pool', 'thread', 'process'];

/** Who had not come to an end when a run was cut off, innermost first. */
export interface Unfinished {
  readonly actors: readonly ActorId[];
  /** Of these, some threads, whatever they carried, and the process of one that was the main thread of an executor's. */
  readonly doomed: ReadonlySet<ActorId>;
}

/** Finds out who had not come to an end. @param threads the threads that caused the run to be cut off, if any. */
export function findUnfinished(trace: Trace, threads: readonly ActorId[]): Unfinished {
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
  for (const thread of threads) {
    for (let actor = thread; actor !== NO_ACTOR && !doomed.has(actor); ) {
      doomed.add(actor);
      actor = carried.get(actor) ?? NO_ACTOR;
    }
    const home = actors[thread];
    const process = home && actors[home.parent];
    if (home?.name === 'MainThread' && process && process.parent !== NO_ACTOR) doomed.add(process.id);
  }
  const unfinished = actors.filter(
    ({ id, kind }) =>
      MORTAL.includes(kind) && !ended.has(id) && (begun.has(id) || kind === 'task' || kind === 'thread'),
  );
  unfinished.sort((a, b) => MORTAL.indexOf(a.kind) - MORTAL.indexOf(b.kind) || b.id - a.id);
  return { actors: unfinished.map(({ id }) => id), doomed };
}
