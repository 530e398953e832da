import { compute } from '../src/program/actions.ts';
import { doJobs } from '../src/program/jobs.ts';
import { defineScenario, type Scenario } from '../src/program/scenario.ts';
import { documents } from '../src/scenarios/documents.ts';
import { sqrtPool } from '../src/scenarios/sqrt-pool.ts';
import { sumSquares } from '../src/scenarios/sum-squares.ts';

/** Jobs that compute, in every mode whose speed is compared. */
export const sums = defineScenario({
  id: 'sums',
  computes: true,
  parameters: {
    jobs: { kind: 'integer', label: 'jobs', initial: 4, min: 1, max: 100, step: 1 },
    steps: { kind: 'integer', label: 'steps', initial: 2 ** 29, min: 1, max: 2 ** 30, step: 1 },
    workers: { kind: 'integer', label: 'workers', initial: 2, min: 1, max: 100, step: 1 },
  },
  program: {
    routines: {
      *sum(scope) {
        return yield* compute({ kernel: 'sum-squares', from: 0, to: scope.parameters.steps });
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.jobs }, (_, index) => ({
          name: `sum ${index}`,
          call: { routine: 'sum', args: [] },
          thread: { name: `Worker ${index}`, call: { routine: 'sum', args: [] } },
        }));
        yield* doJobs(scope, { jobs, workers: scope.parameters.workers, consume: function* () {} });
      },
    },
  },
  modes: (['sync', 'threads', 'processes'] as const).map((mode) => ({
    mode,
    title: mode,
    subtitle: () => '',
    listing: () => 'pass',
  })),
});

const scenarios: readonly Scenario[] = [documents, sums, sqrtPool, sumSquares];

export const loadScenario = async (id: string): Promise<Scenario | undefined> =>
  scenarios.find((scenario) => scenario.id === id);
