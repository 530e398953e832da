import { assertNever } from '../../base/assert-never.ts';
import { Deque } from '../../base/deque.ts';
import type { Value } from '../../program/effects.ts';
import type { Program } from '../../program/program.ts';
import type { CoordinatorReply, CoordinatorRequest } from '../protocol.ts';
import { named } from './process-memory.ts';

/** Tells a thread something. */
export type Reply = (reply: CoordinatorReply) => void;

interface Lock {
  readonly isSemaphore: boolean;
  permits: number;
  readonly waiting: Deque<Reply>;
}

interface Queue {
  readonly capacity: number;
  readonly items: Deque<Value>;
  readonly getters: Deque<Reply>;
  readonly putters: Deque<{ readonly reply: Reply; readonly item: Value }>;
}

const createLock = (permits: number): Lock => ({ isSemaphore: permits !== 1, permits, waiting: new Deque() });

/**
 * Keeps the GIL, the locks, the variables and the queues of a process whose threads cannot share memory, and hands them
 * out in the order of asking. It has no clock: its replies carry the latest time it has heard of.
 */
export class Coordinator {
  readonly #gil = createLock(1);
  readonly #locks: ReadonlyMap<string, Lock>;
  readonly #queues: ReadonlyMap<string, Queue>;
  readonly #variables: Map<string, Value>;
  #time = 0;

  constructor(program: Program) {
    this.#locks = new Map(
      Object.entries(program.locks ?? {}).map(([name, { permits = 1 }]) => [name, createLock(permits)]),
    );
    this.#variables = new Map(Object.entries(program.variables ?? {}));
    this.#queues = new Map(
      Object.entries(program.queues ?? {}).map(([name, bound]) => [
        name,
        {
          capacity: bound > 0 ? bound : Number.POSITIVE_INFINITY,
          items: new Deque<Value>(),
          getters: new Deque<Reply>(),
          putters: new Deque<{ readonly reply: Reply; readonly item: Value }>(),
        },
      ]),
    );
  }

  /** Does what a thread asks for. */
  receive(request: CoordinatorRequest, reply: Reply): void {
    this.#time = Math.max(this.#time, request.time);
    switch (request.kind) {
      case 'acquire-gil':
        this.#acquire(this.#gil, reply);
        return;
      case 'release-gil':
        this.#passOn(this.#gil);
        return;
      case 'acquire':
        this.#acquire(named(this.#locks, 'lock', request.lock), reply);
        return;
      case 'release':
        this.#release(named(this.#locks, 'lock', request.lock), reply);
        return;
      case 'read':
        this.#answer(reply, true, named(this.#variables, 'variable', request.variable));
        return;
      case 'write':
        this.#variables.set(request.variable, request.value);
        this.#answer(reply, true);
        return;
      case 'put':
        this.#put(named(this.#queues, 'queue', request.queue), request.item, reply);
        return;
      case 'get':
        this.#get(named(this.#queues, 'queue', request.queue), reply);
        return;
      default:
        assertNever(request);
    }
  }

  #acquire(lock: Lock, reply: Reply): void {
    const granted = lock.permits > 0;
    if (granted) lock.permits--;
    else lock.waiting.push(reply);
    this.#answer(reply, granted);
  }

  #release(lock: Lock, reply: Reply): void {
    const isHeld = lock.isSemaphore || lock.permits === 0;
    this.#answer(reply, isHeld);
    if (isHeld) this.#passOn(lock);
  }

  #passOn(lock: Lock): void {
    const next = lock.waiting.shift();
    if (next) this.#grant(next);
    else lock.permits++;
  }

  #put(queue: Queue, item: Value, reply: Reply): void {
    const getter = queue.getters.shift();
    if (getter) {
      this.#answer(reply, true);
      this.#grant(getter, item);
    } else if (queue.items.size >= queue.capacity) {
      queue.putters.push({ reply, item });
      this.#answer(reply, false);
    } else {
      queue.items.push(item);
      this.#answer(reply, true);
    }
  }

  #get(queue: Queue, reply: Reply): void {
    if (queue.items.size === 0) {
      queue.getters.push(reply);
      this.#answer(reply, false);
      return;
    }
    this.#answer(reply, true, queue.items.shift());
    const putter = queue.putters.shift();
    if (!putter) return;
    queue.items.push(putter.item);
    this.#grant(putter.reply);
  }

  #answer(reply: Reply, granted: boolean, value: Value = null): void {
    reply({ kind: 'answer', time: this.#time, granted, value });
  }

  #grant(reply: Reply, value: Value = null): void {
    reply({ kind: 'turn', time: this.#time, value });
  }
}
