import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBelow, countUpTo } from '../../src/base/binary-search.ts';

it('counts what a scan counts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: -1, max: 21 }),
      (numbers, value) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        expect(countUpTo(sorted, value)).toBe(sorted.filter((entry) => entry <= value).length);
        expect(countBelow(sorted, value)).toBe(sorted.filter((entry) => entry < value).length);
      },
    ),
  );
});

it('counts no spare capacity', () => {
  expect(countUpTo(new Float64Array([1, 2, 0, 0]), 5, 2)).toBe(2);
  expect(countBelow(new Float64Array([1, 2, 0, 0]), 5, 2)).toBe(2);
});
