import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print, write } from '../../src/program/actions.ts';
import type { ThreadHandle } from '../../src/program/effects.ts';
import type { Mode } from '../../src/program/modes.ts';
import type { ParameterValues, Program } from '../../src/program/program.ts';
import { initialValues, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { type Exploration, explore } from '../../src/sim/explore.ts';
import { stepThrough } from '../../src/sim/stepped-run.ts';
import { outcomeOf } from '../../src/trace/outcome.ts';
import { arbitraryThreads, programOfThreads } from './arbitrary-threads.ts';
import { scenarioOf } from './run-program.ts';

const THREADS: Mode = { id: 'threads', lock: false };
const LOCKED: Mode = { id: 'threads', lock: true };

interface Options {
  readonly parameters?: ParameterValues;
  readonly runs?: number;
  readonly reduce?: boolean;
}

function explored(scenario: Scenario, mode: Mode, options: Options = {}): Exploration {
  const { parameters, runs = 100_000, reduce = true } = options;
  const how = {
    parameters: { ...initialValues(scenario.parameters), ...parameters },
    machine: INITIAL_MACHINE,
    seed: 1,
  };
  const exploring = explore(scenario, mode, how, { runs }, reduce);
  let step = exploring.next();
  while (!step.done) step = exploring.next();
  for (const { outcome, shortest } of step.value.outcomes) {
    const { trace, schedule } = stepThrough(scenario, mode, how, shortest, 'stop');
    expect(outcomeOf(trace)).toEqual(outcome);
    expect(schedule).toEqual(shortest);
  }
  return step.value;
}

async function named(id: string): Promise<Scenario> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  return scenario;
}

const counts = ({ outcomes }: Exploration): Record<string, number> =>
  Object.fromEntries(outcomes.map(({ outcome, schedules }) => [outcome.text, schedules]));

describe('exploring all schedules', () => {
  it('of two threads that count once finds the four orders of their reads and writes', async () => {
    const found = explored(await named('lost-update'), THREADS, {
      parameters: { threads: 2, rounds: 1, work: 10 },
    });
    expect(counts(found)).toEqual({ 'counter = 1': 2, 'counter = 2': 2 });
    expect(found).toMatchObject({ complete: true, schedules: 4 });
  });

  it('of three threads agrees with brute force', async () => {
    const lostUpdate = await named('lost-update');
    const parameters = { threads: 3, rounds: 1, work: 10 };
    const all = explored(lostUpdate, THREADS, { parameters, reduce: false });
    // Three steps of each of three threads: 9! / (3! 3! 3!) orders.
    expect(all.schedules).toBe(1680);
    const reduced = explored(lostUpdate, THREADS, { parameters });
    expect(Object.keys(counts(reduced)).sort()).toEqual(Object.keys(counts(all)).sort());
    expect(reduced.schedules).toBeLessThan(all.schedules / 10);
    expect(reduced.runs).toBe(reduced.schedules);
  });

  it('finds no lost update under the lock', async () => {
    const found = explored(await named('lost-update'), LOCKED, {
      parameters: { threads: 3, rounds: 1, work: 10 },
    });
    expect(Object.keys(counts(found))).toEqual(['counter = 3']);
    expect(found.complete).toBe(true);
  });

  it('finds the one deadlock of five philosophers, and none where they go by number', async () => {
    const dining = await named('dining-philosophers');
    const found = explored(dining, THREADS);
    expect(found.outcomes.filter(({ outcome }) => outcome.kind === 'deadlock')).toHaveLength(1);
    expect(found.complete).toBe(true);
    const ordered = explored(dining, { ...THREADS, variant: 'ordered' });
    expect(ordered.outcomes.every(({ outcome }) => outcome.kind === 'ended')).toBe(true);
    expect(ordered.complete).toBe(true);
  });

  it('tells who goes through and who gives up, where flags are all that is shared', async () => {
    const livelock = await named('livelock');
    const parameters = { rounds: 2 };
    const polite = explored(livelock, THREADS, { parameters });
    expect(polite.complete).toBe(true);
    expect(Object.keys(counts(polite))).toContain(
      '“A gives up”, “B gives up”, flag A = False, flag B = False',
    );
    const insistent = explored(livelock, { ...THREADS, variant: 'insistent' }, { parameters });
    expect(Object.keys(counts(insistent)).sort()).toEqual([
      '“A goes through”, “B gives up”, flag A = False, flag B = False',
      '“A goes through”, “B goes through”, flag A = False, flag B = False',
    ]);
  });

  it('counts orders of the same lines as one outcome', async () => {
    const printing: Program = {
      variables: { done: false },
      routines: {
        *body(_scope, name: string) {
          yield* write('done', true);
          yield* print(name);
        },
        *main() {
          const started: ThreadHandle[] = [];
          for (const name of ['one', 'two']) {
            const call = { routine: 'body', args: [name] };
            started.push((yield { kind: 'start-thread', call, name }) as ThreadHandle);
          }
          for (const thread of started) yield { kind: 'join-thread', thread };
        },
      },
    };
    const found = explored(scenarioOf(printing, 'threads'), THREADS);
    expect(Object.keys(counts(found))).toEqual(['“one”, “two”, done = True']);
  });

  it('stops at its limit and says so', async () => {
    const found = explored(await named('lost-update'), THREADS, { runs: 50 });
    expect(found).toMatchObject({ complete: false, runs: 50 });
  });
});

describe('the reduction', () => {
  it('reaches the same outcomes as all schedules do', () => {
    fc.assert(
      fc.property(arbitraryThreads, (threads) => {
        const scenario = scenarioOf(programOfThreads(threads), 'threads');
        const all = explored(scenario, THREADS, { reduce: false, runs: 3000 });
        fc.pre(all.complete);
        const reduced = explored(scenario, THREADS);
        expect(Object.keys(counts(reduced)).sort()).toEqual(Object.keys(counts(all)).sort());
        expect(reduced.schedules).toBeLessThanOrEqual(all.schedules);
      }),
      { numRuns: 60 },
    );
  });
});
