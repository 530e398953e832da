import type { HybridClock } from '../hybrid-clock.ts';
import { SharedTime } from '../shared-time.ts';
import type { ProgramLock } from './process-memory.ts';

const TICKETS = 0;
const SERVED = 1;
const TIME_BYTES = 8;

/**
 * Tickets in shared memory: who comes draws the next number, and has what it came for once so many have left. First come,
 * first served, for locks (1 place), semaphores (more), and the items and the room of a queue.
 */
export class Tickets {
  readonly #words: Int32Array;
  readonly #left: SharedTime;
  readonly #clock: HybridClock;
  readonly #places: number;

  constructor(memory: SharedArrayBuffer, offset: number, clock: HybridClock, places: number) {
    this.#words = new Int32Array(memory, offset, 2);
    this.#left = new SharedTime(memory, offset + TIME_BYTES);
    this.#clock = clock;
    this.#places = places;
  }

  /** Draws a ticket. */
  draw(): number {
    return Atomics.add(this.#words, TICKETS, 1);
  }

  /** Whether it is a ticket's turn. */
  isServed(ticket: number): boolean {
    if (ticket - Atomics.load(this.#words, SERVED) >= this.#places) return false;
    this.#clock.observe(this.#left.read());
    return true;
  }

  /** Blocks until it is a ticket's turn. */
  wait(ticket: number): void {
    while (!this.isServed(ticket)) {
      const served = Atomics.load(this.#words, SERVED);
      if (ticket - served >= this.#places) Atomics.wait(this.#words, SERVED, served);
    }
  }

  /** Whether anybody is there who could leave. A semaphore (several places) may gain places beyond what was taken. */
  get canLeave(): boolean {
    return this.#places !== 1 || Atomics.load(this.#words, SERVED) !== Atomics.load(this.#words, TICKETS);
  }

  /** Leaves: one more ticket is served. */
  leave(): void {
    this.#left.raise(this.#clock.now());
    Atomics.add(this.#words, SERVED, 1);
    Atomics.notify(this.#words, SERVED);
  }

  /** Leaves once all with smaller numbers have left, and records it first. */
  leaveInOrder(ticket: number, record: () => void): void {
    for (let served = Atomics.load(this.#words, SERVED); served < ticket; ) {
      Atomics.wait(this.#words, SERVED, served);
      served = Atomics.load(this.#words, SERVED);
    }
    this.#clock.observe(this.#left.read());
    record();
    this.leave();
  }
}

/** A lock or semaphore of the program in shared memory. A thread may ask for it again while it holds it, and deadlock. */
export class SharedLock implements ProgramLock {
  readonly #tickets: Tickets;
  #drawn = 0;

  constructor(tickets: Tickets) {
    this.#tickets = tickets;
  }

  request(): boolean {
    this.#drawn = this.#tickets.draw();
    return this.#tickets.isServed(this.#drawn);
  }

  turn(): void {
    this.#tickets.wait(this.#drawn);
  }

  release(record: () => void): boolean {
    if (!this.#tickets.canLeave) return false;
    record();
    this.#tickets.leave();
    return true;
  }
}
