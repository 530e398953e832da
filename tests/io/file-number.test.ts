import { expect, it } from 'vitest';
import { fileNumber } from '../../src/io/file-number.ts';

it.each([1, 7, 999, 1000, 12_345])('has the names of %d files in their order', (count) => {
  const names = Array.from({ length: count }, (_, index) => fileNumber(index + 1, count));
  expect(names.toSorted()).toEqual(names);
  expect(new Set(names).size).toBe(count);
});

it('has three digits where they do', () => {
  expect(fileNumber(1, 12)).toBe('001');
});
