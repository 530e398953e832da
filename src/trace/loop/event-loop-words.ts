import { durationText } from '../../base/time-text.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { reasonOf } from '../events.ts';
import { listOf, type Phrase } from '../phrase.ts';
import type { Trace } from '../trace.ts';
import type { LoopMoment, RunningTask, WaitingTask } from './event-loop-moment.ts';
import type { BlockingStep, StepPart } from './event-loop-steps.ts';

/** What a loop is about to do: `The event loop takes up doc 1 next`. */
export const takesUpInWords = ({ loop }: LoopMoment, next: ActorId): Phrase => [
  'The ',
  loop,
  ' takes up ',
  next,
  ' next',
];

/** What a task waits for: `for doc 0 and doc 1`, `for slots`. */
export function waitedForInWords({ actors }: Trace, { subject, awaited }: WaitingTask): Phrase {
  const [first] = awaited;
  if (first !== undefined) {
    const isJob = awaited.length === 1 && actors[actors[first]?.parent ?? NO_ACTOR]?.kind !== 'loop';
    return [isJob ? 'for the job ' : 'for ', ...listOf(awaited)];
  }
  if (subject === NO_ACTOR) return ['for a future'];
  return ['for ', subject];
}

/** How long until a timer is due: `2.00 s left`, `1.50 s late`. */
export function leftInWords(left: number): string {
  if (left > 0) return `${durationText(left)} s left`;
  return left < 0 ? `${durationText(-left)} s late` : 'due now';
}

/** What the thread of a loop does in a step: `time.sleep`, `computing`, `waiting for the GIL`. */
function activityInWords({ state, reason, subject }: Pick<StepPart, 'state' | 'reason' | 'subject'>): Phrase {
  if (state === 'run') return ['computing'];
  if (state === 'block') return ['blocked on ', subject];
  if (state === 'start') return ['starting'];
  switch (reasonOf(reason)) {
    case 'sleep':
      return ['time.sleep'];
    case 'gil':
      return ['waiting for the GIL'];
    case 'core':
      return ['waiting for a core'];
    case 'join':
    case 'future':
    case 'queue':
      return subject === NO_ACTOR ? ['waiting, without await'] : ['waiting for ', subject, ', without await'];
    default:
      return subject === NO_ACTOR ? ['waiting'] : ['waiting for ', subject];
  }
}

/** What a step spent most of its time with, and where: `time.sleep on line 7`. */
export function causeInWords({ parts: [part] }: BlockingStep): Phrase {
  return [...activityInWords(part), ...(part.line > 0 ? [` on line ${part.line}`] : [])];
}

/** What the task being stepped does: `runs`, `is in time.sleep`, `waits for the GIL`. */
export function runningInWords({ status, reason }: RunningTask): string {
  if (status === 'waiting') return reason === 'sleep' ? 'is in time.sleep' : 'waits, without await';
  if (status === 'blocked') return 'is blocked';
  if (status === 'ready') return reason === 'gil' ? 'waits for the GIL' : 'waits for a core';
  return 'runs';
}

/** Who is kept waiting while a step blocks the loop: `b and c are ready; the timer of a is 1.50 s late`. */
export function keptWaitingInWords({ ready, sleeping }: LoopMoment): Phrase {
  const late = sleeping.filter(({ left }) => left < 0);
  const [first] = late;
  const waiting: Phrase =
    ready.length === 0
      ? []
      : [
          ...listOf(ready.map(({ task }) => task)),
          ready.length === 1 ? ' is ready' : ' are ready',
          ' and cannot run',
        ];
  if (!first) return waiting;
  const between = waiting.length > 0 ? ['; '] : [];
  const timers = listOf(late.map(({ task }) => task));
  return late.length === 1
    ? [...waiting, ...between, 'the timer of ', ...timers, ` is ${leftInWords(first.left)}`]
    : [...waiting, ...between, 'the timers of ', ...timers, ` are up to ${leftInWords(first.left)}`];
}
