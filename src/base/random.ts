/** A source of pseudo-random numbers that gives the same sequence for the same seed, on every machine. */
export interface Random {
  /** The next number in [0, 1), with 32 random bits. */
  next(): number;
  /** The next whole number in [0, `bound`). */
  below(bound: number): number;
}

/**
 * Starts a generator from a seed.
 *
 * The state is one 32-bit counter that advances by a Weyl constant and is scrambled by two multiply-xorshift rounds
 * (the "mulberry32" family): small, fast and good enough for choosing schedules; not for secrets.
 *
 * @param seed any finite number; only its low 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return { next, below: (bound) => Math.floor(next() * bound) };
}
