import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violations } from '../../src/trace/invariants.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbitraryStatements, programOf } from './arbitrary-program.ts';
import { runProgram } from './run-program.ts';

const machine = fc.record({
  cores: fc.integer({ min: 1, max: 4 }),
  gil: fc.boolean(),
  switchInterval: fc.constantFrom(0.001, 0.005, 0.02),
});
const seed = fc.integer();
const PERMITS = { b: 2 };

/** Everything a trace says, in a form that compares byte by byte. */
function bytesOf({ events, actors, texts, duration, error }: Trace): string {
  const columns = [events.time, events.kind, events.actor, events.subject, events.value];
  return JSON.stringify([
    columns.map((column) => [...column.slice(0, events.length)]),
    actors,
    texts,
    duration,
    error,
  ]);
}

describe('a random program', () => {
  it.each(['sync', 'async'] as const)('breaks no invariant in the mode %s', (mode) => {
    fc.assert(
      fc.property(arbitraryStatements, machine, seed, (statements, settings, number) => {
        const trace = runProgram(programOf(statements), { mode, machine: settings, seed: number });
        expect(violations(trace, PERMITS)).toEqual([]);
        expect(trace.error === null || trace.error.type === 'ValueError').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['sync', 'async'] as const)('gives the same trace for the same seed in the mode %s', (mode) => {
    fc.assert(
      fc.property(arbitraryStatements, machine, seed, (statements, settings, number) => {
        const run = () =>
          bytesOf(runProgram(programOf(statements), { mode, machine: settings, seed: number }));
        expect(run()).toBe(run());
      }),
      { numRuns: 50 },
    );
  });
});
