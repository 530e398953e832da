import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import type { Reason } from '../events.ts';
import { type ActorStatus, type EndedStatus, isEnded, type TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';
import type { EventLoopHistory } from './event-loop-history.ts';
import type { BlockingStep, LoopStep } from './event-loop-steps.ts';

/** What a loop is doing: in its selector, stepping a task, neither (callbacks, or its thread does not have the GIL). */
export type LoopPhase = 'absent' | 'idle' | 'stepping' | 'between' | 'closed';

/** A task in the ready queue. */
export interface ReadyTask {
  readonly task: ActorId;
  readonly since: Seconds;
  /** Whether it came too late for the iteration under way, which runs only what was ready when it began. */
  readonly isForNext: boolean;
}

/** A task that sleeps until a timer is due. */
export interface SleepingTask {
  readonly task: ActorId;
  readonly since: Seconds;
  readonly deadline: Seconds;
  /** Until the deadline; below 0 by as much as the loop is late. */
  readonly left: number;
}

/** A task that waits for something else than time. */
export interface WaitingTask {
  readonly task: ActorId;
  readonly since: Seconds;
  /** `lock` is blocked on the subject. */
  readonly reason: Reason | 'lock';
  /** The lock, queue, task or job; `NO_ACTOR` where it is none of these, or several. */
  readonly subject: ActorId;
  /** The tasks and jobs it waits for that are not done: one, or several that it waits for together. */
  readonly awaited: readonly ActorId[];
  /** Until when it waits at most; `null` for as long as it takes. */
  readonly deadline: Seconds | null;
}

/** A task that is done, and how it ended. */
export interface EndedTask {
  readonly task: ActorId;
  readonly ended: EndedStatus;
  readonly time: Seconds;
}

/** An actor that tasks of the loop wait for. */
export interface Awaited {
  readonly actor: ActorId;
  /** Who waits for it, the longest first. */
  readonly waiters: readonly ActorId[];
}

/** The task being stepped. */
export interface RunningTask {
  readonly task: ActorId;
  /** Since when the step lasts. */
  readonly since: Seconds;
  /** What the thread does: `running`, or `waiting` in `time.sleep`, or `ready` for the GIL. */
  readonly status: ActorStatus;
  readonly reason: Reason;
}

/** An event loop at one moment. Every task of it that has not ended is in one of its five places. */
export interface LoopMoment {
  readonly loop: ActorId;
  readonly phase: LoopPhase;
  /** The number of the iteration it is in, or was in last; 0 before the first. */
  readonly iteration: number;
  /** Since its creation. */
  readonly elapsed: Seconds;
  /** Of that, in its selector. The rest is busy. */
  readonly idle: Seconds;
  /** Created and not yet in the ready queue. */
  readonly starting: readonly ActorId[];
  /** The next one first. */
  readonly ready: readonly ReadyTask[];
  readonly running: RunningTask | null;
  /** The one that is due next first. */
  readonly sleeping: readonly SleepingTask[];
  /** The one that has waited longest first. */
  readonly waiting: readonly WaitingTask[];
  /** The one that ended last first. */
  readonly ended: readonly EndedTask[];
  /** Who is waited for, in the order it was first waited for. */
  readonly awaited: readonly Awaited[];
  /** The head of the ready queue, when the loop has taken it up and it is about to run. */
  readonly next: ActorId | null;
  /** The steps begun in this iteration, in order; the last may be under way. */
  readonly ran: readonly LoopStep[];
  /** The step that blocks the loop, with its end where that is known. */
  readonly blocking: BlockingStep | null;
}

/** The number of tasks of a loop that have not ended. */
export const livingTasks = ({ starting, ready, running, sleeping, waiting }: LoopMoment): number =>
  starting.length + ready.length + sleeping.length + waiting.length + (running ? 1 : 0);

/**
 * An event loop once the events of a state have happened.
 *
 * @param now the time at the playhead: not before the state's last event. O(actors).
 */
export function loopAt(trace: Trace, history: EventLoopHistory, state: TraceState, now: Seconds): LoopMoment {
  const { loop, thread } = history;
  const { count } = state;
  const time = seconds(Math.max(state.time, Math.min(now, trace.duration)));
  const begun = history.stepAt(count, time);
  // A task that is taken up is still in the queue until it runs: stepping from event to event stops there.
  const isRunning = begun !== null && state.changeOf(begun.task) > begun.begin;
  const step = isRunning ? begun : null;
  const ran = history.stepsOfIterationAt(count, time);
  const iterationEvent = history.iterationEventAt(count);
  const deadlines = deadlinesOf(trace, state, loop);
  const starting: ActorId[] = [];
  const ready: ActorId[] = [];
  const sleeping: SleepingTask[] = [];
  const waiting: WaitingTask[] = [];
  const ended: ActorId[] = [];
  let running: RunningTask | null = null;
  for (const { id, parent, kind } of trace.actors) {
    if (parent !== loop || kind !== 'task') continue;
    const status = state.statusOf(id);
    if (status === 'absent') continue;
    if (isEnded(status)) ended.push(id);
    else if (step?.task === id) {
      running = {
        task: id,
        since: step.from,
        status: state.statusOf(thread),
        reason: state.reasonOf(thread),
      };
    } else if (status === 'waiting' || status === 'blocked') {
      const since = state.sinceOf(id) ?? time;
      const deadline = deadlines.get(id) ?? null;
      if (deadline !== null && state.reasonOf(id) === 'sleep') {
        sleeping.push({ task: id, since, deadline, left: deadline - time });
      } else waiting.push(waitingTask(history, state, id, since, deadline));
    } else if (status === 'created' || status === 'starting') starting.push(id);
    else ready.push(id);
  }
  const byChange = (one: ActorId, other: ActorId): number => state.changeOf(one) - state.changeOf(other);
  waiting.sort((one, other) => byChange(one.task, other.task));
  return {
    loop,
    phase: phaseOf(state, history, step),
    iteration: state.iterationOf(loop),
    elapsed: history.elapsedAt(count, time),
    idle: history.idleAt(count, time),
    starting,
    ready: ready.sort(byChange).map((task) => ({
      task,
      since: state.sinceOf(task) ?? time,
      isForNext: state.changeOf(task) > iterationEvent,
    })),
    running,
    sleeping: sleeping.sort((one, other) => one.deadline - other.deadline || byChange(one.task, other.task)),
    waiting,
    ended: ended
      .sort((one, other) => byChange(other, one))
      .map((task) => ({ task, ended: endingOf(state, task), time: state.sinceOf(task) ?? time })),
    awaited: awaitedBy(waiting),
    ran: begun && !isRunning ? ran.slice(0, -1) : ran,
    next: begun && !isRunning ? begun.task : null,
    blocking: history.blockingAt(count),
  };
}

function endingOf(state: TraceState, task: ActorId): EndedStatus {
  const status = state.statusOf(task);
  return isEnded(status) ? status : 'finished';
}

function phaseOf(state: TraceState, { loop, thread }: EventLoopHistory, step: LoopStep | null): LoopPhase {
  const status = state.statusOf(loop);
  if (status === 'absent') return 'absent';
  if (isEnded(status) || isEnded(state.statusOf(thread))) return 'closed';
  if (step) return 'stepping';
  return state.statusOf(thread) === 'waiting' && state.reasonOf(thread) === 'select' ? 'idle' : 'between';
}

function waitingTask(
  history: EventLoopHistory,
  state: TraceState,
  task: ActorId,
  since: Seconds,
  deadline: Seconds | null,
): WaitingTask {
  const reason = state.statusOf(task) === 'blocked' ? 'lock' : state.reasonOf(task);
  const subject = state.subjectOf(task);
  const named = subject === NO_ACTOR ? history.awaitedAt(task, state.count) : [subject];
  const awaited = reason === 'future' ? named.filter((actor) => !isEnded(state.statusOf(actor))) : [];
  return { task, since, reason, subject, awaited, deadline };
}

/** By task the deadline that it, or the job it works on, has set with the loop. */
function deadlinesOf({ actors }: Trace, state: TraceState, loop: ActorId): ReadonlyMap<ActorId, Seconds> {
  const deadlines = new Map<ActorId, Seconds>();
  for (const { actor, deadline } of state.timers(loop)) {
    const parent = actors[actor]?.parent ?? NO_ACTOR;
    const task = parent === loop ? actor : parent;
    if (!deadlines.has(task)) deadlines.set(task, deadline);
  }
  return deadlines;
}

function awaitedBy(waiting: readonly WaitingTask[]): readonly Awaited[] {
  const waiters = new Map<ActorId, ActorId[]>();
  for (const { task, subject, awaited } of waiting) {
    const actors = awaited.length === 0 && subject !== NO_ACTOR ? [subject] : awaited;
    for (const actor of actors) {
      const known = waiters.get(actor);
      if (known) known.push(task);
      else waiters.set(actor, [task]);
    }
  }
  return [...waiters].map(([actor, tasks]) => ({ actor, waiters: tasks }));
}
