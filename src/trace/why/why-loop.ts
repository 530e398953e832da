import { durationText, timeText, timeTextNear } from '../../base/time-text.ts';
import { type Actor, type ActorId, loopOf } from '../actors.ts';
import { listOf, type Phrase } from '../phrase.ts';
import type { Instant } from './why-instant.ts';

/** What an event loop is running, and whether that keeps it from everything else. */
interface RunningStep {
  readonly task: ActorId;
  /** Since when it has blocked the loop, in words; `null` while it does not. */
  readonly blocks: string | null;
}

function stepOf({ state, loops, time }: Instant, loop: Actor): RunningStep | null {
  const history = loops.findLast((candidate) => candidate.loop === loop.id);
  const step = history?.stepAt(state.count, time);
  if (!step) return null;
  const { task, from } = step;
  if (!history?.blockingAt(state.count)) return { task, blocks: null };
  const isAsleep = state.statusOf(loop.parent) === 'waiting' && state.reasonOf(loop.parent) === 'sleep';
  return { task, blocks: `since ${timeTextNear(from, time)} s${isAsleep ? ' (time.sleep)' : ''}` };
}

/** What keeps a loop from a task that is ready: `; the event loop is running a, which has blocked it since 1.00 s`. */
export function loopObstacle(instant: Instant, loop: Actor, task: ActorId): Phrase {
  const { state } = instant;
  const step = stepOf(instant, loop);
  if (step && step.task !== task) {
    const blocks = step.blocks === null ? '' : `, which has blocked it ${step.blocks}`;
    return ['; the ', loop.id, ' is running ', step.task, blocks];
  }
  const thread = loop.parent;
  if (state.statusOf(thread) !== 'ready') return [];
  const [holder] = state.holders(state.subjectOf(thread));
  return state.reasonOf(thread) === 'gil' && holder !== undefined && holder !== thread
    ? ['; the ', loop.id, '’s thread waits for the GIL, which ', holder, ' has']
    : ['; the ', loop.id, '’s thread waits for its turn'];
}

/** When a timer that an actor has set rings; `undefined` without one. */
export function deadlineOf({ trace, state }: Instant, actor: ActorId): number | undefined {
  const loop = loopOf(trace.actors, actor);
  if (!loop) return undefined;
  const inner = state.innermost(actor);
  return state.timers(loop.id).find((timer) => timer.actor === inner || timer.actor === actor)?.deadline;
}

/** What becomes of an event loop's thread that has nothing to run: `the next timer, of doc 1, rings at 2.00 s`. */
export function nextTimer({ state, time }: Instant, loop: Actor): Phrase {
  const [next] = state.timers(loop.id);
  if (!next) return ['no timer is set: only a result from outside can wake it'];
  const left = next.deadline - time;
  if (left <= 0)
    return ['the next timer, of ', next.actor, `, was due at ${timeTextNear(next.deadline, time)} s`];
  return [
    'the next timer, of ',
    next.actor,
    `, rings at ${timeText(next.deadline)} s, in ${durationText(left)} s`,
  ];
}

/** Why an event loop does what it does. */
export function whyLoop(instant: Instant, loop: Actor): Phrase {
  const { state } = instant;
  const subject: Phrase = ['The ', loop.id];
  const thread = loop.parent;
  const ready = state.readyQueue(loop.id);
  const step = stepOf(instant, loop);
  if (step) {
    const others = ready.filter((task) => task !== step.task);
    const isOne = others.length === 1;
    if (step.blocks === null) {
      const queued: Phrase = others.length > 0 ? ['; next in its queue: ', ...listOf(others)] : [];
      return [...subject, ' is running ', step.task, ...queued];
    }
    const kept: Phrase =
      others.length > 0
        ? ['; ', ...listOf(others), isOne ? ' is ready and cannot run' : ' are ready and cannot run']
        : [];
    return [...subject, ' has been blocked by ', step.task, ` ${step.blocks}`, ...kept];
  }
  switch (state.statusOf(thread)) {
    case 'finished':
    case 'failed':
    case 'cancelled':
      return [...subject, ' is closed: its thread has ended'];
    case 'waiting':
      if (state.reasonOf(thread) !== 'select') return [...subject, ' rests: its thread ', thread, ' waits'];
      return [...subject, ' has nothing ready; ', ...nextTimer(instant, loop)];
    default:
      if (ready.length === 0) return [...subject, ' is between two tasks'];
      return [...subject, ' is between two tasks; next in its queue: ', ...listOf(ready)];
  }
}
