import { modeKey } from '../src/program/modes.ts';
import { initialValues, type ModeOffer, type Scenario } from '../src/program/scenario.ts';
import { INITIAL_MACHINE, type MachineSettings } from '../src/runtime/settings.ts';
import { loadScenario } from '../src/scenarios/catalogue.ts';
import { type SimulationOptions, simulate } from '../src/sim/simulate.ts';
import type { Trace } from '../src/trace/trace.ts';

/** How a run differs from one that is made as its workload opens. */
export interface Setting extends Partial<Omit<SimulationOptions, 'machine'>> {
  readonly machine?: Partial<MachineSettings>;
}

/** A workload of the catalogue. @throws Error when there is none. */
export async function workload(id: string): Promise<Scenario> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no workload ${id}.`);
  return scenario;
}

/** What a workload offers in the mode of this key. @throws Error when it offers nothing. */
export function offerOf(scenario: Scenario, key: string): ModeOffer {
  const offer = scenario.modes.find(({ mode }) => modeKey(mode) === key);
  if (!offer) throw new Error(`${scenario.id} does not offer ${key}.`);
  return offer;
}

/** The model's run of a workload in the mode of this key. */
export function modelRun(scenario: Scenario, key: string, setting: Setting = {}): Trace {
  return simulate(scenario, offerOf(scenario, key).mode, {
    seed: 1,
    ...setting,
    parameters: { ...initialValues(scenario.parameters), ...setting.parameters },
    machine: { ...INITIAL_MACHINE, ...setting.machine },
  });
}

/** A trace as if it had been measured, waiting so many real seconds for a program second. */
export const asMeasured = (trace: Trace, unit: number): Trace => ({
  ...trace,
  provenance: 'measured',
  machine: { ...trace.machine, unit },
});

/** The model's run of the workload of this name in the mode of this key. */
export const modelled = async (id: string, key: string, setting: Setting = {}): Promise<Trace> =>
  modelRun(await workload(id), key, setting);
