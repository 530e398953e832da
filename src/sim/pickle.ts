import type { Value } from '../program/effects.ts';

/** Protocol and frame headers and the final STOP. */
const ENVELOPE = 12;

/**
 * How many bytes a value takes when it is pickled, to within a few: an opcode per value, strings as UTF-8 with a length,
 * numbers as integers where they are such. Source: pickle protocol 4 (PEP 3154).
 */
export const pickledSize = (value: Value): number => ENVELOPE + sizeOf(value);

function sizeOf(value: Value): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return Number.isInteger(value) ? integerSize(Math.abs(value)) : 9;
  if (typeof value === 'string') return 3 + utf8Length(value);
  if (isList(value)) return value.reduce((total: number, item) => total + sizeOf(item), 4);
  return Object.entries(value).reduce((total, [key, item]) => total + sizeOf(key) + sizeOf(item), 4);
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function integerSize(magnitude: number): number {
  if (magnitude < 0x100) return 2;
  if (magnitude < 0x1_0000) return 3;
  return magnitude < 0x8000_0000 ? 5 : 10;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return length;
}
