import { describe, expect, it } from 'vitest';
import { compute, wait } from '../../src/program/actions.ts';
import type { Program } from '../../src/program/program.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { sumSquares } from '../../src/scenarios/sum-squares.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { FREE_OF_COST, runProgram, scenarioOf } from './run-program.ts';

const STEPS = 1_000_000;

const adding = (steps: number): Program => ({
  routines: { main: () => compute({ kernel: 'sum-squares', from: 0, to: steps }) },
});

const options = { parameters: {}, machine: INITIAL_MACHINE, seed: 1, costs: FREE_OF_COST };

function modelled(program: Program, speeds?: Readonly<Record<string, number>>): Trace {
  const mode = { id: 'sync', lock: false } as const;
  return simulate(scenarioOf(program, 'sync'), mode, { ...options, ...(speeds && { speeds }) });
}

/** What each job has said of its progress, by its name: shares in order, with their times. */
function reportsOf({ events, actors }: Trace): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const reports = new Map<string, [number, number][]>();
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.progress) continue;
    const name = actors[events.actor[index] as number]?.name ?? '';
    const own = reports.get(name) ?? [];
    own.push([events.time[index] as number, events.value[index] as number]);
    reports.set(name, own);
  }
  return reports;
}

describe('the speed of computing', () => {
  it('is that of CPython unless it has been measured, and the trace says which', () => {
    const { duration, machine } = modelled(adding(STEPS));
    expect(duration).toBeCloseTo(0.046, 9);
    expect(machine.description).toMatch(/; computing at the speed of CPython 3.11$/);
  });

  it('is what was measured, for the kernels that were', () => {
    const { duration, machine } = modelled(adding(STEPS), { 'sum-squares': 0.95e-9 });
    expect(duration).toBeCloseTo(0.95e-3, 9);
    expect(machine.description).toMatch(/; computing at 0\.95 ns a step, measured in this browser$/);
    expect(modelled(adding(STEPS), { 'sum-roots': 1e-9 }).duration).toBeCloseTo(0.046, 9);
  });

  it('is not spoken of where nothing is computed', () => {
    const { machine } = modelled({ routines: { main: () => wait(1) } });
    expect(machine.description).not.toContain('computing');
  });
});

describe('the progress of a computation', () => {
  it('is told in even steps, at the times at which so much is done', () => {
    const trace = modelled(adding(100 * STEPS));
    const reports = [...reportsOf(trace).values()].flat();
    expect(reports.length).toBeGreaterThan(40);
    expect(reports.length).toBeLessThan(51);
    for (const [time, share] of reports) expect(share).toBeCloseTo(time / trace.duration, 6);
  });

  it('is not told of a short one', () => {
    expect(reportsOf(runProgram(adding(STEPS / 2))).size).toBe(0);
  });

  it.each(['threads', 'processes'] as const)(
    'rises to its end in %s, and is told a bounded number of times',
    (id) => {
      const parameters = { steps: 100_000, 'longest-first': false };
      const trace = simulate(
        sumSquares,
        { id, lock: false },
        { parameters, machine: INITIAL_MACHINE, seed: 1 },
      );
      const reports = reportsOf(trace);
      expect([...reports.keys()].sort()).toEqual(['n = 100', 'n = 200', 'n = 300', 'n = 400']);
      for (const own of reports.values()) {
        const shares = own.map(([, share]) => share);
        expect(shares).toEqual([...shares].sort((one, other) => one - other));
        expect(shares.length).toBeLessThan(51);
        expect(shares.at(-1)).toBeGreaterThan(0.9);
        expect(shares.at(-1)).toBeLessThan(1);
      }
    },
  );
});
