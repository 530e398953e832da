import type { ParameterValues } from '../src/program/program.ts';
import { initialValues } from '../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../src/runtime/settings.ts';
import { loadScenario } from '../src/scenarios/catalogue.ts';
import { type Exploration, explore } from '../src/sim/explore.ts';
import type { Figure } from './figure.ts';

const RUNS = 9;

/** Explores until all schedules are known, or what is looked for has been found. */
async function exploration(
  id: string,
  changed: ParameterValues,
  isEnough: (found: Exploration) => boolean,
): Promise<() => Exploration> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  const parameters = { ...initialValues(scenario.parameters), ...changed };
  const options = { parameters, machine: INITIAL_MACHINE, seed: 1 };
  return () => {
    const exploring = explore(scenario, { id: 'threads', lock: false }, options, { runs: 100_000 });
    let step = exploring.next();
    while (!step.done && !isEnough(step.value)) step = exploring.next();
    return step.value;
  };
}

/** The median of several, in milliseconds, and what was found. */
function measure(make: () => Exploration): { readonly milliseconds: number; readonly found: Exploration } {
  let found = make();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    found = make();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return { milliseconds: times[RUNS >> 1] as number, found };
}

const figure = (what: string, milliseconds: number, most: number): Figure => ({
  what,
  measured: Math.round(milliseconds * 10) / 10,
  unit: 'ms',
  bar: `≤ ${most} ms`,
  passed: milliseconds <= most,
});

/** How fast schedules are explored. */
export async function figures(): Promise<Figure[]> {
  const parameters = { threads: 3, rounds: 1 };
  const counting = measure(await exploration('lost-update', parameters, () => false));
  const dining = await exploration('dining-philosophers', {}, ({ outcomes }) =>
    outcomes.some(({ outcome }) => outcome.kind === 'deadlock'),
  );
  const all = await exploration('dining-philosophers', {}, () => false);
  const { milliseconds, found } = measure(all);
  return [
    figure(
      `lost-update, 3 threads × 3 micro-steps, all ${counting.found.schedules} schedules`,
      counting.milliseconds,
      100,
    ),
    figure('five philosophers, until the deadlock is found', measure(dining).milliseconds, 1000),
    figure(`five philosophers, all ${found.schedules} schedules`, milliseconds, 1000),
  ];
}
