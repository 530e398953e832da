import type { Value } from '../../program/effects.ts';
import { PythonError } from '../../program/errors.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import { VALUE_CAPACITY } from '../process-layout.ts';
import { SharedTime } from '../shared-time.ts';
import type { SharedQueue, SharedVariable } from './process-memory.ts';
import type { Tickets } from './shared-lock.ts';

const TIME_BYTES = 0;
const NUMBER_BYTES = 8;
const WORDS_BYTES = 16;
const TEXT_BYTES = 24;

/** Length that says: the value is the number, there is no text. */
const IS_NUMBER = -1;
const LENGTH = 0;
const BUSY = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const number = new Float64Array(1);
const numberBits = new BigInt64Array(number.buffer);

/**
 * A value in shared memory. Numbers, which threads race for, are stored and loaded atomically, as CPython's references
 * are; other values as JSON text under a lock held for the copy.
 */
export class SharedValue {
  readonly #time: SharedTime;
  readonly #number: BigInt64Array;
  readonly #words: Int32Array;
  readonly #text: Uint8Array;
  readonly #clock: HybridClock;

  constructor(memory: SharedArrayBuffer, offset: number, clock: HybridClock) {
    this.#time = new SharedTime(memory, offset + TIME_BYTES);
    this.#number = new BigInt64Array(memory, offset + NUMBER_BYTES, 1);
    this.#words = new Int32Array(memory, offset + WORDS_BYTES, 2);
    this.#text = new Uint8Array(memory, offset + TEXT_BYTES, VALUE_CAPACITY);
    this.#clock = clock;
  }

  load(): Value {
    if (Atomics.load(this.#words, LENGTH) === IS_NUMBER) {
      numberBits[0] = Atomics.load(this.#number, 0);
      this.#clock.observe(this.#time.read());
      return number[0] as number;
    }
    const text = this.#exclusively(() => this.#text.slice(0, Atomics.load(this.#words, LENGTH)));
    this.#clock.observe(this.#time.read());
    return JSON.parse(decoder.decode(text)) as Value;
  }

  /** @throws PythonError when it is too large for its place. */
  store(value: Value): void {
    this.#time.raise(this.#clock.now());
    if (typeof value === 'number') {
      number[0] = value;
      Atomics.store(this.#number, 0, numberBits[0] as bigint);
      if (Atomics.load(this.#words, LENGTH) !== IS_NUMBER) {
        this.#exclusively(() => Atomics.store(this.#words, LENGTH, IS_NUMBER));
      }
      return;
    }
    const bytes = encoder.encode(JSON.stringify(value));
    if (bytes.length > VALUE_CAPACITY) {
      throw new PythonError(
        'MemoryError',
        `a shared value of ${bytes.length} bytes, of at most ${VALUE_CAPACITY}`,
      );
    }
    this.#exclusively(() => {
      this.#text.set(bytes);
      Atomics.store(this.#words, LENGTH, bytes.length);
    });
  }

  #exclusively<Result>(action: () => Result): Result {
    while (Atomics.compareExchange(this.#words, BUSY, 0, 1) !== 0) Atomics.wait(this.#words, BUSY, 1);
    try {
      return action();
    } finally {
      Atomics.store(this.#words, BUSY, 0);
      Atomics.notify(this.#words, BUSY, 1);
    }
  }
}

/** A variable in shared memory. */
export class MemoryVariable implements SharedVariable {
  readonly #value: SharedValue;

  constructor(value: SharedValue) {
    this.#value = value;
  }

  read(): Value {
    return this.#value.load();
  }

  write(value: Value): void {
    this.#value.store(value);
  }
}

/** A queue in shared memory: a ring of values with tickets for the items in it and for the room left. */
export class MemoryQueue implements SharedQueue {
  readonly #items: Tickets;
  readonly #room: Tickets;
  readonly #places: readonly SharedValue[];
  #drawn = 0;
  #item: Value = null;

  constructor(items: Tickets, room: Tickets, places: readonly SharedValue[]) {
    this.#items = items;
    this.#room = room;
    this.#places = places;
  }

  put(item: Value, record: () => void): boolean {
    this.#item = item;
    this.#drawn = this.#room.draw();
    if (!this.#room.isServed(this.#drawn)) return false;
    this.#fill(record);
    return true;
  }

  putTurn(record: () => void): void {
    this.#room.wait(this.#drawn);
    this.#fill(record);
  }

  get(record: (item: Value) => void): { readonly item: Value } | null {
    this.#drawn = this.#items.draw();
    return this.#items.isServed(this.#drawn) ? { item: this.#empty(record) } : null;
  }

  getTurn(record: (item: Value) => void): Value {
    this.#items.wait(this.#drawn);
    return this.#empty(record);
  }

  #fill(record: () => void): void {
    this.#place().store(this.#item);
    this.#items.leaveInOrder(this.#drawn, record);
  }

  #empty(record: (item: Value) => void): Value {
    const item = this.#place().load();
    this.#room.leaveInOrder(this.#drawn, () => record(item));
    return item;
  }

  #place(): SharedValue {
    return this.#places[this.#drawn % this.#places.length] as SharedValue;
  }
}
