import { describe, expect, it } from 'vitest';
import { print, read, write } from '../../src/program/actions.ts';
import type { Program } from '../../src/program/program.ts';
import { outcomeOf } from '../../src/trace/outcome.ts';
import { runProgram } from '../sim/run-program.ts';

/** What comes of a program that ends with these values, and has printed two lines. */
function outcome(values: Readonly<Record<string, number | boolean>>): string {
  const program: Program = {
    variables: values,
    routines: {
      *main() {
        for (const name of Object.keys(values)) yield* write(name, yield* read(name));
        yield* print('first');
        yield* print('last');
        return null;
      },
    },
  };
  return outcomeOf(runProgram(program, { mode: 'threads' })).text;
}

describe('the outcome of a run', () => {
  it('is what its variables are at the end', () => {
    expect(outcome({ counter: 3 })).toBe('counter = 3');
    expect(outcome({ counter: 3, busy: false })).toBe('counter = 3, busy = False');
  });

  it('is also the last line of each where there are only flags', () => {
    expect(outcome({ A: false, B: true })).toBe('“last”, A = False, B = True');
  });

  it('is that every thread ends where nothing is shared', () => {
    expect(outcome({})).toBe('Every thread ends');
  });
});
