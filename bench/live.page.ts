import { type LiveOptions, type LiveRun, runLiveSession } from '../src/live/page/live-run.ts';
import { type Mode, modeKey } from '../src/program/modes.ts';
import { initialValues } from '../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../src/runtime/settings.ts';
import { EVENT_CODE } from '../src/trace/events.ts';
import { violations } from '../src/trace/invariants.ts';
import type { Trace } from '../src/trace/trace.ts';
import { scenarioById } from './live-scenarios.ts';

/** What a live run took, in seconds of its trace. */
export interface Measurement {
  readonly mode: string;
  readonly duration: number;
  /** Before the run's clock started. */
  readonly startUp: number;
  /** The longest time that a process of an executor took to come up, during the run. */
  readonly processStart: number;
  readonly events: number;
}

/** What the bench does in the page. */
export interface LiveBench {
  run(
    scenario: string,
    modes: readonly Mode[],
    unit: number,
    parameters?: LiveOptions['parameters'],
  ): Promise<readonly Measurement[]>;
  /** How many milliseconds a bare pool takes for a number of jobs, its start included. */
  barePool(workers: number, jobs: number, steps: number): Promise<number>;
  /** The longest task of the main thread during a run of a hundred threads, in milliseconds. */
  longestTask(): Promise<number>;
}

const workers: LiveOptions['workers'] = {
  thread: (name) => new Worker(new URL('./live-worker.page.ts', import.meta.url), { type: 'module', name }),
  coordinator: () => {
    throw new Error('The bench shares memory.');
  },
};

const bench: LiveBench = {
  run: async (id, modes, unit, parameters = {}) => {
    const scenario = scenarioById(id);
    if (!scenario) throw new Error(`There is no scenario named "${id}".`);
    const session = runLiveSession(scenario, modes, {
      unit,
      seed: 1,
      machine: INITIAL_MACHINE,
      parameters: { ...initialValues(scenario.parameters), ...parameters },
      capability: 'shared-memory',
      workers,
    });
    await session.done;
    return session.runs.map(measure);
  },
  barePool: async (size, jobs, steps) => {
    const began = performance.now();
    const pool = Array.from(
      { length: size },
      () => new Worker(new URL('./bare-worker.page.ts', import.meta.url), { type: 'module' }),
    );
    let left = jobs;
    await Promise.all(
      pool.map(async (worker) => {
        while (left > 0) {
          left--;
          worker.postMessage(steps);
          await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
        }
      }),
    );
    const elapsed = performance.now() - began;
    for (const worker of pool) worker.terminate();
    return elapsed;
  },
  longestTask: async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    await bench.run('documents', [{ id: 'threads', lock: false }], 0.2, { tasks: 100 });
    observer.disconnect();
    return longest;
  },
};

function measure({ mode, phase, trace }: LiveRun): Measurement {
  const faults = violations(trace);
  if (phase !== 'finished' || faults.length > 0) {
    throw new Error(`${mode.id} ${phase}: ${trace.error?.message ?? faults.join('; ')}`);
  }
  return {
    mode: modeKey(mode),
    duration: trace.duration,
    startUp: trace.machine.startUp ?? 0,
    processStart: longestStart(trace),
    events: trace.events.length,
  };
}

function longestStart({ events, actors }: Trace): number {
  const started = new Map<number, number>();
  let longest = 0;
  for (let index = 0; index < events.length; index++) {
    const actor = events.actor[index] as number;
    if (actors[actor]?.kind !== 'process') continue;
    const time = events.time[index] as number;
    if (events.kind[index] === EVENT_CODE.start) started.set(actor, time);
    else if (events.kind[index] === EVENT_CODE.run)
      longest = Math.max(longest, time - (started.get(actor) ?? time));
  }
  return longest;
}

Object.assign(globalThis, { bench });
