import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { CallStacks, isCoroutine, type OpenFrame } from '../call-stacks.ts';
import { countBeforeCutOff, findWaitCycle } from '../locks/deadlock.ts';
import { isEnded, type TraceState } from '../state/state.ts';
import { createStateReader } from '../state/state-reader.ts';
import type { Trace } from '../trace.ts';

/** Where a thread, with the job it works on, or a task of an event loop stands for good. */
export interface StuckFlow {
  /** The thread or task. */
  readonly actor: ActorId;
  /** Its open frames, outermost first. */
  readonly frames: readonly OpenFrame[];
  readonly isWaiting: boolean;
}

/** A run that could never go on. No thread raises anything: in CPython it hangs. */
export interface DeadlockReport {
  /** Who waits for whom, in words. */
  readonly circle: string;
  /** The index of the event since which nothing can go on, and its time in program seconds. */
  readonly event: number;
  readonly time: Seconds;
  /** How long it stood still before it was ended, in program seconds. */
  readonly lasted: Seconds;
  /** Everybody who has a frame open, those of the circle first. */
  readonly flows: readonly StuckFlow[];
}

/** What is to be told of a run that was ended by a deadlock; `null` for any other. O(events). */
export function deadlockReport(trace: Trace): DeadlockReport | null {
  const { error, actors, events } = trace;
  if (error?.type !== 'Deadlock') return null;
  const count = countBeforeCutOff(trace);
  const state = createStateReader().at(trace, count);
  const circle = findWaitCycle(trace, state)?.map(({ waiter }) => waiter);
  const event = Math.max(-1, ...(circle ?? waiting(actors, state)).map((actor) => state.changeOf(actor)));
  const time = seconds(event < 0 ? 0 : (events.time[event] as number));
  const flows = flowsAt(trace, state);
  const isOfCircle = ({ actor }: StuckFlow): boolean => circle?.includes(actor) ?? false;
  return {
    circle: error.message,
    event,
    time,
    lasted: seconds(trace.duration - time),
    flows: [...flows.filter(isOfCircle), ...flows.filter((flow) => !isOfCircle(flow))],
  };
}

/** Whose waiting began the standstill where there is no circle of threads: the tasks, or the threads where there are none. */
function waiting(actors: readonly Actor[], state: TraceState): readonly ActorId[] {
  const alive = actors.map(({ id }) => id).filter((id) => !isEnded(state.statusOf(id)));
  const tasks = alive.filter((id) => isCoroutine(actors, id));
  return tasks.length > 0 ? tasks : alive.filter((id) => actors[id]?.kind === 'thread');
}

function flowsAt(trace: Trace, state: TraceState): readonly StuckFlow[] {
  const { actors } = trace;
  const stacks = new CallStacks();
  for (let index = 0; index < state.count; index++) stacks.apply(trace, index);
  const longest = new Map<ActorId, readonly ActorId[]>();
  for (const { id, kind } of actors) {
    if (kind !== 'thread' && kind !== 'task') continue;
    const flow = stacks.flowOf(actors, id);
    const first = flow[0] ?? id;
    if (flow.length > (longest.get(first)?.length ?? 0)) longest.set(first, flow);
  }
  return [...longest]
    .map(([actor, flow]): StuckFlow => {
      const status = state.statusOf(actor);
      const frames = stacks.framesOf(actors, flow.at(-1) ?? NO_ACTOR);
      return { actor, frames, isWaiting: status === 'blocked' || status === 'waiting' };
    })
    .filter(({ frames }) => frames.length > 0);
}
