import type { Seconds } from '../base/units.ts';
import type { Actor } from './actors.ts';

/**
 * Where a trace comes from. It is always shown, and traces of different provenance are never merged into one.
 *
 * - `measured`: a live run in real workers.
 * - `modelled`: the simulator's virtual clock.
 * - `replayed`: a kept schedule, run again by the simulator.
 * - `imported`: read from a file.
 */
export type Provenance = 'measured' | 'modelled' | 'replayed' | 'imported';

/** A parameter of a scenario or of the machine, as links and exports carry it. */
export type ParameterValue = number | string | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * Events as columns, in the order they happened: `time` never decreases. Arrays may have spare capacity; only the first
 * `length` entries count. A log that is still being recorded grows in place, so a reader remembers how far it has read.
 */
export interface EventLog {
  readonly length: number;
  /** Program seconds since the start of the run. */
  readonly time: Float64Array;
  /** Codes of `EVENT_KINDS`. */
  readonly kind: Uint8Array;
  readonly actor: Int32Array;
  /** Another actor, or `NO_ACTOR`. */
  readonly subject: Int32Array;
  /** What it means depends on the kind: see `EVENT_FIELDS`. */
  readonly value: Float64Array;
}

/** An error that ended a run, in the words the program's own language uses. */
export interface RunError {
  readonly type: string;
  readonly message: string;
}

/** The machine a run was made on, or the model of one. */
export interface Machine {
  /** Cores of the model, or those the browser reports. */
  readonly cores: number;
  /** Live: whether workers shared memory (`SharedArrayBuffer`), or passed messages. */
  readonly sharedMemory?: boolean;
  /** Live: real seconds per program second of waiting. */
  readonly unit?: number;
  /** Live: program seconds spent on starting workers before the run's clock started. */
  readonly startUp?: number;
  /** What ran it, in words: the browser, or the model. */
  readonly description?: string;
}

/** One run of one scenario in one mode: everything on screen is a function of it and the playhead. */
export interface Trace {
  readonly scenario: string;
  /** A mode id of the contract, for example `threads`. */
  readonly mode: string;
  readonly provenance: Provenance;
  readonly params: Parameters;
  readonly seed: number;
  readonly machine: Machine;
  /** The end of the run: the time of its last event, or the present moment of a run under way. */
  readonly duration: Seconds;
  /** Indexed by `ActorId`. */
  readonly actors: readonly Actor[];
  readonly events: EventLog;
  /** Strings that events refer to by index. */
  readonly texts: readonly string[];
  /** Set when the run ended by an error. */
  readonly error: RunError | null;
}
