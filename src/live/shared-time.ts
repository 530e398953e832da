/*
 * The bits of a non-negative double, read as a whole number, grow with it: so the later of two times is the larger of
 * two 64-bit integers, and `Atomics` can keep it.
 */
const scratch = new Float64Array(1);
const bits = new BigInt64Array(scratch.buffer);

/** A time in shared memory that only moves forward: who lets something go leaves the time, who takes it reads it. */
export class SharedTime {
  readonly #cell: BigInt64Array;

  /** @param offset in bytes; a multiple of 8. */
  constructor(memory: SharedArrayBuffer, offset: number) {
    this.#cell = new BigInt64Array(memory, offset, 1);
  }

  /** Moves it forward to a time, in program seconds; an earlier one changes nothing. */
  raise(time: number): void {
    scratch[0] = time;
    const raised = bits[0] as bigint;
    for (let known = Atomics.load(this.#cell, 0); known < raised; ) {
      const found = Atomics.compareExchange(this.#cell, 0, known, raised);
      if (found === known) return;
      known = found;
    }
  }

  /** The latest time left. */
  read(): number {
    bits[0] = Atomics.load(this.#cell, 0);
    return scratch[0] as number;
  }
}
