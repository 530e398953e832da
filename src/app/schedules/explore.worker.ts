import { expose } from 'comlink';
import type { Mode } from '../../program/modes.ts';
import { loadScenario } from '../../scenarios/catalogue.ts';
import { type Exploration, type ExplorationLimits, explore } from '../../sim/explore.ts';
import type { SimulationOptions } from '../../sim/simulate.ts';

/** What is to be explored. */
export interface ExplorationRequest {
  /** The id of the scenario. */
  readonly scenario: string;
  readonly mode: Mode;
  readonly options: Pick<SimulationOptions, 'parameters' | 'machine' | 'seed'>;
  readonly limits: ExplorationLimits;
}

const explorer = {
  /**
   * Explores all schedules, up to the limit.
   *
   * @param onFound is told what has been found so far, now and then.
   * @throws Error when there is no such scenario, or its program is at fault.
   */
  async explore(request: ExplorationRequest, onFound: (found: Exploration) => void): Promise<Exploration> {
    const scenario = await loadScenario(request.scenario);
    if (!scenario) throw new Error(`There is no scenario ${request.scenario}.`);
    const exploring = explore(scenario, request.mode, request.options, request.limits);
    for (;;) {
      const { done, value } = exploring.next();
      if (done) return value;
      onFound(value);
    }
  },
};

/** What the page asks of the worker. */
export type Explorer = typeof explorer;

expose(explorer);
