import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { type DeadlockReport, deadlockReport } from './deadlock-report.ts';
import {
  ASYNCIO_RUN,
  type LibraryFrame,
  MAP_RESULT,
  POOL_PROCESS,
  POOL_PROCESS_MAP,
  POOL_THREAD,
  raisingFrames,
  THREAD_START,
  TO_THREAD,
} from './library-frames.ts';
import { type Raised, RaisedErrors } from './raised-errors.ts';

/** One line of a traceback. */
export interface Frame {
  /** The task or thread whose frame it is. */
  readonly actor: ActorId;
  /** The function. */
  readonly name: string;
  /** The line of the listing; `null` for a frame of the library, and for one that had come to no line. */
  readonly line: number | null;
  /** The file of the standard library that it is in; `null` for a frame of the program. */
  readonly library: string | null;
  /** The index of the event at which the error was raised in this frame's task or thread. */
  readonly event: number;
}

/** What became of an error. */
export type Fate =
  /** It left the main thread: the program ended by it. */
  | 'ends-run'
  /** It left a thread or a worker process, which ended by it. */
  | 'ends-thread'
  /** It ended a task or a job whose result nobody has asked for. */
  | 'kept'
  /** The outermost of its frames caught it. */
  | 'caught'
  /** It is on its way. */
  | 'under-way';

/** An error as Python reports it: where it was raised, and the frames it went through. */
export interface Traceback {
  /** The task or thread in which it was raised first. */
  readonly actor: ActorId;
  /** The index of the event at which it was raised first, or the first of its parts, and its time in program seconds. */
  readonly event: number;
  readonly time: Seconds;
  /** Outermost first, as Python prints them: the most recent call comes last. */
  readonly frames: readonly Frame[];
  /** The last line: `ValueError: Bad doc 2`. */
  readonly error: string;
  readonly fate: Fate;
  /** The index of the event by which its last task or thread ended; `null` where it has ended none. */
  readonly end: number | null;
  /** The same error in the worker process that it comes from, of which this is "the direct consequence". */
  readonly cause: Traceback | null;
  /** What a group of errors is made of. */
  readonly parts: readonly Traceback[];
}

/** A warning on the standard error. */
export interface Warning {
  readonly actor: ActorId;
  /** The index of its event, and its time in program seconds. */
  readonly event: number;
  readonly time: Seconds;
  /** The line of the listing; `null` where it has none. */
  readonly line: number | null;
  /** `RuntimeWarning: coroutine 'fetch' was never awaited`. */
  readonly text: string;
}

/** What went wrong in a run. */
export interface ErrorReport {
  /** One for every error, in the order in which they were raised last. A deadlock is none: nobody raises it. */
  readonly tracebacks: readonly Traceback[];
  /** What the run was ended by, where it was a deadlock. */
  readonly deadlock: DeadlockReport | null;
  readonly warnings: readonly Warning[];
}

/** Makes a reader of what went wrong in a growing trace. It gives the same report while no event is added. */
export const createErrorReader = (): TraceReader<ErrorReport> =>
  createGrowingReader(() => {
    const found = new RaisedErrors();
    let error: Trace['error'] = null;
    let report: ErrorReport | null = null;
    return {
      read(trace, from) {
        if (report && from === trace.events.length && trace.error === error) return report;
        ({ error } = trace);
        found.read(trace, from);
        report = reportOf(trace, found);
        return report;
      },
    };
  });

function reportOf(trace: Trace, { all, warnings }: RaisedErrors): ErrorReport {
  const timeOf = (event: number): Seconds => seconds(trace.events.time[event] as number);
  const deadlock = deadlockReport(trace);
  const verdict = deadlock && wordsOf(trace.error);
  const tracebacks = all
    .filter(({ isPassedOn, error }) => !isPassedOn && error !== verdict)
    .map((raised) => {
      const traceback = tracebackOf(raised, timeOf);
      // The end of a worker that came to grief is the end of its run, wherever the error was.
      const isEnd =
        trace.events.kind[raised.event] === EVENT_CODE.fail && wordsOf(trace.error) === raised.error;
      return isEnd ? { ...traceback, fate: 'ends-run' as const } : traceback;
    });
  const unraised = deadlock ? null : errorWithoutActor(trace, all);
  return {
    tracebacks: unraised ? [...tracebacks, unraised] : tracebacks,
    deadlock,
    warnings: warnings.map((warning) => ({ ...warning, time: timeOf(warning.event) })),
  };
}

