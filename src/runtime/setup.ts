import type { Mark } from '../program/effects.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import { createScope, type ParameterValues, type Program, type Scope } from '../program/program.ts';
import type { Scenario } from '../program/scenario.ts';

/** What every thread of a run shares above its host. It is made anew in each worker, from values that can be sent. */
export interface RunSetup {
  readonly program: Program;
  readonly scope: Scope<ParameterValues>;
  /** The line of each mark, counted from 1, in the listing of the mode that runs. */
  readonly lines: Readonly<Record<Mark, number>>;
}

/**
 * Makes the setup of a run.
 *
 * @throws Error when the scenario does not offer the mode.
 */
export function createSetup(scenario: Scenario, mode: Mode, parameters: ParameterValues): RunSetup {
  const offer = scenario.modes.find((candidate) => modeKey(candidate.mode) === modeKey(mode));
  if (!offer) throw new Error(`${scenario.id} does not offer the mode ${modeKey(mode)}.`);
  return {
    program: scenario.program,
    scope: createScope(scenario.program, mode, parameters),
    lines: offer.listing(parameters).marks,
  };
}
