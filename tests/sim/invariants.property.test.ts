import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';
import { findWaitCycle } from '../../src/trace/locks/deadlock.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
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

/** The tasks of a trace in the order they entered the ready queue, and in the order they ran, by iteration. */
function turnsOf({ actors, events }: Trace): {
  entered: ActorId[];
  ran: ActorId[];
  perIteration: ActorId[][];
} {
  const loops = new Set(actors.filter(({ kind }) => kind === 'loop').map(({ id }) => id));
  const isTask = (id: number): boolean => loops.has(actors[id]?.parent ?? NO_ACTOR);
  const entered: ActorId[] = [];
  const ran: ActorId[] = [];
  const perIteration: ActorId[][] = [];
  for (let index = 0; index < events.length; index++) {
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const kind = events.kind[index];
    if (kind === EVENT_CODE.iteration) perIteration.push([]);
    if (kind === EVENT_CODE.ready && loops.has(subject) && isTask(actor)) entered.push(actor);
    if (kind === EVENT_CODE.carry && isTask(subject)) {
      ran.push(subject);
      perIteration.at(-1)?.push(subject);
    }
  }
  return { entered, ran, perIteration };
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

  it('is at no moment taken for a deadlock', () => {
    fc.assert(
      fc.property(arbitraryStatements, machine, seed, (statements, settings, number) => {
        const trace = runProgram(programOf(statements), { machine: settings, seed: number });
        const reader = createStateReader();
        for (let count = 0; count <= trace.events.length; count++) {
          expect(findWaitCycle(trace, reader.at(trace, count))).toBeNull();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('runs its tasks in the order they became ready, each at most once in an iteration', () => {
    fc.assert(
      fc.property(arbitraryStatements, machine, seed, (statements, settings, number) => {
        const { entered, ran, perIteration } = turnsOf(
          runProgram(programOf(statements), { mode: 'async', machine: settings, seed: number }),
        );
        expect(ran).toEqual(entered);
        for (const tasks of perIteration) expect(new Set(tasks).size).toBe(tasks.length);
      }),
      { numRuns: 200 },
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
