import type { Mode } from '../../program/modes.ts';
import type { Scenario } from '../../program/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { wallClock } from '../hybrid-clock.ts';
import { type LiveOptions, type LiveRun, StagedRun } from './staged-run.ts';

export { measureSpeeds } from './calibration.ts';
export { type LiveCapability, liveCapability } from './capability.ts';
export type { LiveOptions, LivePhase, LiveRun } from './staged-run.ts';

/**
 * How far ahead an epoch is set, in milliseconds: for all main threads of a session to hear of it in time, and for the
 * browser to be done with what the start of so many workers leaves behind.
 */
const LEAD = 50;

/** Live runs of several modes. */
export interface LiveSession {
  /** One for each mode, in the order they were asked for. */
  readonly runs: readonly LiveRun[];
  /** Whether the modes run together, or one after another so that they do not take each other's cores. */
  readonly together: boolean;
  /** Kept when all are over, however they ended. */
  readonly done: Promise<readonly Trace[]>;
  /** Ends all of them at once. */
  cancel(): void;
}

/**
 * Runs modes of a scenario in real workers. Those that only wait run together and start at the same moment; those that
 * compute run one after another.
 */
export function runLiveSession(
  scenario: Scenario,
  modes: readonly Mode[],
  options: LiveOptions,
): LiveSession {
  const runs = modes.map((mode) => new StagedRun(scenario, mode, options));
  const together = !scenario.computes;
  void (together ? runTogether(runs) : runInTurn(runs));
  return {
    runs,
    together,
    done: Promise.all(runs.map((run) => run.done)),
    cancel: () => {
      for (const run of runs) run.cancel();
    },
  };
}

/** When runs that are ready now are to begin, in milliseconds since 1970. */
const nextEpoch = (): number => wallClock() + LEAD;

async function runTogether(runs: readonly StagedRun[]): Promise<void> {
  await Promise.all(runs.map((run) => run.prepare()));
  const epoch = nextEpoch();
  for (const run of runs) run.start(epoch);
}

async function runInTurn(runs: readonly StagedRun[]): Promise<void> {
  for (const run of runs) {
    if (run.isOver) continue;
    await run.prepare();
    run.start(nextEpoch());
    await run.done;
  }
}
