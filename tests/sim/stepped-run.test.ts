import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mode } from '../../src/program/modes.ts';
import type { ParameterValues } from '../../src/program/program.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { canBeStepped, type Schedule, type SteppedRun, stepThrough } from '../../src/sim/stepped-run.ts';
import { violations } from '../../src/trace/invariants.ts';
import { outcomeOf } from '../../src/trace/outcome.ts';
import { arbitraryStatements, programOf } from './arbitrary-program.ts';
import { scenarioOf } from './run-program.ts';

const THREADS: Mode = { id: 'threads', lock: false };
const options = { machine: INITIAL_MACHINE, seed: 1 };

async function stepped(
  id: string,
  mode: Mode,
  parameters: ParameterValues,
  schedule: Schedule,
  after: 'stop' | 'finish' = 'finish',
): Promise<SteppedRun> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  const all = { ...initialValues(scenario.parameters), ...parameters };
  return stepThrough(scenario, mode, { ...options, parameters: all }, schedule, after);
}

const TWO = { threads: 2, rounds: 1, work: 1000 };

describe('a run that goes as it is told', () => {
  it('offers what each thread would do next', async () => {
    const { choices, steps, trace } = await stepped('lost-update', THREADS, TWO, [], 'stop');
    expect(steps).toEqual([]);
    expect(choices.map(({ thread, kind, object }) => [thread, kind, object])).toEqual([
      [1, 'read', 'counter'],
      [2, 'read', 'counter'],
    ]);
    expect(trace.provenance).toBe('replayed');
    expect(choices.map(({ actor }) => trace.actors[actor]?.name)).toEqual(['Worker 0', 'Worker 1']);
  });

  it('takes read, work and write as three steps', async () => {
    const { steps } = await stepped('lost-update', THREADS, TWO, [1, 1, 1, 2, 2, 2]);
    expect(steps.map(({ thread, kind, value }) => [thread, kind, value])).toEqual([
      [1, 'read', null],
      [1, 'compute', null],
      [1, 'write', '1'],
      [2, 'read', null],
      [2, 'compute', null],
      [2, 'write', '2'],
      [0, 'read', null],
    ]);
  });

  it('loses an update where both read before either writes', async () => {
    const lost = await stepped('lost-update', THREADS, TWO, [1, 2]);
    expect(outcomeOf(lost.trace)).toEqual({ kind: 'ended', text: 'counter = 1' });
    const kept = await stepped('lost-update', THREADS, TWO, [1, 1, 1]);
    expect(outcomeOf(kept.trace)).toEqual({ kind: 'ended', text: 'counter = 2' });
  });

  it('has a thread that cannot go at its turn take it later', async () => {
    const locked: Mode = { id: 'threads', lock: true };
    const { steps, trace } = await stepped('lost-update', locked, TWO, [1, 2, 2, 2, 1, 1, 1]);
    expect(steps.map(({ thread }) => thread)).toEqual([1, 2, 1, 1, 1, 1, 2, 2, 2, 2, 0]);
    expect(outcomeOf(trace).text).toBe('counter = 2');
  });

  it('reaches the deadlock or not, as the sleeps end', async () => {
    const stuck = await stepped('deadlock', THREADS, {}, [1, 2]);
    expect(outcomeOf(stuck.trace).kind).toBe('deadlock');
    const free = await stepped('deadlock', THREADS, {}, []);
    expect(outcomeOf(free.trace).kind).toBe('ended');
  });

  it('writes pieces of lines in the order chosen', async () => {
    const { steps, trace } = await stepped('print-race', THREADS, {}, [1, 2, 1, 2]);
    expect(steps.slice(0, 2).map(({ kind }) => kind)).toEqual(['output', 'output']);
    expect(outcomeOf(trace).text).toBe('lines run together');
  });
});

describe('which modes can be stepped', () => {
  it('are those of threads that share something', async () => {
    const shared = await loadScenario('lost-update');
    const apart = await loadScenario('io-pool');
    if (!shared || !apart) throw new Error('The catalogue lacks them.');
    expect(canBeStepped(shared, THREADS, initialValues(shared.parameters))).toBe(true);
    expect(canBeStepped(apart, THREADS, initialValues(apart.parameters))).toBe(false);
    expect(canBeStepped(shared, { id: 'async', lock: false }, initialValues(shared.parameters))).toBe(false);
  });
});

describe('random programs under random schedules', () => {
  it('give sound traces, and the same trace again by the steps they took', () => {
    fc.assert(
      fc.property(arbitraryStatements, fc.array(fc.nat(6), { maxLength: 60 }), (statements, schedule) => {
        const scenario = scenarioOf(programOf(statements), 'threads');
        const how = { ...options, parameters: {} };
        const first = stepThrough(scenario, THREADS, how, schedule, 'finish');
        expect(violations(first.trace, { b: 2 })).toEqual([]);
        const again = stepThrough(scenario, THREADS, how, first.schedule, 'stop');
        expect(again.trace).toEqual(first.trace);
        expect(again.choices).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
