import { assertNever } from '../base/assert-never.ts';
import type { NumberParameter, Parameter } from '../program/scenario.ts';

/** A value read from a link. Whatever the text, there is a value; `problem` says in a sentence why it is not the text's. */
export interface Reading<Value> {
  readonly value: Value;
  readonly problem: string | null;
}

const LONGEST_QUOTE = 40;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SWITCH_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['off', false],
]);

/** Puts text from a link in quotation marks: its first 40 characters at most. */
export function quote(text: string): string {
  // A character is at most two code units, so this many hold all that is quoted.
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE + 2)];
  const shown = characters.slice(0, LONGEST_QUOTE).join('');
  return characters.length > LONGEST_QUOTE ? `“${shown}…”` : `“${shown}”`;
}

/** Names in a sentence: `a, b or c`. */
function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Whether a text is a decimal number, as `0.5`, `-3` or `1e-3`. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** Reads a decimal number; what is out of bounds goes to the nearest bound, a fraction where none is allowed is rounded. */
export function readNumber(name: string, text: string, parameter: NumberParameter): Reading<number> {
  const { kind, initial, min, max } = parameter;
  if (!isDecimal(text)) {
    return {
      value: initial,
      problem: `${name} is ${quote(text)}, which is not a number; ${initial} is used.`,
    };
  }
  const stated = Number(text);
  const whole = kind === 'integer' ? Math.round(stated) : stated;
  // Adding zero turns −0, which nothing else tells from 0, into 0.
  const value = Math.min(Math.max(whole, min), max) + 0;
  if (value !== whole) {
    return { value, problem: `${name} is ${quote(text)}, but goes from ${min} to ${max}; ${value} is used.` };
  }
  if (whole !== stated) {
    return { value, problem: `${name} is ${quote(text)}, which is not a whole number; ${value} is used.` };
  }
  return { value, problem: null };
}

/** Reads a yes or no: `1`, `true` or `on`, and `0`, `false` or `off`. */
export function readSwitch(name: string, text: string, initial: boolean): Reading<boolean> {
  const value = SWITCH_WORDS.get(text.toLowerCase());
  if (value !== undefined) return { value, problem: null };
  return {
    value: initial,
    problem: `${name} is ${quote(text)}, but takes 0 or 1; ${formatValue(initial)} is used.`,
  };
}

/** Reads one of several words. */
export function readChoice<const Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
  initial: Choice,
): Reading<Choice> {
  const value = choices.find((choice) => choice === text);
  if (value !== undefined) return { value, problem: null };
  return {
    value: initial,
    problem: `${name} is ${quote(text)}, but takes ${alternatives(choices)}; ${initial} is used.`,
  };
}

/** Reads the value of a parameter as a scenario declares it. */
export function readParameter(name: string, text: string, parameter: Parameter): Reading<number | boolean> {
  switch (parameter.kind) {
    case 'integer':
    case 'number':
      return readNumber(name, text, parameter);
    case 'switch':
      return readSwitch(name, text, parameter.initial);
    default:
      return assertNever(parameter);
  }
}

/** A value as links spell it: what the readers above read back. */
export function formatValue(value: number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}
