import { expect, it } from 'vitest';
import type { Value } from '../../src/program/effects.ts';
import { representation } from '../../src/program/representation.ts';

it.each<[Value, string]>([
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
  [3, '3'],
  [0.5, '0.5'],
  ['doc 4', "'doc 4'"],
  ["it's", '"it\'s"'],
  [`"it's"`, `'"it\\'s"'`],
  ['a\nb\\c', "'a\\nb\\\\c'"],
  [[1, 'a', []], "[1, 'a', []]"],
  [{ a: [null] }, "{'a': [None]}"],
])('writes %j as Python does', (value, text) => {
  expect(representation(value)).toBe(text);
});
