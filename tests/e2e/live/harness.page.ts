import {
  type LiveOptions,
  type LiveSession,
  liveCapability,
  runLiveSession,
} from '../../../src/live/page/live-run.ts';
import type { Mode } from '../../../src/program/modes.ts';
import { initialValues } from '../../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../../src/runtime/settings.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { scenarioById } from './scenarios.ts';

/** A trace as it leaves the page: its columns as plain arrays. */
export type PlainTrace = Omit<Trace, 'events'> & {
  readonly events: Readonly<Record<'time' | 'kind' | 'actor' | 'subject' | 'value', readonly number[]>>;
};

/** How a run ended. */
export interface RunReport {
  readonly phase: string;
  readonly trace: PlainTrace;
}

export type HarnessOptions = Partial<Omit<LiveOptions, 'workers' | 'parameters' | 'machine'>> & {
  readonly parameters?: LiveOptions['parameters'];
  readonly machine?: Partial<LiveOptions['machine']>;
};

/** What tests do in the page. */
export interface Harness {
  capability(): Promise<string>;
  /** Starts a session and waits until its runs are over. */
  run(scenario: string, modes: readonly Mode[], options?: HarnessOptions): Promise<readonly RunReport[]>;
  /** Starts a session. */
  begin(scenario: string, modes: readonly Mode[], options?: HarnessOptions): void;
  /** Waits until the live trace of every run of the session has an event of a kind, of an actor of a name. */
  seen(kind: number, actor?: string): Promise<void>;
  cancel(): void;
  /** How the runs of the session begun ended. */
  ended(): Promise<readonly RunReport[]>;
  /** How often the live trace of each run was looked at, and whether it never got shorter. */
  growth(): readonly { readonly looks: number; readonly isMonotone: boolean }[];
}

const workers: LiveOptions['workers'] = {
  thread: (name) => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name }),
  coordinator: (name) =>
    new Worker(new URL('./coordinator.worker.ts', import.meta.url), { type: 'module', name }),
};

let session: LiveSession | null = null;
let looks: { count: number; length: number; isMonotone: boolean }[] = [];

const harness: Harness = {
  capability: () => liveCapability(),
  run: async (...args) => {
    harness.begin(...args);
    return harness.ended();
  },
  begin: (scenarioId, modes, options = {}) => {
    const scenario = scenarioById(scenarioId);
    if (!scenario) throw new Error(`There is no scenario named "${scenarioId}".`);
    session = runLiveSession(scenario, modes, {
      unit: 0.05,
      seed: 1,
      ...options,
      parameters: { ...initialValues(scenario.parameters), ...options.parameters },
      machine: { ...INITIAL_MACHINE, ...options.machine },
      workers,
    });
    looks = session.runs.map(() => ({ count: 0, length: 0, isMonotone: true }));
    session.runs.forEach((run, index) => {
      run.onChange(() => {
        const look = looks[index];
        if (!look) return;
        const { events } = run.trace;
        look.count++;
        if (events.length < look.length) look.isMonotone = false;
        look.length = events.length;
      });
    });
  },
  seen: (kind, actor) =>
    Promise.all(
      (session?.runs ?? []).map(
        (run) =>
          new Promise<void>((resolve) => {
            const look = (): boolean => {
              const { events, actors } = run.trace;
              for (let index = 0; index < events.length; index++) {
                const name = actors[events.actor[index] ?? -1]?.name;
                if (events.kind[index] === kind && (actor === undefined || name === actor)) return true;
              }
              return false;
            };
            if (look()) return resolve();
            const stop = run.onChange(() => {
              if (!look()) return;
              stop();
              resolve();
            });
          }),
      ),
    ).then(() => undefined),
  cancel: () => session?.cancel(),
  ended: async () => {
    await session?.done;
    return (session?.runs ?? []).map(({ phase, trace }) => ({ phase, trace: plain(trace) }));
  },
  growth: () => looks.map(({ count, isMonotone }) => ({ looks: count, isMonotone })),
};

function plain(trace: Trace): PlainTrace {
  const { length, time, kind, actor, subject, value } = trace.events;
  const column = (values: ArrayLike<number>): number[] => Array.from(values).slice(0, length);
  return {
    ...trace,
    events: {
      time: column(time),
      kind: column(kind),
      actor: column(actor),
      subject: column(subject),
      value: column(value),
    },
  };
}

Object.assign(globalThis, { harness });
