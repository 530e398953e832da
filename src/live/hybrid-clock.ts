import { type Seconds, seconds } from '../base/units.ts';
import type { Clock } from '../runtime/host.ts';

/** How much later than a cause its effect is shown at least: one nanosecond. */
const TICK = 1e-9;

/**
 * A worker's clock: real time since the run's epoch in program seconds, corrected just enough to respect causality.
 *
 * The clocks of two workers differ by up to 0.1 ms, so a thread could seem to take a lock before it was released. Every
 * hand-over between workers therefore carries the sender's time, and the receiver's clock is never earlier than that
 * from then on. Events of all workers sorted by such times are in a causal order.
 *
 * Source: Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.
 */
export class HybridClock implements Clock {
  readonly #read: () => number;
  #latest = 0;

  /** @param read real time since the epoch in program seconds; negative before it. */
  constructor(read: () => number) {
    this.#read = read;
  }

  /** The present moment; never earlier than one told before, nor than the epoch. */
  now(): Seconds {
    const physical = this.#read();
    if (physical > this.#latest) this.#latest = physical;
    return seconds(this.#latest);
  }

  /** Learns of something that happened elsewhere at a time: what happens here from now on is later. */
  observe(time: number): void {
    if (time >= this.#latest) this.#latest = time + TICK;
  }
}

/**
 * Reads real time in program seconds.
 *
 * @param epoch the start of the run, in milliseconds since 1970.
 * @param unit real seconds per program second.
 */
export function programTime(epoch: number, unit: number): () => number {
  const offset = performance.timeOrigin - epoch;
  const scale = 1 / (1000 * unit);
  return () => (offset + performance.now()) * scale;
}

/** Milliseconds since 1970, as finely as the browser tells them; the same for a page and its workers. */
export const wallClock = (): number => performance.timeOrigin + performance.now();
