import { Deque } from '../base/deque.ts';
import type { Value } from '../program/effects.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Obstacle, Thread } from './thread.ts';

/** A `queue.Queue` of a process: items and those who wait go first in, first out. */
export class Queue implements Obstacle {
  readonly actor: ActorId;
  readonly #name: string;
  readonly #capacity: number;
  readonly #items = new Deque<Value>();
  readonly #getters = new Deque<Thread>();
  readonly #putters = new Deque<{ readonly thread: Thread; readonly item: Value }>();

  /** @param capacity how many items it has room for; 0 for any number. */
  constructor(actor: ActorId, name: string, capacity: number) {
    this.actor = actor;
    this.#name = name;
    this.#capacity = capacity;
  }

  /**
   * Puts an item in, or leaves the thread in line with it when there is no room.
   *
   * @returns whether there was room; and a thread that was waiting for an item, and now has this one as its answer.
   */
  put(thread: Thread, item: Value): { readonly done: boolean; readonly woken: Thread | undefined } {
    const getter = this.#getters.shift();
    if (getter) {
      getter.answer = item;
      return { done: true, woken: getter };
    }
    if (this.#capacity > 0 && this.#items.size >= this.#capacity) {
      this.#putters.push({ thread, item });
      return { done: false, woken: undefined };
    }
    this.#items.push(item);
    return { done: true, woken: undefined };
  }

  /**
   * Takes the oldest item as the thread's answer, or leaves the thread in line when there is none.
   *
   * @returns whether there was one; and a thread that was waiting for room, and now has it.
   */
  get(thread: Thread): { readonly done: boolean; readonly woken: Thread | undefined } {
    if (this.#items.size === 0) {
      this.#getters.push(thread);
      return { done: false, woken: undefined };
    }
    thread.answer = this.#items.shift() as Value;
    const putter = this.#putters.shift();
    if (putter) {
      this.#items.push(putter.item);
      putter.thread.answer = null;
    }
    return { done: true, woken: putter?.thread };
  }

  describe(): string {
    return `the queue ${this.#name}`;
  }
}
