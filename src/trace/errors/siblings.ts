import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode } from '../events.ts';
import { createGrowingReader, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import type { Traceback } from './traceback.ts';

/** A task, and when what became of it became of it. */
export interface Sibling {
  readonly name: string;
  readonly time: Seconds;
}

/** What became of the other tasks of a run in which one failed. Every task is in one of the lists. */
export interface Siblings {
  /** They had ended by then. */
  readonly done: readonly Sibling[];
  /** They went on to their end. */
  readonly finished: readonly Sibling[];
  readonly cancelled: readonly Sibling[];
  readonly failed: readonly Sibling[];
  /** They are under way: the run has come no further. */
  readonly open: readonly Sibling[];
  /** The run ended before they began. */
  readonly neverBegun: readonly Sibling[];
}

/** Tells what became of the others when a task failed, continuing where it stopped when the same trace has grown. */
export interface SiblingReader {
  /**
   * The siblings in the trace as it is now; `null` for an error that is no task's. O(actors).
   *
   * @param names the tasks of the workload, as the runs of its other modes name them: those that a run without them never
   *   began are told of too.
   */
  of(trace: Trace, traceback: Traceback, names: readonly string[]): Siblings | null;
}

/** Makes a reader. */
export function createSiblingReader(): SiblingReader {
  const lastStates = createLastStateReader();
  return {
    of: (trace, traceback, names) =>
      trace.actors[traceback.actor]?.kind === 'task'
        ? siblingsOf(trace, traceback, names, lastStates.read(trace))
        : null,
  };
}

function siblingsOf(
  trace: Trace,
  traceback: Traceback,
  names: readonly string[],
  last: readonly number[],
): Siblings {
  const { actors, events } = trace;
  const involved = new Set([...involvedIn(traceback)].map((actor) => actors[actor]?.name));
  const lists: { [List in keyof Siblings]: Sibling[] } = {
    done: [],
    finished: [],
    cancelled: [],
    failed: [],
    open: [],
    neverBegun: [],
  };
  const seen = new Set(involved);
  for (const actor of actors) {
    if (!isWork(actors, actor) || involved.has(actor.name)) continue;
    seen.add(actor.name);
    const event = last[actor.id] ?? -1;
    const code = event < 0 ? -1 : (events.kind[event] as number);
    const sibling = { name: actor.name, time: seconds(event < 0 ? 0 : (events.time[event] as number)) };
    if (event >= 0 && event < traceback.event && isEndCode(code)) lists.done.push(sibling);
    else if (code === EVENT_CODE.finish) lists.finished.push(sibling);
    else if (code === EVENT_CODE.cancel) lists.cancelled.push(sibling);
    else if (code === EVENT_CODE.fail) lists.failed.push(sibling);
    else lists.open.push(sibling);
  }
  const isOver = traceback.fate === 'ends-run';
  for (const name of isOver ? names : []) {
    if (!seen.has(name)) lists.neverBegun.push({ name, time: trace.duration });
  }
  return lists;
}

/** The names of the tasks of a run that do its work, in the order in which they were created. */
export const workOf = ({ actors }: Pick<Trace, 'actors'>): readonly string[] =>
  actors.filter((actor) => isWork(actors, actor)).map(({ name }) => name);

/** Whether an actor is a task other than the main coroutine, which only waits for those that do the work. */
const isWork = (actors: readonly Actor[], { kind, name, parent }: Actor): boolean =>
  kind === 'task' && !(name === 'main' && actors[parent]?.kind === 'loop');

/** The tasks and threads that an error is about, or that it went through. */
function involvedIn({ actor, frames, cause, parts }: Traceback): ReadonlySet<ActorId> {
  const involved = new Set([actor, ...frames.map((frame) => frame.actor)]);
  for (const part of [...parts, ...(cause ? [cause] : [])]) {
    for (const other of involvedIn(part)) involved.add(other);
  }
  involved.delete(NO_ACTOR);
  return involved;
}

/** Makes a reader of the last state event of every actor. */
const createLastStateReader = (): TraceReader<readonly number[]> =>
  createGrowingReader(() => {
    const last: number[] = [];
    return {
      read({ events }, from) {
        for (let event = from; event < events.length; event++) {
          if (isStateCode(events.kind[event] as number)) last[events.actor[event] as number] = event;
        }
        return last;
      },
    };
  });
