import { describe, expect, it } from 'vitest';
import { type Mode, modeKey } from '../../src/program/modes.ts';
import type { ParameterValues } from '../../src/program/program.ts';
import { initialValues, type Parameter, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE, type MachineSettings } from '../../src/runtime/settings.ts';
import { catalogue, loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { printedLines } from '../sim/output.ts';

/** Parameters that say how much there is to compute: a model adds it all up. */
const AMOUNTS = ['steps', 'work'];
const FEW_STEPS = 1000;

/** A run that records more is stopped. */
const EVENT_LIMIT = 100_000;

const LONGEST_LINE = 70;

const scenarios = (await Promise.all(catalogue.map(({ id }) => loadScenario(id)))).filter(
  (found) => found !== undefined,
);

const OFFERS = scenarios.flatMap((scenario) =>
  scenario.modes.map((offer) => ({ name: `${scenario.id} in ${modeKey(offer.mode)}`, scenario, offer })),
);

const isAmount = (name: string, { kind }: Parameter): boolean => AMOUNTS.includes(name) && kind !== 'switch';

/** Initial values, with little to compute. */
const smallValues = ({ parameters }: Scenario): ParameterValues => ({
  ...initialValues(parameters),
  ...Object.fromEntries(
    Object.entries(parameters)
      .filter(([name, parameter]) => isAmount(name, parameter))
      .map(([name]) => [name, FEW_STEPS]),
  ),
});

/** The values at both ends of a parameter. */
function extremes(name: string, parameter: Parameter): readonly (number | boolean)[] {
  if (parameter.kind === 'switch') return [true, false];
  return isAmount(name, parameter) ? [parameter.min, FEW_STEPS] : [parameter.min, parameter.max];
}

/** All parameters at their ends, one at a time, the others as they are at first. */
const extremeValues = (scenario: Scenario): readonly ParameterValues[] =>
  Object.entries(scenario.parameters).flatMap(([name, parameter]) =>
    extremes(name, parameter).map((value) => ({ ...smallValues(scenario), [name]: value })),
  );

interface Circumstances {
  readonly parameters: ParameterValues;
  readonly machine?: Partial<MachineSettings>;
  readonly seed?: number;
}

function run(scenario: Scenario, mode: Mode, { parameters, machine, seed = 1 }: Circumstances): Trace {
  return simulate(scenario, mode, {
    parameters,
    machine: { ...INITIAL_MACHINE, ...machine },
    seed,
    eventLimit: EVENT_LIMIT,
  });
}

/** What is wrong with a run, if anything. */
function faults(scenario: Scenario, mode: Mode, circumstances: Circumstances): string[] {
  const { locks = {} } = scenario.programFor(circumstances.parameters, mode);
  const permits = Object.fromEntries(
    Object.entries(locks).map(([name, { permits = 1 }]) => [name, permits] as const),
  );
  const told = JSON.stringify(circumstances);
  return violations(run(scenario, mode, circumstances), permits).map((fault) => `${told}: ${fault}`);
}

it('loads what each entry names', () => {
  const workloads = catalogue.filter(({ kind }) => kind === 'workload');
  expect(scenarios.map(({ id }) => id)).toEqual(workloads.map(({ id }) => id));
});

it('names every entry once', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(catalogue[0]?.id).toBe('documents');
});

describe.each(OFFERS)('$name', ({ scenario, offer }) => {
  const { mode } = offer;
  const small = smallValues(scenario);
  const initial = initialValues(scenario.parameters);

  it('runs soundly whatever the seed and the number of cores', () => {
    for (const seed of [1, 2, 3]) {
      expect(faults(scenario, mode, { parameters: small, seed })).toEqual([]);
    }
    for (const cores of [1, 16]) {
      expect(faults(scenario, mode, { parameters: small, machine: { cores } })).toEqual([]);
    }
  });

  it('runs soundly with and without a GIL', () => {
    for (const gil of [true, false]) {
      expect(faults(scenario, mode, { parameters: small, machine: { gil } })).toEqual([]);
    }
  });

  it('runs soundly with every parameter at its least and at its most', () => {
    for (const parameters of extremeValues(scenario)) {
      expect(faults(scenario, mode, { parameters })).toEqual([]);
    }
  });

  it('stays on the lines of its listing', () => {
    const { events } = run(scenario, mode, { parameters: small });
    const { lines } = offer.listing(small);
    const visited = Array.from(events.value.subarray(0, events.length)).filter(
      (_, index) => events.kind[index] === EVENT_CODE.line,
    );
    expect(visited.length).toBeGreaterThan(0);
    for (const line of visited) expect(lines[line - 1]?.trim()).toBeTruthy();
  });

  it.runIf(['sync', 'await-loop'].includes(mode.id))('prints the same whatever the seed', () => {
    const [one, other] = [1, 2].map((seed) => printedLines(run(scenario, mode, { parameters: small, seed })));
    expect(one).toEqual(other);
  });

  it('has a listing without marks or placeholders, narrow enough to be read beside others', () => {
    for (const parameters of [initial, ...extremeValues(scenario)]) {
      const { lines } = offer.listing(parameters);
      expect(lines.join('\n')).not.toMatch(/#@|undefined|NaN|\[object/);
      expect(lines.filter((line) => line.length > LONGEST_LINE)).toEqual([]);
      expect(offer.subtitle(parameters, true)).not.toMatch(/undefined|NaN/);
      expect(offer.subtitle(parameters, false)).not.toMatch(/undefined|NaN/);
    }
  });
});
