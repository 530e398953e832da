import { compute } from '../../program/actions.ts';
import type { Routine } from '../../program/effects.ts';
import type { NumberParameter } from '../../program/scenario.ts';

/** The sizes of the four tasks, in multiples of `steps`: the longest is 400 of 1000, so four cores gain 2.5 times at most. */
export const SIZES: readonly number[] = [100, 200, 300, 400];

/** The parameter of their steps. */
export const SQUARE_STEPS: NumberParameter = {
  kind: 'integer',
  label: 'steps, times 100 to 400',
  initial: 1_000_000,
  min: 1,
  max: 1_000_000,
  step: 1,
};

/** As Python writes `f"{total:.3e}"`: at least two digits in the exponent. */
const scientific = (total: number): string => total.toExponential(3).replace(/e([+-])(\d)$/, 'e$10$2');

/** Adds up the squares of `n` times `steps` numbers; gives the line that says so. */
export function* addSquares(n: number, steps: number): Routine<string> {
  const total = yield* compute({ kernel: 'sum-squares', from: 0, to: n * steps }, 'compute');
  return `n = ${n}: ${scientific(total)}`;
}

/** The same in Python. */
export const addSquaresListing = (steps: number): string => `
        def add(n):
            total = 0.0
            for i in range(n * ${steps}):
                total += i * i  #@ compute
            return f"n = {n}: {total:.3e}"
`;
