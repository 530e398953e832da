import { countUpTo } from '../base/binary-search.ts';

/** A nanosecond, in microseconds: the least that times of files are apart. */
const NANOSECOND = 1e-3;

/** Rounds to the nanosecond, in microseconds. */
export const toNanosecond = (microseconds: number): number => Math.round(microseconds * 1e3) / 1e3;

/** The slices of one thread, in their order. Times in microseconds. */
export class SliceTrack {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #runs: boolean[] = [];

  get length(): number {
    return this.#starts.length;
  }

  add(start: number, end: number, runs: boolean): void {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#runs.push(runs);
  }

  /**
   * The moment to write for something that a thread does just as one slice ends and another begins: readers of arrows take
   * them for part of the slice around them, which is the one that begins. What a running thread does belongs to that, and
   * what it does last of all would else belong to nothing.
   */
  momentWithin(time: number): number {
    const last = countUpTo(this.#starts, time, this.#starts.length) - 1;
    const isAround = last >= 0 && time < (this.#ends[last] as number);
    const before = isAround ? last - 1 : last;
    if (before < 0 || this.#ends[before] !== time) return time;
    if (isAround && (this.#runs[last] || !this.#runs[before])) return time;
    const within = toNanosecond(time - NANOSECOND);
    return within >= (this.#starts[before] as number) ? within : time;
  }
}
