import { CancelledError, PythonError } from '../program/errors.ts';
import type { ActorId } from '../trace/actors.ts';
import { awaitFuture, type Coroutine } from './coroutine.ts';
import { Future, type Waiting } from './future.ts';
import type { Loop } from './loop.ts';

/** What `async with` needs: a lock or a semaphore. */
export interface AsyncLock {
  acquire(): Coroutine<undefined>;
  /** @throws PythonError `RuntimeError` when a lock is not held. */
  release(): void;
}

/** What locks and semaphores share: an actor, and those who wait for it in the order they came. */
abstract class WaitingLine implements AsyncLock {
  protected readonly loop: Loop;
  readonly #actor: ActorId;
  readonly #waiting: Waiting;
  readonly #waiters = new Set<Future>();

  constructor(loop: Loop, actor: ActorId, name: string) {
    this.loop = loop;
    this.#actor = actor;
    this.#waiting = { reason: 'lock', subject: actor, label: `the lock ${name}` };
  }

  abstract acquire(): Coroutine<undefined>;
  abstract release(): void;

  /** Whether somebody is in line who was not cancelled. */
  protected get someoneWaits(): boolean {
    for (const waiter of this.#waiters) if (!waiter.cancelled) return true;
    return false;
  }

  /** The first in line that has not been woken yet. */
  protected get firstAsleep(): Future | undefined {
    for (const waiter of this.#waiters) if (!waiter.done) return waiter;
    return undefined;
  }

  /** The first in line, woken or not. */
  protected get first(): Future | undefined {
    return this.#waiters.values().next().value;
  }

  /** Stands in line until it is woken. */
  protected *standInLine(waiter: Future): Coroutine<undefined> {
    this.#waiters.add(waiter);
    try {
      yield* awaitFuture(waiter);
    } finally {
      this.#waiters.delete(waiter);
    }
  }

  protected createWaiter(): Future {
    return new Future(this.loop, this.#waiting);
  }

  /** Records that the task being stepped asks for it, has it, or lets it go. */
  protected record(kind: 'request' | 'acquire' | 'release'): void {
    this.loop.recorder.record(kind, this.loop.currentActor, this.#actor);
  }
}

/**
 * `asyncio.Lock`: whoever asks first has it first.
 * Source: CPython 3.11, Lib/asyncio/locks.py.
 */
export class Lock extends WaitingLine {
  #locked = false;

  *acquire(): Coroutine<undefined> {
    this.record('request');
    if (this.#locked || this.someoneWaits) {
      try {
        yield* this.standInLine(this.createWaiter());
      } catch (error) {
        if (error instanceof CancelledError && !this.#locked) this.#wakeFirst();
        throw error;
      }
    }
    this.#locked = true;
    this.record('acquire');
  }

  release(): void {
    if (!this.#locked) throw new PythonError('RuntimeError', 'Lock is not acquired.');
    this.#locked = false;
    this.record('release');
    this.#wakeFirst();
  }

  #wakeFirst(): void {
    const { first } = this;
    if (first && !first.done) first.setResult(true);
  }
}

/**
 * `asyncio.Semaphore`: so many may hold it at once.
 * Source: CPython 3.11.7, Lib/asyncio/locks.py.
 */
export class Semaphore extends WaitingLine {
  #value: number;

  constructor(loop: Loop, actor: ActorId, name: string, permits: number) {
    super(loop, actor, name);
    this.#value = permits;
  }

  *acquire(): Coroutine<undefined> {
    this.record('request');
    if (this.#value > 0 && !this.someoneWaits) {
      this.#value--;
      this.record('acquire');
      return;
    }
    const waiter = this.createWaiter();
    try {
      yield* this.standInLine(waiter);
    } catch (error) {
      if (error instanceof CancelledError && !waiter.cancelled) {
        this.#value++;
        this.#wakeNext();
      }
      throw error;
    }
    if (this.#value > 0) this.#wakeNext();
    this.record('acquire');
  }

  release(): void {
    this.#value++;
    this.record('release');
    this.#wakeNext();
  }

  #wakeNext(): void {
    const waiter = this.firstAsleep;
    if (!waiter) return;
    this.#value--;
    waiter.setResult(true);
  }
}
