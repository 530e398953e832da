import { Deque } from '../base/deque.ts';
import type { Value } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { representation } from '../program/representation.ts';
import type { ActorId } from '../trace/actors.ts';
import { awaitFuture, type Coroutine } from './coroutine.ts';
import { Future, type Waiting } from './future.ts';
import type { Loop } from './loop.ts';

/**
 * `asyncio.Queue`: first in, first out, with room for so many items.
 * Source: CPython 3.11, Lib/asyncio/queues.py.
 */
export class Queue {
  readonly #loop: Loop;
  readonly #actor: ActorId;
  readonly #capacity: number;
  readonly #waiting: Waiting;
  readonly #items = new Deque<Value>();
  readonly #getters = new Set<Future>();
  readonly #putters = new Set<Future>();

  /** @param capacity how many items it has room for; 0 for any number. */
  constructor(loop: Loop, actor: ActorId, name: string, capacity: number) {
    this.#loop = loop;
    this.#actor = actor;
    this.#capacity = capacity;
    this.#waiting = { reason: 'queue', subject: actor, label: `the queue ${name}` };
  }

  get #full(): boolean {
    return this.#capacity > 0 && this.#items.size >= this.#capacity;
  }

  /** Puts an item in, once there is room. */
  *put(item: Value): Coroutine<undefined> {
    while (this.#full) yield* this.#stand(this.#putters, () => !this.#full);
    this.#items.push(item);
    this.#record('put', item);
    wakeNext(this.#getters);
  }

  /** Takes the oldest item out, once there is one. */
  *get(): Coroutine {
    while (this.#items.size === 0) yield* this.#stand(this.#getters, () => this.#items.size > 0);
    const item = this.#items.shift() as Value;
    this.#record('get', item);
    wakeNext(this.#putters);
    return item;
  }

  /** Records what the task being stepped has put in or taken out. */
  #record(kind: 'put' | 'get', item: Value): void {
    const { recorder, currentActor } = this.#loop;
    recorder.record(kind, currentActor, this.#actor, recorder.text(representation(item)));
  }

  /** Waits in a line. Who is cancelled after having been woken wakes the next in its place. */
  *#stand(line: Set<Future>, possible: () => boolean): Coroutine<undefined> {
    const waiter = new Future(this.#loop, this.#waiting);
    line.add(waiter);
    try {
      yield* awaitFuture(waiter);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      waiter.cancel();
      line.delete(waiter);
      if (possible() && !waiter.cancelled) wakeNext(line);
      throw error;
    }
  }
}

function wakeNext(line: Set<Future>): void {
  for (const waiter of line) {
    line.delete(waiter);
    if (!waiter.done) {
      waiter.setResult(null);
      return;
    }
  }
}
