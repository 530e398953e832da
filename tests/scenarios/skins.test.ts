import { expect, it } from 'vitest';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { catalogue, loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';

const scenarios = await Promise.all(catalogue.map(({ id }) => loadScenario(id)));

const SKINNED = scenarios.flatMap((scenario) => {
  const skin = scenario?.lesson?.skin;
  if (!scenario || !skin) return [];
  return scenario.modes.map(({ mode }) => ({
    name: `${scenario.id} in ${modeKey(mode)}`,
    scenario,
    skin,
    mode,
  }));
});

it.each(SKINNED)('tells the lanes of $name apart', ({ scenario, skin, mode }) => {
  const initial = initialValues(scenario.parameters);
  const parameters = 'steps' in initial ? { ...initial, steps: 1000 } : initial;
  const { actors } = simulate(scenario, mode, { parameters, machine: INITIAL_MACHINE, seed: 1 });
  const distinct = (names: readonly string[]): number => new Set(names).size;
  const shown = actors.map(
    ({ kind, name, parent }) => `${kind} ${skin.rename(kind, name) ?? name} of ${parent}`,
  );
  const own = actors.map(({ kind, name, parent }) => `${kind} ${name} of ${parent}`);
  expect(distinct(shown)).toBe(distinct(own));
  expect(shown).not.toEqual(own);
});
