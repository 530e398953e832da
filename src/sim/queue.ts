import { Deque } from '../base/deque.ts';
import type { Value } from '../program/effects.ts';
import { representation } from '../program/representation.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Recorder } from '../trace/recorder.ts';
import type { Obstacle, Thread } from './thread.ts';

/** A `queue.Queue` of a process: items and those who wait go first in, first out. */
export class Queue implements Obstacle {
  readonly actor: ActorId;
  readonly #recorder: Recorder;
  readonly #name: string;
  readonly #capacity: number;
  readonly #items = new Deque<Value>();
  readonly #getters = new Deque<Thread>();
  readonly #putters = new Deque<{ readonly thread: Thread; readonly item: Value }>();

  /** @param capacity how many items it has room for; 0 for any number. */
  constructor(recorder: Recorder, actor: ActorId, name: string, capacity: number) {
    this.#recorder = recorder;
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
      this.#record('put', thread, item);
      this.#record('get', getter, item);
      getter.answer = item;
      return { done: true, woken: getter };
    }
    if (this.#capacity > 0 && this.#items.size >= this.#capacity) {
      this.#putters.push({ thread, item });
      return { done: false, woken: undefined };
    }
    this.#items.push(item);
    this.#record('put', thread, item);
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
    const item = this.#items.shift() as Value;
    thread.answer = item;
    this.#record('get', thread, item);
    const putter = this.#putters.shift();
    if (putter) {
      this.#items.push(putter.item);
      putter.thread.answer = null;
      this.#record('put', putter.thread, putter.item);
    }
    return { done: true, woken: putter?.thread };
  }

  #record(kind: 'put' | 'get', thread: Thread, item: Value): void {
    this.#recorder.record(kind, thread.current, this.actor, this.#recorder.text(representation(item)));
  }

  describe(): string {
    return `the queue ${this.#name}`;
  }
}
