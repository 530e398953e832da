import { type Mode, modeKey } from '../src/program/modes.ts';
import { type SimulationOptions, simulate } from '../src/sim/simulate.ts';
import { canBeStepped, type SteppedRun, stepThrough } from '../src/sim/stepped-run.ts';
import { leftOutInWords } from '../src/stage/replay/left-out.ts';
import type { Trace } from '../src/trace/trace.ts';
import { UsageError, type Workload } from './request.ts';

/** A run of a workload. */
interface ModelledRun {
  /** Its mode: `Threads + lock`. */
  readonly title: string;
  readonly trace: Trace;
  /** How it followed a schedule, if it did. */
  readonly stepped: SteppedRun | null;
}

/** Runs a workload in its modes. @throws UsageError where the model cannot. */
export function modelledRuns({ scenario, page }: Workload): readonly ModelledRun[] {
  const { parameters, machine, seed } = page;
  return page.modes.map((mode) => {
    const { title } = scenario.modes.find((offer) => offer.mode === mode) ?? { title: modeKey(mode) };
    try {
      const stepped = steppedRun(mode, { parameters, machine, seed });
      const trace = stepped?.trace ?? simulate(scenario, mode, { parameters, machine, seed });
      return { title, trace, stepped };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`${title} cannot be modelled: ${error instanceof Error ? error.message : error}`);
    }
  });

  function steppedRun(mode: Mode, options: SimulationOptions): SteppedRun | null {
    const { schedule } = page;
    if (schedule?.mode !== modeKey(mode)) return null;
    if (!canBeStepped(scenario, mode, parameters))
      throw new UsageError(`No threads share anything in ${schedule.mode}: there is no order to choose.`);
    return stepThrough(scenario, mode, options, schedule.steps, schedule.isUnfinished ? 'stop' : 'finish');
  }
}

/** What of a schedule could not be followed, in words. */
export const noticesOf = (
  { page: { schedule } }: Workload,
  runs: readonly ModelledRun[],
): readonly string[] =>
  runs.flatMap(({ stepped }) => {
    const leftOut = stepped && schedule && leftOutInWords(schedule.steps, stepped.schedule);
    return leftOut ? [leftOut] : [];
  });
