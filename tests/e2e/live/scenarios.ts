import { compute, print, raise, read, wait, withLock, write } from '../../../src/program/actions.ts';
import { PythonError } from '../../../src/program/errors.ts';
import { doJobs } from '../../../src/program/jobs.ts';
import { defineScenario, type Scenario } from '../../../src/program/scenario.ts';
import { deadlock } from '../../../src/scenarios/deadlock.ts';
import { documents } from '../../../src/scenarios/documents.ts';
import { printRace } from '../../../src/scenarios/print-race.ts';
import { unpicklable } from '../../../src/scenarios/unpicklable.ts';

const listing = () => 'pass';

/** Jobs that compute. */
const sums = defineScenario({
  id: 'sums',
  computes: true,
  parameters: {
    jobs: { kind: 'integer', label: 'jobs', initial: 4, min: 1, max: 100, step: 1 },
    steps: { kind: 'integer', label: 'steps', initial: 20_000_000, min: 1, max: 1e9, step: 1 },
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
        yield* doJobs(scope, { jobs, workers: 2, consume: (total) => print(String(total)) });
      },
    },
  },
  modes: (['sync', 'threads', 'processes', 'async+processes'] as const).map((mode) => ({
    mode,
    title: mode,
    subtitle: () => '',
    listing,
  })),
});

/** Threads that count in a shared variable under a lock, and wait while they hold it. */
const counter = defineScenario({
  id: 'counter',
  parameters: { threads: { kind: 'integer', label: 'threads', initial: 4, min: 1, max: 100, step: 1 } },
  program: {
    locks: { counting: { guards: ['count'] } },
    variables: { count: 0 },
    routines: {
      *count() {
        for (let turn = 0; turn < 5; turn++) {
          yield* withLock('counting', function* () {
            const count = yield* read('count');
            yield* wait(0.05);
            yield* write('count', count + 1);
          });
        }
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.threads }, (_, index) => ({
          name: `count ${index}`,
          call: { routine: 'count', args: [] },
          thread: { name: `Worker ${index}`, call: { routine: 'count', args: [] } },
        }));
        yield* doJobs(scope, { jobs, workers: null, consume: () => print('') });
        yield* print(String(yield* read('count')));
      },
    },
  },
  modes: [{ mode: 'threads', title: 'threads', subtitle: () => '', listing }],
});

/** A job that comes to grief, in one way or another, while others wait. */
const trouble = defineScenario({
  id: 'trouble',
  parameters: { bug: { kind: 'switch', label: 'a bug, not an exception', initial: false } },
  program: {
    routines: {
      *work(scope, index: number) {
        yield* wait(1);
        if (index !== 1) return index;
        if (scope.parameters.bug) throw new TypeError('a bug of the worker');
        yield* raise(new PythonError('ValueError', 'Bad doc 1'));
        return null;
      },
      *main(scope) {
        const jobs = [0, 1, 2].map((index) => ({
          name: `job ${index}`,
          call: { routine: 'work', args: [index] },
          thread: { name: `Worker ${index}`, call: { routine: 'work', args: [index] } },
        }));
        yield* doJobs(scope, { jobs, workers: 3, consume: (result) => print(String(result)) });
      },
    },
  },
  modes: (['sync', 'async', 'threads', 'processes', 'async+processes'] as const).map((mode) => ({
    mode,
    title: mode,
    subtitle: () => '',
    listing,
  })),
});

/** Prints more, in more words, than a ring has room for. */
const chatter = defineScenario({
  id: 'chatter',
  parameters: { lines: { kind: 'integer', label: 'lines', initial: 30_000, min: 1, max: 1e6, step: 1 } },
  program: {
    routines: {
      *main(scope) {
        for (let line = 0; line < scope.parameters.lines; line++)
          yield* print(`line ${line} – ${'ü'.repeat(line % 40)}`);
      },
    },
  },
  modes: [{ mode: 'sync', title: 'sync', subtitle: () => '', listing }],
});

/** The same for `async+processes`, which the catalogue's documents leave out. */
const documentsEverywhere: Scenario = {
  ...documents,
  id: 'documents-everywhere',
  modes: [
    ...documents.modes,
    {
      mode: { id: 'async+processes', lock: false },
      title: 'Async + processes',
      subtitle: () => '',
      listing: () => ({ lines: ['pass'], marks: {} }),
      initially: true,
      freeThreaded: false,
    },
  ],
};

const scenarios: readonly Scenario[] = [
  documentsEverywhere,
  sums,
  counter,
  trouble,
  chatter,
  unpicklable,
  deadlock,
  printRace,
];

export const scenarioById = (id: string): Scenario | undefined =>
  scenarios.find((scenario) => scenario.id === id);

export const loadScenario = async (id: string): Promise<Scenario | undefined> => scenarioById(id);
