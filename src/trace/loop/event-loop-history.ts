import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import type { ActorId } from '../actors.ts';
import { createGrowingReader, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import type { BlockingStep, LoopStep } from './event-loop-steps.ts';
import { type GrowingLoop, GrowingLoops } from './growing-event-loops.ts';

/** What an event loop has done, to be asked for any moment by the count of events that have happened and the time. */
export interface EventLoopHistory {
  readonly loop: ActorId;
  /** The thread it runs on. */
  readonly thread: ActorId;
  /** How many iterations it has begun in the whole trace. */
  readonly iterations: number;
  /** The index of the event that began its present iteration; -1 before the first. */
  iterationEventAt(count: number): number;
  /** From its creation to the moment, or to its end; 0 before its creation. */
  elapsedAt(count: number, time: Seconds): Seconds;
  /** How long it has been in its selector, which is when it had nothing to do. */
  idleAt(count: number, time: Seconds): Seconds;
  /** The steps it has begun in its present iteration, in order. The last may be under way, which its `end` then says. */
  stepsOfIterationAt(count: number, time: Seconds): readonly LoopStep[];
  /** The step that is under way; `null` between steps. Its `end` and `to` are those of the moment. */
  stepAt(count: number, time: Seconds): LoopStep | null;
  /** The steps of the whole trace that blocked it, in order. */
  readonly blocking: readonly BlockingStep[];
  /** The blocking step that the moment falls into; `null` for none. It is the whole step, with its end. */
  blockingAt(count: number): BlockingStep | null;
  /** Whom a task has named last that it waits for together; empty where it has named nobody. */
  awaitedAt(task: ActorId, count: number): readonly ActorId[];
}

/** Makes a reader of the histories of all event loops of a growing trace, in the order of their creation. */
export const createEventLoopReader = (): TraceReader<readonly EventLoopHistory[]> =>
  createGrowingReader((start) => {
    const growing = new GrowingLoops(start);
    return {
      read(trace, from) {
        for (let event = from; event < trace.events.length; event++) growing.note(trace, event);
        return growing.loops.map((loop) => historyOf(loop, trace));
      },
    };
  });

function historyOf(loop: GrowingLoop, trace: Trace): EventLoopHistory {
  const { steps, iterations } = loop;
  const timeOf = (event: number): number => trace.events.time[event] as number;
  const blocking = steps.blocking(loop.present(trace.events.length, trace.duration));
  const begins = blocking.map(({ begin }) => begin);
  const iterationEventAt = (count: number): number => iterations[countUpTo(iterations, count - 1) - 1] ?? -1;
  const stepAt = (number: number, count: number, time: Seconds): LoopStep => {
    const step = steps.at(number, seconds(loop.present(count, time)));
    return step.end !== null && step.end >= count ? { ...step, end: null, to: time } : step;
  };
  return {
    loop: loop.actor,
    thread: loop.thread,
    iterations: iterations.length,
    blocking,
    iterationEventAt,
    elapsedAt: (count, time) =>
      seconds(count > loop.created ? loop.present(count, time) - timeOf(loop.created) : 0),
    idleAt: (count, time) => seconds(loop.idleAt(count, time)),
    stepsOfIterationAt(count, time) {
      const first = steps.begunBefore(Math.max(0, iterationEventAt(count)));
      return Array.from({ length: steps.begunAt(count) - first }, (_, index) =>
        stepAt(first + index, count, time),
      );
    },
    stepAt(count, time) {
      const begun = steps.begunAt(count);
      const step = begun > 0 ? stepAt(begun - 1, count, time) : null;
      return step?.end === null ? step : null;
    },
    blockingAt(count) {
      const last = blocking[countUpTo(begins, count - 1) - 1];
      return last && (last.end === null || last.end >= count) ? last : null;
    },
    awaitedAt: (task, count) => loop.awaitedAt(task, count),
  };
}
