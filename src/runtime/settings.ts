import type { Mode } from '../program/modes.ts';
import type { ParameterValues } from '../program/program.ts';
import type { Parameters } from '../trace/trace.ts';

/** The machine a run is made on, as far as the reader can set it. Live runs take the cores they are given. */
export interface MachineSettings {
  /** Cores of the model. */
  readonly cores: number;
  /** Whether each process has a global interpreter lock; `false` is the free-threaded build (PEP 703). */
  readonly gil: boolean;
  /** How long a thread waits for the GIL before it asks the holder to let go, in seconds: `sys.getswitchinterval()`. */
  readonly switchInterval: number;
}

/** Two cores, a GIL, and the 5 ms that `sys.getswitchinterval()` gives unless it is set. */
export const INITIAL_MACHINE: MachineSettings = { cores: 2, gil: true, switchInterval: 0.005 };

/**
 * What a trace records of how its run was asked for: the scenario's parameters and the machine's, by the names that
 * links carry, `lock` where the mode ran with the scenario's lock, and `variant` where it was one of several. With them a
 * trace names its mode by the bare id.
 */
export function recordedParameters(
  mode: Mode,
  parameters: ParameterValues,
  machine: MachineSettings,
): Parameters {
  return {
    ...parameters,
    ...(mode.lock && { lock: 1 }),
    ...(mode.variant !== undefined && { variant: mode.variant }),
    cores: machine.cores,
    gil: machine.gil,
    'switch-interval': machine.switchInterval,
  };
}
