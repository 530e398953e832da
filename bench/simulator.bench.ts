import { createTask, gather, mapPool, wait, withPool } from '../src/program/actions.ts';
import type { FutureHandle, Routine } from '../src/program/effects.ts';
import type { Mode } from '../src/program/modes.ts';
import type { Program } from '../src/program/program.ts';
import { defineScenario, initialValues, type Scenario } from '../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../src/runtime/settings.ts';
import { sumSquares } from '../src/scenarios/sum-squares.ts';
import { simulate } from '../src/sim/simulate.ts';
import type { Figure } from './figure.ts';

const RUNS = 9;

function scenarioOf(mode: Mode['id'], program: Program): Scenario {
  return defineScenario({
    id: 'bench',
    parameters: {},
    program: program as Program<Record<never, never>>,
    modes: [{ mode, title: mode, subtitle: () => mode, listing: () => 'pass' }],
  });
}

/** A main that gathers so many tasks. */
const gathering = (count: number, work: () => Routine): Program => ({
  routines: {
    *main(scope) {
      const tasks: FutureHandle[] = [];
      for (let index = 0; index < count; index++) {
        tasks.push(yield* createTask(scope.routine({ routine: 'work', args: [] }), `task ${index}`));
      }
      yield* gather(tasks);
    },
    work,
  },
});

/** Ten thousand tasks that wait for a second. */
const waitingTasks = scenarioOf(
  'async',
  gathering(10_000, () => wait(1)),
);

/** A hundred tasks that give way to each other two thousand times. */
const yieldingTasks = scenarioOf(
  'async',
  gathering(100, function* () {
    for (let turn = 0; turn < 2000; turn++) yield* wait(0);
  }),
);

/** Fifty threads of a pool that make ten thousand waits. */
const pooledWaits = scenarioOf('threads', {
  routines: {
    *main() {
      const calls = Array.from({ length: 10_000 }, (_, index) => ({
        name: `job ${index}`,
        call: { routine: 'nap', args: [] },
      }));
      yield* withPool('threads', 50, (pool) => mapPool(pool, calls));
    },
    *nap() {
      yield* wait(0.1);
    },
  },
});

interface Measurement {
  readonly milliseconds: number;
  readonly eventsPerSecond: number;
}

/** The median run of several, after one to warm up. */
function measure(scenario: Scenario, mode: Mode['id']): Measurement {
  const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
  const measurements: Measurement[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const began = performance.now();
    const { events } = simulate(scenario, { id: mode, lock: false }, options);
    const milliseconds = performance.now() - began;
    if (run > 0) measurements.push({ milliseconds, eventsPerSecond: (events.length / milliseconds) * 1000 });
  }
  measurements.sort((a, b) => a.milliseconds - b.milliseconds);
  return measurements[RUNS >> 1] as Measurement;
}

const speed = (what: string, scenario: Scenario, mode: Mode['id']): Figure => {
  const { eventsPerSecond } = measure(scenario, mode);
  return {
    what: `simulator, ${what}`,
    measured: Math.round(eventsPerSecond),
    unit: 'events/s',
    bar: '≥ 2,000,000 events/s',
    passed: eventsPerSecond >= 2_000_000,
  };
};

/** How fast the simulator is: events a second in three kinds of work, and ten thousand waiting tasks. */
export async function figures(): Promise<Figure[]> {
  const { milliseconds } = measure(waitingTasks, 'async');
  return [
    speed('asyncio tasks that give way', yieldingTasks, 'async'),
    speed('threads under the GIL', sumSquares, 'threads'),
    speed('waits in a pool of threads', pooledWaits, 'threads'),
    {
      what: 'simulator, 10,000 waiting tasks',
      measured: Math.round(milliseconds * 10) / 10,
      unit: 'ms',
      bar: '≤ 100 ms',
      passed: milliseconds <= 100,
    },
  ];
}
