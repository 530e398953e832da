import type { Value } from '../../program/effects.ts';

/** Version and tag in front of every message. */
const HEADER = 2;

/**
 * How many bytes a value takes when it is cloned to another worker, in the form that Chromium's engine serialises it to:
 * a tag per value, small whole numbers and lengths as base-128 digits, other numbers as doubles, strings in one byte per
 * character where their characters allow it. It may be a few bytes off, for the engine may hold a whole number among
 * others as a double. Source: V8, src/objects/value-serializer.cc.
 */
export const clonedSize = (value: Value): number => HEADER + sizeOf(value);

function sizeOf(value: Value): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number')
    return 1 + (isSmall(value) ? digits(value < 0 ? -2 * value - 1 : 2 * value) : 8);
  if (typeof value === 'string') return sizeOfText(value);
  if (isList(value)) {
    return value.reduce((total: number, item) => total + sizeOf(item), 3 + 2 * digits(value.length));
  }
  const entries = Object.entries(value);
  return entries.reduce(
    (total, [key, item]) => total + sizeOfText(key) + sizeOf(item),
    2 + digits(entries.length),
  );
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const isSmall = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 30 && !Object.is(value, -0);

function sizeOfText(text: string): number {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0xff) return 1 + digits(2 * text.length) + 2 * text.length;
  }
  return 1 + digits(text.length) + text.length;
}

/** How many base-128 digits a whole number has. */
function digits(value: number): number {
  let count = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) count++;
  return count;
}
