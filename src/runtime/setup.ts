import type { Mark } from '../program/effects.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import { createScope, type ParameterValues, type Program, type Scope } from '../program/program.ts';
import type { ModeOffer, Scenario } from '../program/scenario.ts';
import type { MachineSettings } from './settings.ts';

/** What every thread of a run shares above its host. It is made anew in each worker, from values that can be sent. */
export interface RunSetup {
  readonly program: Program;
  readonly scope: Scope<ParameterValues>;
  /** The line of each mark, counted from 1, in the listing of the mode that runs. */
  readonly lines: Readonly<Record<Mark, number>>;
}

/** The offer of a mode. @throws Error when the scenario does not make it. */
export function offerOf(scenario: Scenario, mode: Mode): ModeOffer {
  const offer = scenario.modes.find((candidate) => modeKey(candidate.mode) === modeKey(mode));
  if (!offer) throw new Error(`${scenario.id} does not offer the mode ${modeKey(mode)}.`);
  return offer;
}

/** The machine that a mode runs on: the reader's, but for a free-threaded mode without its GIL. */
export const machineOf = (offer: ModeOffer, machine: MachineSettings): MachineSettings =>
  offer.freeThreaded ? { ...machine, gil: false } : machine;

/**
 * Makes the setup of a run.
 *
 * @throws Error when the scenario does not offer the mode.
 */
export function createSetup(scenario: Scenario, mode: Mode, parameters: ParameterValues): RunSetup {
  const offer = offerOf(scenario, mode);
  const program = scenario.programFor(parameters, mode);
  return {
    program,
    scope: createScope(program, mode, parameters),
    lines: offer.listing(parameters).marks,
  };
}
