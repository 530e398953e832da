import type { Milliseconds } from '../../base/units.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import { SharedTime } from '../shared-time.ts';
import type { Gil } from './process-memory.ts';

const LOCKED = 0;
const DROP_REQUEST = 1;
const LAST_HOLDER = 2;
const SWITCHES = 3;
const HOLDERS = 4;
const TIME_BYTES = 32;

/** A forced switch waits this long for the next holder before it looks whether anybody is still waiting. */
const HANDOVER_PATIENCE = 50;

/**
 * A GIL in shared memory, as CPython's: a mutex with a drop request.
 *
 * Who waits a whole switch interval in which the GIL did not change hands asks the holder to let go; a holder that lets
 * go because it was asked to waits until another thread has it (the forced switch), so that it cannot win it back.
 *
 * Source: CPython 3.11, `take_gil` and `drop_gil` in Python/ceval_gil.h.
 */
export class SharedGil implements Gil {
  readonly #words: Int32Array;
  readonly #released: SharedTime;
  readonly #clock: HybridClock;
  readonly #me: number;
  readonly #interval: Milliseconds;

  /**
   * @param me a number of this thread's own, not 0.
   * @param interval the switch interval, in real milliseconds.
   */
  constructor(
    memory: SharedArrayBuffer,
    offset: number,
    clock: HybridClock,
    me: number,
    interval: Milliseconds,
  ) {
    this.#words = new Int32Array(memory, offset, 5);
    this.#released = new SharedTime(memory, offset + TIME_BYTES);
    this.#clock = clock;
    this.#me = me;
    this.#interval = interval;
  }

  get dropRequested(): boolean {
    return Atomics.load(this.#words, DROP_REQUEST) === 1;
  }

  request(): boolean {
    if (Atomics.compareExchange(this.#words, LOCKED, 0, 1) !== 0) return false;
    this.#take();
    return true;
  }

  turn(onDropRequest: () => void): void {
    const words = this.#words;
    for (;;) {
      const switches = Atomics.load(words, SWITCHES);
      const outcome = Atomics.wait(words, LOCKED, 1, this.#interval);
      if (Atomics.compareExchange(words, LOCKED, 0, 1) === 0) break;
      if (outcome !== 'timed-out' || Atomics.load(words, SWITCHES) !== switches) continue;
      if (Atomics.exchange(words, DROP_REQUEST, 1) === 0) onDropRequest();
    }
    this.#take();
  }

  release(): void {
    const words = this.#words;
    this.#released.raise(this.#clock.now());
    Atomics.sub(words, HOLDERS, 1);
    Atomics.store(words, LOCKED, 0);
    Atomics.notify(words, LOCKED, 1);
  }

  yieldTurn(): void {
    const words = this.#words;
    this.release();
    while (Atomics.load(words, LAST_HOLDER) === this.#me && Atomics.load(words, DROP_REQUEST) === 1) {
      Atomics.wait(words, LAST_HOLDER, this.#me, HANDOVER_PATIENCE);
    }
  }

  #take(): void {
    const words = this.#words;
    if (Atomics.add(words, HOLDERS, 1) !== 0) throw new Error('Two threads hold the GIL at the same time.');
    this.#clock.observe(this.#released.read());
    if (Atomics.exchange(words, LAST_HOLDER, this.#me) !== this.#me) {
      Atomics.add(words, SWITCHES, 1);
      Atomics.notify(words, LAST_HOLDER);
    }
    Atomics.store(words, DROP_REQUEST, 0);
  }
}
