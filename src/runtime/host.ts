import type { Seconds } from '../base/units.ts';
import type { Call, PoolKind, Value, Work } from '../program/effects.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Recorder, Subjects } from '../trace/recorder.ts';

/**
 * The border between what a language runtime decides and what a machine does.
 *
 * Above it (`runtime/`): threads executing a program, the asyncio loop, coroutines, futures. Below it, one host per
 * engine: the simulator's kernel on a virtual clock (`sim/`), or a real worker (`live/`). A thread is a generator that
 * yields host operations; its host performs them, records what they do to the thread's state, and resumes it.
 */

/** Tells the time in program seconds since the start of the run. */
export interface Clock {
  now(): Seconds;
}

/** How a call in another thread or process ended. */
export type Outcome =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: SentError };

/** An error in a form that can be sent to another thread or process. */
export interface SentError {
  readonly type: string;
  readonly message: string;
  /** In whose program it was raised last; `NO_ACTOR` for one that was not raised in a program. */
  readonly raisedIn: ActorId;
}

/** A finished job of an executor, as the selector of an event loop learns of it. */
export interface Completion {
  readonly job: number;
  readonly outcome: Outcome;
}

/**
 * How long a write to the standard output takes, in program seconds. Source: CPython 3.11 on Linux with five threads that
 * write to a terminal; a write took 2 to 200 µs, half of them less than 40.
 */
export const WRITE_DURATION = 40e-6;

/** What a thread asks its host to do. The type of the result stands behind each. */
export type HostOperation =
  /** Executes a kernel's steps, on a core and under the GIL. Gives a number. */
  | { readonly kind: 'compute'; readonly work: Work }
  /**
   * Writes text to the standard output, as it is, and lets go of the GIL for as long as that takes, as every system call
   * does: somebody else may have it afterwards. Gives null.
   */
  | { readonly kind: 'output'; readonly text: string }
  /** Blocks the thread, without the GIL. Gives null. */
  | { readonly kind: 'sleep'; readonly seconds: number }
  /**
   * Waits without the GIL until a time, or until a job given to an executor by this thread's loop completes, whichever
   * comes first; `until` null waits for a completion alone. Gives `readonly Completion[]`.
   */
  | { readonly kind: 'select'; readonly until: Seconds | null }
  /** Acquires a lock of the program, in FIFO order of asking, blocking without the GIL. Gives null. */
  | { readonly kind: 'acquire'; readonly lock: string }
  /** Releases a lock. Gives null. */
  | { readonly kind: 'release'; readonly lock: string }
  /** Reads a variable of the process's memory. Gives its value. */
  | { readonly kind: 'read'; readonly variable: string }
  /** Writes a variable of the process's memory. Gives null. */
  | { readonly kind: 'write'; readonly variable: string; readonly value: Value }
  /** Puts an item into a `queue.Queue`, waiting for room. Gives null. */
  | { readonly kind: 'put'; readonly queue: string; readonly item: Value }
  /** Takes an item from a `queue.Queue`, waiting for one. Gives the item. */
  | { readonly kind: 'get'; readonly queue: string }
  /** Starts a thread of the same process that works on a task. Gives its number. */
  | { readonly kind: 'start-thread'; readonly call: Call; readonly name: string; readonly task: ActorId }
  /** Waits without the GIL until a thread has ended. Gives null. */
  | { readonly kind: 'join-thread'; readonly thread: number }
  /** Opens an executor; `workers` null is its default. Gives its number. */
  | { readonly kind: 'open-pool'; readonly pool: PoolKind; readonly workers: number | null }
  /**
   * Gives an executor a call that works on a task, and returns at once with the job's number. With `notify` the
   * completion goes to this thread's `select`, without it to whoever asks for the `result`.
   */
  | {
      readonly kind: 'submit';
      readonly pool: number;
      readonly call: Call;
      readonly task: ActorId;
      readonly notify: boolean;
    }
  /** Waits without the GIL for the outcome of a job. Gives an `Outcome`. */
  | { readonly kind: 'result'; readonly job: number }
  /** Waits until all jobs of an executor are done and its workers have ended. Gives null. */
  | { readonly kind: 'close-pool'; readonly pool: number };

/** What an operation gives back. */
export type HostResult = Value | undefined | Outcome | readonly Completion[];

/** A thread under way: yields operations, receives their results, returns what its call returned. */
export type ThreadBody = Generator<HostOperation, Value, HostResult>;

/** What a thread's host gives to the runtime above it. */
export interface ThreadHost {
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** The thread itself, with what it carries. The host records its state changes through this. */
  readonly subjects: Subjects;
  /** The process that the thread belongs to. */
  readonly process: ActorId;
}
