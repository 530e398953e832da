import { expect, test } from 'vitest';
import { computeInChunks, measureKernel } from '../../../src/live/worker/computing.ts';

test('chunks add up to the sum of one go, to the bit', () => {
  const shares: number[] = [];
  const steps = computeInChunks({ kernel: 'sum-roots', from: 3, to: 400_000 }, (share) => {
    shares.push(share);
    return null;
  });
  const result = steps.next();
  let sum = 0;
  for (let step = 3; step < 400_000; step++) sum += Math.sqrt(step);
  expect(result).toEqual({ done: true, value: sum });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test('waits between chunks where it is told to', () => {
  function* interruption() {
    yield Promise.resolve();
  }
  const steps = computeInChunks({ kernel: 'sum-squares', from: 0, to: 1500 }, interruption);
  expect([steps.next().done, steps.next().done, steps.next().done]).toEqual([false, false, true]);
});

test('a measured speed is a number of seconds', () => {
  const perStep = measureKernel('sum-roots');
  expect(perStep).toBeGreaterThan(1e-12);
  expect(perStep).toBeLessThan(1e-5);
});
