import { countBelow } from '../../base/binary-search.ts';
import type { ActorId } from '../actors.ts';

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** Sums of floating-point numbers come this close to what they should be. */
const TOLERANCE = 1e-6;

/**
 * A variable to which everybody adds the same number, which tells how many of the additions are in its value: an addition
 * writes what the same flow has read last, and the number more. As soon as anything else is done to it, or its values are
 * no numbers, nothing can be told. What is written before the first addition sets it up.
 */
export class CountingUp {
  /** By flow, what it has read last and not yet written. */
  readonly #seen = new Map<ActorId, number>();
  /** The events of the additions, and the value after each. */
  readonly #additions: number[] = [];
  readonly #values: number[] = [];
  #first = 0;
  #step = 0;
  /** From this event on nothing can be told. */
  #until = Number.POSITIVE_INFINITY;

  read(flow: ActorId, value: string): void {
    this.#seen.set(flow, numberOf(value));
  }

  write(flow: ActorId, index: number, value: string): void {
    const seen = this.#seen.get(flow);
    this.#seen.delete(flow);
    const hasBegun = this.#additions.length > 0;
    if (seen === undefined && !hasBegun) return;
    const written = numberOf(value);
    const step = written - (seen ?? Number.NaN);
    const isAddition = Number.isFinite(step) && step !== 0;
    if (!isAddition || (hasBegun && Math.abs(step / this.#step - 1) > TOLERANCE)) {
      this.#until = Math.min(this.#until, index);
      return;
    }
    if (!hasBegun) [this.#first, this.#step] = [written - step, step];
    this.#additions.push(index);
    this.#values.push(written);
  }

  /** Of the additions among the first `count` events, how many are not in its value; `null` where that cannot be told. */
  lostAt(count: number): number | null {
    if (this.#until < count) return null;
    const additions = countBelow(this.#additions, count);
    const value = this.#values[additions - 1];
    if (value === undefined) return 0;
    const kept = (value - this.#first) / this.#step;
    const isWhole = Math.abs(kept - Math.round(kept)) < TOLERANCE;
    return isWhole && kept >= 0 && kept <= additions ? additions - Math.round(kept) : null;
  }
}
