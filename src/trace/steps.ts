import { countBelow, countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import type { Actor } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import type { EventLog, Trace } from './trace.ts';

/**
 * The happenings of several traces in one order, as stepping goes through them: by time, and at one time by trace.
 *
 * A *step* is a count: step 0 is before the first happening, step n is after the n-th. One happening may be several
 * events: bookkeeping that changes nothing on screen belongs to what it follows, and so does the state change of a task
 * that only repeats that of the thread it runs on.
 */
export interface StepOrder {
  /** How many steps there are. */
  readonly length: number;
  /** When the happening at this index happens; `0 <= index < length`. Never decreases. */
  timeOf(index: number): Seconds;
  /** How many happenings there are at or before a time. */
  stepAt(time: Seconds): number;
  /** How many events of each trace have happened at a step. */
  countsAtStep(step: number): readonly number[];
  /** The first step at which an event has happened, given the index of its trace and its own in it. */
  stepOfEvent(trace: number, event: number): number;
  /** How many events of each trace have happened at a time: all of those at that very time too. */
  countsAtTime(time: Seconds): readonly number[];
}

/** Reads the step order of the traces on the stage, anew only when one of them has grown or changed. */
export interface StepReader {
  read(traces: readonly Trace[]): StepOrder;
}

/** Makes a reader. */
export function createStepReader(): StepReader {
  let known: readonly Trace[] = [];
  let order = mergeSteps([]);
  return {
    read(traces) {
      const same =
        traces.length === known.length &&
        traces.every((trace, index) => {
          const before = known[index];
          return trace.actors === before?.actors && trace.events.length === before.events.length;
        });
      if (!same) order = mergeSteps(traces);
      known = traces;
      return order;
    },
  };
}

/** Puts the happenings of traces into one order; O(events). */
export function mergeSteps(traces: readonly Trace[]): StepOrder {
  const stops = traces.map((trace) => stopsOf(trace));
  const length = stops.reduce((sum, { counts }) => sum + counts.length, 0);
  const times = new Float64Array(length);
  const stepNumbers = stops.map(({ counts }) => new Int32Array(counts.length));
  const next = stops.map(() => 0);
  for (let step = 0; step < length; step++) {
    let first = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let index = 0; index < stops.length; index++) {
      const time = stops[index]?.times[next[index] as number];
      if (time !== undefined && time < earliest) {
        earliest = time;
        first = index;
      }
    }
    times[step] = earliest;
    const position = next[first] as number;
    (stepNumbers[first] as Int32Array)[position] = step + 1;
    next[first] = position + 1;
  }
  return {
    length,
    timeOf: (index) => seconds(times[index] as number),
    stepAt: (time) => countUpTo(times, time),
    countsAtStep: (step) =>
      stops.map(({ counts }, index) => counts[countUpTo(stepNumbers[index] as Int32Array, step) - 1] ?? 0),
    stepOfEvent: (trace, event) =>
      stepNumbers[trace]?.[countBelow(stops[trace]?.counts ?? [], event + 1)] ?? length,
    countsAtTime: (time) => traces.map(({ events }) => countUpTo(events.time, time, events.length)),
  };
}

/** The moments at which something happens, each once, from the start of the runs on. */
export const timesOfSteps = (order: StepOrder): readonly Seconds[] => [
  ...new Set([seconds(0), ...Array.from({ length: order.length }, (_, index) => order.timeOf(index))]),
];

interface Stops {
  /** When each happening happens. */
  readonly times: readonly number[];
  /** How many events have happened after it. */
  readonly counts: readonly number[];
}

function stopsOf({ events, actors }: Trace): Stops {
  const times: number[] = [];
  const counts: number[] = [];
  for (let index = 0; index < events.length; index++) {
    const time = events.time[index] as number;
    if (isBookkeeping(events.kind[index] as number) || repeatsThread(events, actors, index)) {
      if (times.at(-1) === time) counts[counts.length - 1] = index + 1;
    } else {
      times.push(time);
      counts.push(index + 1);
    }
  }
  return { times, counts };
}

const BOOKKEEPING: ReadonlySet<number> = new Set([
  EVENT_CODE.create,
  EVENT_CODE.carry,
  EVENT_CODE.wake,
  EVENT_CODE.iteration,
  EVENT_CODE.progress,
  EVENT_CODE.await,
]);

/** A thread carries a task, which carries a job. */
const DEEPEST_CARRYING = 2;

const isBookkeeping = (code: number): boolean => BOOKKEEPING.has(code);

/** Whether an event is the state change of a task that follows the same change of the thread that carries it. */
function repeatsThread(events: EventLog, actors: readonly Actor[], index: number): boolean {
  const kindOf = (at: number) => actors[events.actor[at] as number]?.kind;
  if ((events.kind[index] as number) > EVENT_CODE.block || kindOf(index) !== 'task') return false;
  for (let before = index - 1; before >= Math.max(0, index - DEEPEST_CARRYING); before--) {
    if (!isSameChange(events, before, index)) return false;
    if (kindOf(before) === 'thread') return true;
  }
  return false;
}

const isSameChange = (events: EventLog, one: number, other: number): boolean =>
  events.kind[one] === events.kind[other] &&
  events.time[one] === events.time[other] &&
  events.subject[one] === events.subject[other] &&
  events.value[one] === events.value[other];
