import { type ModeId, modeKey } from '../../src/program/modes.ts';
import type { ParameterValues } from '../../src/program/program.ts';
import { initialValues, type ModeOffer, type Scenario } from '../../src/program/scenario.ts';
import { catalogue, loadScenario } from '../../src/scenarios/catalogue.ts';

/** A mode of a workload with values for its parameters. */
export interface OfferedRun {
  readonly name: string;
  readonly scenario: Scenario;
  readonly offer: ModeOffer;
  readonly parameters: ParameterValues;
}

/** The modes of one thread: CPython runs their listings each time. Those of the others have been recorded. */
const OF_ONE_THREAD: readonly ModeId[] = ['sync', 'await-loop', 'async'];

/** Whether what a listing prints is kept in `recordings.json`, since it needs threads or processes. */
export const isRecorded = ({ offer }: OfferedRun): boolean => !OF_ONE_THREAD.includes(offer.mode.id);

/** So few steps of computing take CPython, and the model, less than a hundredth of a second. */
const FEW_STEPS = 10;

/** Values that are tried besides the initial ones, by workload. */
const FURTHER_VALUES: Readonly<Record<string, readonly ParameterValues[]>> = {
  documents: [{ tasks: 3, seconds: 2 }],
  'async-race': [{ tasks: 3, seconds: 1 }],
  chat: [{ clients: 3, messages: 2, gap: 0.5 }],
  script: [{ seconds: 1 }],
  semaphore: [{ tasks: 7, permits: 3, seconds: 2 }, { tasks: 3, permits: 1 }, { tasks: 2 }],
  'producer-consumer': [
    { items: 4, capacity: 1 },
    { make: 1, use: 0.3 },
    { items: 3, make: 0, use: 0 },
  ],
  timeout: [{ slow: 1.5 }, { limit: 0.5 }],
  livelock: [{ rounds: 2, seconds: 0.5 }],
  'missing-await': [{ 'whole-object': false }, { doc: 3, seconds: 1.5 }],
  'io-pool': [{ tasks: 7, seconds: 0.5, workers: 3, processes: 4 }],
};

/** Every mode that every workload of the catalogue offers, with its initial parameters and with further ones. */
export async function offeredRuns(): Promise<readonly OfferedRun[]> {
  const runs: OfferedRun[] = [];
  for (const { id } of catalogue) {
    const scenario = await loadScenario(id);
    if (!scenario) continue;
    for (const further of [{}, ...(FURTHER_VALUES[id] ?? [])]) {
      const few = Object.fromEntries(
        ['steps', 'work'].filter((name) => name in scenario.parameters).map((name) => [name, FEW_STEPS]),
      );
      const parameters = { ...initialValues(scenario.parameters), ...few, ...further };
      for (const offer of scenario.modes) {
        const name = [
          id,
          modeKey(offer.mode),
          ...Object.entries(further).map(([key, value]) => `${key}=${value}`),
        ].join(' ');
        runs.push({ name, scenario, offer, parameters });
      }
    }
  }
  return runs;
}

/** The listing of a run as the reader sees it. */
export const listingOf = ({ offer, parameters }: OfferedRun): string =>
  `${offer.listing(parameters).lines.join('\n')}\n`;
