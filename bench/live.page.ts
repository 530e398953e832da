import { type LiveOptions, type LiveRun, measureSpeeds, runLiveSession } from '../src/live/page/live-run.ts';
import { modeKey } from '../src/program/modes.ts';
import { initialValues } from '../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../src/runtime/settings.ts';
import { simulate } from '../src/sim/simulate.ts';
import { EVENT_CODE } from '../src/trace/events.ts';
import { violations } from '../src/trace/invariants.ts';
import { createOutputReader } from '../src/trace/output.ts';
import type { Trace } from '../src/trace/trace.ts';
import type { LiveBench, Measurement } from './live-bench.ts';
import { loadScenario } from './live-scenarios.ts';

const workers: LiveOptions['workers'] = {
  thread: (name) => new Worker(new URL('./live-worker.page.ts', import.meta.url), { type: 'module', name }),
  coordinator: () => {
    throw new Error('The bench shares memory.');
  },
};

const bench: LiveBench = {
  run: async (id, modes, unit, parameters = {}) => {
    const scenario = await loadScenario(id);
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
  predict: async (id, mode) => {
    const scenario = await loadScenario(id);
    if (!scenario) throw new Error(`There is no scenario named "${id}".`);
    const parameters = initialValues(scenario.parameters);
    const speeds = await measureSpeeds(scenario, [mode], parameters);
    const machine = { ...INITIAL_MACHINE, cores: navigator.hardwareConcurrency };
    return simulate(scenario, mode, { parameters, machine, seed: 1, speeds }).duration;
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
    cores: trace.machine.cores,
    printed: createOutputReader()
      .read(trace)
      .map(({ text }) => text),
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
