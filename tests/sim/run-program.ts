import type { Mode } from '../../src/program/modes.ts';
import type { ParameterValues, Program } from '../../src/program/program.ts';
import { defineScenario, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE, type MachineSettings } from '../../src/runtime/settings.ts';
import type { Costs } from '../../src/sim/costs.ts';
import { simulate } from '../../src/sim/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** How to run a program; what is left out is as usual. */
export interface RunOptions {
  readonly mode?: Mode['id'];
  readonly machine?: Partial<MachineSettings>;
  readonly seed?: number;
  readonly costs?: Partial<Costs>;
  readonly eventLimit?: number;
  /** The listing, should marks matter. */
  readonly listing?: string;
}

/** A machine whose services cost nothing, for tests that reckon with exact times. */
export const FREE_OF_COST: Partial<Costs> = {
  contextSwitch: 0,
  gilSwitch: 0,
  threadStart: 0,
  processStart: 0,
  processBoot: 0,
  message: 0,
  pickledByte: 0,
};

/** A scenario of one program in one mode. */
export function scenarioOf(program: Program, mode: Mode['id'], listing = 'pass'): Scenario {
  return defineScenario({
    id: 'under-test',
    parameters: {},
    program: program as Program<Record<never, never>>,
    modes: [{ mode, title: mode, subtitle: () => mode, listing: () => listing }],
  });
}

/** Runs a program in the simulator. */
export function runProgram(program: Program<ParameterValues>, options: RunOptions = {}): Trace {
  const { mode = 'sync', machine, seed = 1, costs, eventLimit, listing } = options;
  return simulate(
    scenarioOf(program, mode, listing),
    { id: mode, lock: false },
    {
      parameters: {},
      machine: { ...INITIAL_MACHINE, ...machine },
      seed,
      ...(costs && { costs }),
      ...(eventLimit !== undefined && { eventLimit }),
    },
  );
}