/** The error of a run that none of its actors raised: it had no end, or its workers could not be started. */
function errorWithoutActor({ error, duration, events }: Trace, all: readonly Raised[]): Traceback | null {
  const words = wordsOf(error);
  if (words === null) return null;
  if (all.some((raised) => raised.error === words)) return null;
  return {
    actor: NO_ACTOR,
    event: events.length - 1,
    time: duration,
    frames: [],
    error: words,
    fate: 'ends-run',
    end: events.length - 1,
    cause: null,
    parts: [],
  };
}

/** An error as the last line of a traceback, `ValueError: Bad doc 2`; `null` for none. */
export const wordsOf = (error: Trace['error']): string | null =>
  error && (error.message ? `${error.type}: ${error.message}` : error.type);

function tracebackOf(last: Raised, timeOf: (event: number) => Seconds): Traceback {
  const { frames, cause } = assemble(last, timeOf);
  const first = firstOf(last);
  const event = Math.min(first.event, ...first.parts.map((part) => firstOf(part).event));
  return {
    actor: first.actor,
    event,
    time: timeOf(event),
    frames: isCaught(last) ? frames.slice(Math.max(0, last.depth - 1)) : [...beginningOf(last), ...frames],
    error: last.error,
    fate: fateOf(last),
    end: last.end,
    cause,
    parts: first.parts.map((part) => tracebackOf(part, timeOf)),
  };
}

/** All frames of an error from the outermost that it went through to where it was raised first. */
function assemble(raised: Raised, timeOf: (event: number) => Seconds): Pick<Traceback, 'frames' | 'cause'> {
  const own = raised.frames.map((frame): Frame => ({ ...frame, library: null, event: raised.event }));
  const { from } = raised;
  if (!from) return { frames: [...own, ...inLibrary(raisingFrames(raised.error), raised)], cause: null };
  const inner = assemble(from, timeOf);
  const hasBegun = from.frames.length > 0;
  if (from.origin !== 'pool-of-processes' || !hasBegun) {
    const between = hasBegun ? framesBetween(raised, from) : [];
    return { frames: [...own, ...inLibrary(between, raised), ...inner.frames], cause: inner.cause };
  }
  const isMapped = raised.origin !== 'coroutine';
  const worker = inLibrary(isMapped ? POOL_PROCESS_MAP : POOL_PROCESS, from);
  return {
    frames: [...own, ...inLibrary(isMapped ? MAP_RESULT.processes : [], raised)],
    cause: { ...tracebackOf(from, timeOf), frames: [...worker, ...inner.frames], cause: inner.cause },
  };
}

/** The library's frames between those of a flow and those of the flow that the error comes from. */
function framesBetween(raised: Raised, from: Raised): readonly LibraryFrame[] {
  switch (from.origin) {
    case 'coroutine':
      return raised.origin === 'coroutine' ? [] : ASYNCIO_RUN;
    case 'pool-of-threads':
      return [...(raised.origin === 'coroutine' ? TO_THREAD : MAP_RESULT.threads), ...POOL_THREAD];
    default:
      return [];
  }
}

/** The library's frames on which those of a flow stand that ends by an error. */
function beginningOf(raised: Raised): readonly Frame[] {
  if (raised.frames.length === 0) return [];
  switch (raised.origin) {
    case 'thread':
      return inLibrary(THREAD_START, raised);
    case 'pool-of-threads':
      return inLibrary(POOL_THREAD, raised);
    case 'pool-of-processes':
      return inLibrary(POOL_PROCESS, raised);
    default:
      return [];
  }
}

const inLibrary = (frames: readonly LibraryFrame[], { actor, event }: Raised): readonly Frame[] =>
  frames.map(({ file, name }) => ({ actor, name, line: null, library: file, event }));

const firstOf = (raised: Raised): Raised => (raised.from ? firstOf(raised.from) : raised);

const isCaught = ({ outcome }: Raised): boolean => outcome === 'caught';

function fateOf({ outcome, origin, owner, actor, frames }: Raised): Fate {
  if (outcome === null) return 'under-way';
  if (outcome === 'caught') return 'caught';
  switch (origin) {
    case 'main-thread':
      return 'ends-run';
    case 'thread':
      return 'ends-thread';
    case 'pool-of-processes':
      return frames.length === 0 && owner === actor ? 'ends-thread' : 'kept';
    default:
      return 'kept';
  }
}
