import { expect, it } from 'vitest';
import { createRandom } from '../../src/base/random.ts';

const draw = (seed: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: 1000 }, () => random.below(10));
};

it('gives the same numbers for the same seed, and others for another', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it('gives every whole number below the bound about equally often', () => {
  const counts = draw(1).reduce(
    (tally, number) => tally.with(number, (tally[number] ?? 0) + 1),
    new Array(10).fill(0),
  );
  for (const count of counts) {
    expect(count).toBeGreaterThan(70);
    expect(count).toBeLessThan(130);
  }
});
