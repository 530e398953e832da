import { expect, it } from 'vitest';
import { kernelNamed } from '../../src/program/kernels.ts';
import { totalOf } from '../../src/sim/kernel-totals.ts';

it('adds step by step, from the first to before the last', () => {
  expect(totalOf({ kernel: 'sum-squares', from: 1, to: 4 })).toBe(14);
  expect(totalOf({ kernel: 'sum-roots', from: 0, to: 5 })).toBe(0 + 1 + Math.SQRT2 + Math.sqrt(3) + 2);
});

it('has the total of a hundred million roots written down that adding gives', () => {
  const total = kernelNamed('sum-roots').accumulate(0, 0, 100_000_000);
  expect(totalOf({ kernel: 'sum-roots', from: 0, to: 100_000_000 })).toBe(total);
});

it('has the totals of the squares written down that adding gives', () => {
  const { accumulate } = kernelNamed('sum-squares');
  let total = 0;
  for (const hundreds of [1, 2, 3, 4]) {
    const to = hundreds * 100_000_000;
    total = accumulate(total, to - 100_000_000, to);
    expect(totalOf({ kernel: 'sum-squares', from: 0, to })).toBe(total);
  }
});
