/**
 * The computations that programs can ask for, as loops that every mode shares: the same compiled function serves the
 * one thread of `sync` and the workers of a pool, so that their speeds can be compared.
 */
export interface Kernel {
  /** Adds the steps `from` (inclusive) to `to` (exclusive) to a running total, left to right, in doubles. */
  readonly accumulate: (total: number, from: number, to: number) => number;
  /** What a step costs in the model unless it is told, in program seconds: one turn of the loop in CPython 3.11. */
  readonly secondsPerStep: number;
}

/** How long a step of a kernel takes, in program seconds, by the kernel's name. */
export type Speeds = Readonly<Record<string, number>>;

function accumulateSquares(total: number, from: number, to: number): number {
  let sum = total;
  for (let step = from; step < to; step++) sum += step * step;
  return sum;
}

function accumulateRoots(total: number, from: number, to: number): number {
  let sum = total;
  for (let step = from; step < to; step++) sum += Math.sqrt(step);
  return sum;
}

const KERNELS: Readonly<Record<string, Kernel>> = {
  'sum-squares': { accumulate: accumulateSquares, secondsPerStep: 46e-9 },
  'sum-roots': { accumulate: accumulateRoots, secondsPerStep: 60e-9 },
};

/**
 * The kernel of a name.
 *
 * @throws Error when there is none: a fault of the scenario.
 */
export function kernelNamed(name: string): Kernel {
  const kernel = KERNELS[name];
  if (!kernel) throw new Error(`There is no kernel named "${name}".`);
  return kernel;
}
