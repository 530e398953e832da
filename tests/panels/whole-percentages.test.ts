import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholePercentages } from '../../src/panels/whole-percentages.ts';

test('what is left over goes to those who lose most by rounding', () => {
  expect(wholePercentages([1, 1, 1])).toEqual([34, 33, 33]);
  expect(wholePercentages([0.333, 0.6, 0.067])).toEqual([33, 60, 7]);
  expect(wholePercentages([0, 0, 0])).toEqual([0, 0, 0]);
});

test('percentages add up to 100, and none is a whole one off', () => {
  const amounts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(amounts, (all) => {
      const sum = all.reduce((total, amount) => total + amount, 0);
      fc.pre(sum > 1e-9);
      const whole = wholePercentages(all);
      expect(whole.reduce((total, percentage) => total + percentage, 0)).toBe(100);
      whole.forEach((percentage, index) => {
        expect(Math.abs(percentage - ((all[index] as number) / sum) * 100)).toBeLessThan(1 + 1e-6);
      });
    }),
  );
});
