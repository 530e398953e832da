import type { FutureHandle, Value } from '../program/effects.ts';
import { CancelledError, PythonError } from '../program/errors.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { Reason } from '../trace/events.ts';
import type { Loop } from './loop.ts';

/** What somebody who awaits a future is doing, as the trace tells it. */
export interface Waiting {
  /** Whether it is blocked on a lock (`subject`), or why else it waits. */
  readonly reason: Reason | 'lock';
  readonly subject: ActorId;
  /** In words, for the report of a deadlock: `the lock print_lock`. */
  readonly label: string;
  /** The futures that have to be done before it is, where it stands for several. */
  readonly parts?: readonly Future[];
}

const NAMELESS: Waiting = { reason: 'future', subject: NO_ACTOR, label: 'a future' };

/** Who wants to know that a future is done. */
export interface DoneCallback {
  /** Enters the loop's ready queue, to be told there. */
  schedule(future: Future): void;
}

/** A callback that calls a function, in the iteration after the future is done. */
export const whenDone = (loop: Loop, callback: (future: Future) => void): DoneCallback => ({
  schedule: (future) => loop.callSoon(() => callback(future)),
});

/**
 * A result that is not there yet.
 *
 * Source: CPython 3.11, Lib/asyncio/futures.py. Once it is done its callbacks are scheduled by `call_soon`, in the order
 * they were added, never called at once.
 */
export class Future implements FutureHandle {
  protected readonly loop: Loop;
  readonly #waiting: Waiting | null;
  #state: 'pending' | 'cancelled' | 'finished' = 'pending';
  #value: Value = null;
  #error: PythonError | null = null;
  #callbacks: DoneCallback[] | null = null;

  /** @param waiting what those who await it wait for; null when a subclass says. */
  constructor(loop: Loop, waiting: Waiting | null) {
    this.loop = loop;
    this.#waiting = waiting;
  }

  /** What those who await it wait for. */
  get waiting(): Waiting {
    return this.#waiting ?? NAMELESS;
  }

  get done(): boolean {
    return this.#state !== 'pending';
  }

  get cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** What awaiting it raises, now that it is done; null when it has a value. */
  get error(): PythonError | null {
    return this.#state === 'cancelled' ? new CancelledError() : this.#error;
  }

  /**
   * Its value.
   *
   * @throws PythonError what it ended by: its exception, or `CancelledError`; `InvalidStateError` while it is pending.
   */
  result(): Value {
    if (!this.done) throw new PythonError('InvalidStateError', 'Result is not set.');
    const { error } = this;
    if (error) throw error;
    return this.#value;
  }

  setResult(value: Value): void {
    this.#expectPending();
    this.#value = value;
    this.#finish('finished');
  }

  setError(error: PythonError): void {
    this.#expectPending();
    this.#error = error;
    this.#finish('finished');
  }

  /** Cancels it. Says whether it did: a future that is done cannot be cancelled. */
  cancel(): boolean {
    if (this.done) return false;
    this.#finish('cancelled');
    return true;
  }

  /** Adds a callback; it is scheduled at once when the future is done already. */
  addDoneCallback(callback: DoneCallback): void {
    if (this.done) callback.schedule(this);
    else if (this.#callbacks) this.#callbacks.push(callback);
    else this.#callbacks = [callback];
  }

  removeDoneCallback(callback: DoneCallback): void {
    this.#callbacks = this.#callbacks?.filter((other) => other !== callback) ?? null;
  }

  #expectPending(): void {
    if (this.done) throw new PythonError('InvalidStateError', 'invalid state');
  }

  #finish(state: 'cancelled' | 'finished'): void {
    this.#state = state;
    const callbacks = this.#callbacks;
    this.#callbacks = null;
    if (callbacks === null) return;
    for (const callback of callbacks) callback.schedule(this);
  }
}

/** The tasks and jobs that are not done yet and that a future of several waits for; none for any other future. */
export function* partsAwaited({ waiting }: Future): Generator<ActorId> {
  for (const part of waiting.parts ?? []) {
    if (part.done) continue;
    const { subject } = part.waiting;
    if (subject === NO_ACTOR) yield* partsAwaited(part);
    else yield subject;
  }
}

/**
 * The future behind a handle that a program passed.
 *
 * @throws Error when it is none: a fault of the program.
 */
export function futureOf(handle: FutureHandle): Future {
  if (handle instanceof Future) return handle;
  throw new Error('The program awaits something that is no future of its event loop.');
}
