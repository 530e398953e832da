import { durationText } from '../../base/time-text.ts';
import type { LoopPanelProps } from '../../panels/LoopPanel.tsx';
import type { LoopTask } from '../../panels/LoopTasks.tsx';
import type { ActorId } from '../../trace/actors.ts';
import type { EventLoopHistory } from '../../trace/loop/event-loop-history.ts';
import { type LoopMoment, livingTasks, type SleepingTask } from '../../trace/loop/event-loop-moment.ts';
import {
  causeInWords,
  keptWaitingInWords,
  leftInWords,
  runningInWords,
  waitedForInWords,
} from '../../trace/loop/event-loop-words.ts';
import { listOf, type Phrase, phraseText } from '../../trace/phrase.ts';
import type { TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';

/** A moment of an event loop, and how its actors are shown. */
export interface LoopRequest {
  readonly trace: Trace;
  readonly history: EventLoopHistory;
  readonly state: TraceState;
  readonly moment: LoopMoment;
  /** The time at the playhead. */
  readonly time: number;
  /** What the loop does, in a sentence. */
  readonly sentence: Phrase;
  readonly nameOf: (actor: ActorId) => string;
  /** The colour of an actor's lane, counted from 0; none below. */
  readonly hueOf: (actor: ActorId) => number;
  /** Called with the index of an event that the reader wants to go to. */
  readonly onGo: (event: number) => void;
}

/** What the panel shows of a moment of an event loop. */
export function loopProps(request: LoopRequest): Omit<LoopPanelProps, 'isPlaying' | 'selection'> {
  const { trace, history, state, moment, time, nameOf, hueOf, onGo } = request;
  const text = (phrase: Phrase): string => phraseText(phrase, nameOf);
  const task = (id: ActorId): LoopTask => {
    const inner = state.innermost(id);
    return { key: id, name: nameOf(id), job: inner === id ? null : nameOf(inner), hue: hueOf(inner) };
  };
  const { running, blocking } = moment;
  return {
    phase: moment.phase,
    iteration: moment.iteration,
    iterations: history.iterations,
    elapsed: moment.elapsed,
    idle: moment.idle,
    tasks: livingTasks(moment),
    sentence: text(request.sentence),
    ready: [...moment.ready, ...moment.starting.map((id) => ({ task: id, isForNext: true }))].map((each) => ({
      ...task(each.task),
      isForNext: each.isForNext,
    })),
    running: running && { ...task(running.task), remark: runningInWords(running) },
    timed: moment.sleeping.map((each) => ({
      ...task(each.task),
      left: leftInWords(each.left),
      isLate: each.left < 0,
      share: shareLeft(each),
    })),
    limits: moment.waiting.flatMap(({ task: id, since, deadline }) => {
      if (deadline === null) return [];
      const left = deadline - Math.max(time, state.time);
      const share = shareLeft({ since, deadline, left });
      return [{ ...task(id), left: leftInWords(left), isLate: left < 0, share }];
    }),
    waiting: moment.waiting.map((each) => ({
      ...task(each.task),
      remark: text(waitedForInWords(trace, each)),
    })),
    ended: moment.ended.map((each) => ({
      ...task(each.task),
      remark: each.ended === 'finished' ? '' : each.ended,
    })),
    ran: moment.ran.map((step) => ({
      key: step.begin,
      name: nameOf(step.task),
      took: step.end === null ? 'under way' : tookInWords(step.to - step.from),
    })),
    awaited: moment.awaited.map(({ actor, waiters }) => ({
      key: actor,
      name: nameOf(actor),
      waiters: text(listOf(waiters)),
    })),
    blocking: blocking && {
      task: nameOf(blocking.task),
      cause: text(causeInWords(blocking)),
      duration: Math.max(0, Math.min(time, blocking.to) - blocking.from),
      from: blocking.from,
      to: blocking.end === null ? null : blocking.to,
      keptWaiting: text(keptWaitingInWords(moment)),
    },
    blockingSteps: history.blocking.map((step) => ({
      key: step.begin,
      task: nameOf(step.task),
      cause: text(causeInWords(step)),
      from: step.from,
      to: step.to,
      isNow: step.begin === blocking?.begin,
      onGo: () => onGo(step.begin),
    })),
  };
}

/** What is left of a sleep, 0 to 1. */
function shareLeft({ since, deadline, left }: Omit<SleepingTask, 'task'>): number {
  const whole = deadline - since;
  return whole > 0 ? Math.min(1, Math.max(0, left / whole)) : 0;
}

/** How long a step took, where that is anything that can be told; `null` for next to nothing. */
const tookInWords = (duration: number): string | null =>
  duration >= 0.0001 ? `${durationText(duration)} s` : null;
