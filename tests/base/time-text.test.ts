import { expect, test } from 'vitest';
import { durationText, shortTimeText, timeText, timeTextNear } from '../../src/base/time-text.ts';

test('what rounds to no time has no sign', () => {
  expect([timeText(-1e-16), durationText(-1e-16), timeTextNear(-1e-6, 0)]).toEqual(['0.00', '0.00', '0.00']);
  expect(timeText(-0.25)).toBe('-0.25');
});

test.each([
  [0, '0 µs'],
  [0.000038, '38 µs'],
  [0.0001, '100 µs'],
  [0.000104, '104 µs'],
  [0.0009996, '1.00 ms'],
  [0.005, '5.00 ms'],
  [0.009999, '10.0 ms'],
  [0.09997, '100 ms'],
  [0.1, '100 ms'],
  [0.9996, '1.00 s'],
  [1.2, '1.20 s'],
  [123.456, '123.46 s'],
])('%s s in the unit that suits it, the same on both sides of a limit', (duration, text) => {
  expect(shortTimeText(duration)).toBe(text);
});
