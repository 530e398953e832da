import type { Mode } from '../program/modes.ts';
import type { Scenario } from '../program/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { recordRun, type SimulationOptions } from './recorded-run.ts';
import { Scheduler } from './scheduler.ts';

export type { SimulationOptions } from './recorded-run.ts';

/**
 * Runs a scenario in a mode on a model of a machine: on its cores, under its GILs, on a virtual clock. What happens when
 * is decided by the machine and the seed alone.
 *
 * A program that fails, can never go on (`Deadlock`) or never ends (`LimitExceeded`) gives a trace with an error.
 *
 * @throws Error when the scenario does not offer the mode, or its program is at fault.
 */
export const simulate = (scenario: Scenario, mode: Mode, options: SimulationOptions): Trace =>
  recordRun(scenario, mode, options, 'modelled', (machine) => new Scheduler(machine));
