import { serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clonedSize } from '../../../src/live/worker/cloned-size.ts';
import type { Value } from '../../../src/program/effects.ts';

const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.double().filter((number) => !Number.isInteger(number)),
    fc.string(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => !/^\d+$/.test(key)),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

test('is the size that the engine serialises a value to', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(clonedSize(value)).toBe(serialize(value).length);
    }),
  );
});

test('counts few bytes for a small whole number', () => {
  for (const number of [0, 1, -1, 63, 64, -64, -65, 1000, 2 ** 29, -(2 ** 29)]) {
    expect(clonedSize(number), String(number)).toBe(serialize(number).length);
  }
});

test('counts two bytes a character, and one to align them, where one does not do', () => {
  expect(Math.abs(clonedSize('日本語') - serialize('日本語').length)).toBeLessThanOrEqual(1);
});
