import type { PythonError } from './errors.ts';

/**
 * What a program can ask for.
 *
 * A program is a set of generators that *yield effects* and receive their results; what an effect does is up to the mode
 * that runs it. `wait(5)` is `time.sleep(5)` in a thread and `await asyncio.sleep(5)` in a task, in the simulator no time
 * at all, in a worker a real second or five.
 */

/** A value a program computes with. Every one survives structured cloning, so it can be sent to another process. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A statement of the listing, by the mark its line carries (`#@ name`): see `listing.ts`. */
export type Mark = string;

/** A routine of the program and what to call it with: what a thread, a pool or a process is given to run. */
export interface Call {
  readonly routine: string;
  readonly args: readonly Value[];
  /**
   * `false` for a function that other processes cannot import, as one that is defined in a notebook: it can be sent to
   * none. Threads have it in their own memory.
   */
  readonly importable?: boolean;
}

/** A generator under way: what Python calls a coroutine, and in the other modes a frame being executed. */
// biome-ignore lint/suspicious/noConfusingVoidType: a routine without `return` gives void, as one in Python gives None
export type Routine<Result = Value | void> = Generator<Effect, Result, EffectResult>;

/** A task or future of the event loop, as programs see it. */
export interface FutureHandle {
  readonly done: boolean;
  readonly cancelled: boolean;
}

/** A task group, as programs see it. */
export interface TaskGroupHandle {
  readonly taskGroup: true;
}

/** A thread, by the number its program knows it by. */
export interface ThreadHandle {
  readonly thread: number;
}

/** An executor, by the number its program knows it by. */
export interface PoolHandle {
  readonly pool: number;
}

/** A `concurrent.futures.Future`: the result of a call given to an executor. */
export interface JobHandle {
  readonly job: number;
}

/** What an effect may give back to the program. */
export type EffectResult =
  | Value
  | undefined
  | FutureHandle
  | TaskGroupHandle
  | ThreadHandle
  | PoolHandle
  | JobHandle;

/** Which kind of workers an executor has. */
export type PoolKind = 'threads' | 'processes';

/** A computation by a named kernel over the steps `from` (inclusive) to `to` (exclusive); gives a number. */
export interface Work {
  readonly kernel: string;
  readonly from: number;
  readonly to: number;
}

interface At {
  /** The statement being executed; without one the current line stays. */
  readonly at?: Mark | undefined;
}

export type Effect = At &
  (
    | { readonly kind: 'wait'; readonly seconds: number }
    | { readonly kind: 'block'; readonly seconds: number }
    | { readonly kind: 'compute'; readonly work: Work }
    | { readonly kind: 'print'; readonly text: string }
    /** Text for the standard output as it is, without a newline of its own: one of the writes that make up a line. */
    | { readonly kind: 'output'; readonly text: string }
    /** A warning, as `warnings.warn` writes it to the standard error: `RuntimeWarning: …`. */
    | { readonly kind: 'warn'; readonly text: string }
    /** Raises an error here and now. */
    | { readonly kind: 'raise'; readonly error: PythonError }
    /** `time.monotonic()`: gives the program seconds since the start of the run. */
    | { readonly kind: 'now' }
    /** `threading.get_ident()`: gives a number. */
    | { readonly kind: 'thread-ident' }
    /** How long a message waited for its answer, in program seconds. */
    | { readonly kind: 'latency'; readonly seconds: number }
    | { readonly kind: 'mark' }
    | { readonly kind: 'enter'; readonly frame: string }
    | { readonly kind: 'leave'; readonly frame: string }
    | { readonly kind: 'begin-job'; readonly name: string }
    /** `error` is what ended the job; null when it ended well. */
    | { readonly kind: 'end-job'; readonly error: unknown }
    | { readonly kind: 'progress'; readonly share: number }
    | { readonly kind: 'read'; readonly variable: string }
    | { readonly kind: 'write'; readonly variable: string; readonly value: Value }
    | { readonly kind: 'acquire'; readonly lock: string }
    | { readonly kind: 'release'; readonly lock: string }
    | { readonly kind: 'put'; readonly queue: string; readonly item: Value }
    | { readonly kind: 'get'; readonly queue: string }
    | { readonly kind: 'start-thread'; readonly call: Call; readonly name: string; readonly job?: string }
    | { readonly kind: 'join-thread'; readonly thread: ThreadHandle }
    | { readonly kind: 'open-pool'; readonly pool: PoolKind; readonly workers: number | null }
    | { readonly kind: 'submit'; readonly pool: PoolHandle; readonly call: Call; readonly job: string }
    | { readonly kind: 'result'; readonly job: JobHandle }
    | { readonly kind: 'close-pool'; readonly pool: PoolHandle }
    | {
        readonly kind: 'create-task';
        readonly routine: Routine;
        readonly name: string;
        readonly group?: TaskGroupHandle;
      }
    | { readonly kind: 'await'; readonly future: FutureHandle }
    | {
        readonly kind: 'gather';
        readonly futures: readonly FutureHandle[];
        readonly returnExceptions: boolean;
      }
    | { readonly kind: 'wait-for'; readonly future: FutureHandle; readonly seconds: number }
    | { readonly kind: 'cancel'; readonly future: FutureHandle }
    | { readonly kind: 'open-group' }
    | { readonly kind: 'close-group'; readonly group: TaskGroupHandle; readonly error: unknown }
    | {
        readonly kind: 'run-in-executor';
        readonly pool: PoolHandle | null;
        readonly call: Call;
        readonly job: string;
      }
  );
