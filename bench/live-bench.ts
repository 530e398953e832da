import type { Mode } from '../src/program/modes.ts';
import type { ParameterValues } from '../src/program/program.ts';

/** What a live run took, in seconds of its trace. */
export interface Measurement {
  readonly mode: string;
  readonly duration: number;
  /** Before the run's clock started. */
  readonly startUp: number;
  /** The longest time that a process of an executor took to come up, during the run. */
  readonly processStart: number;
  readonly events: number;
  /** Cores of the machine. */
  readonly cores: number;
  /** What it printed, line by line. */
  readonly printed: readonly string[];
}

/** What the bench does in the page. */
export interface LiveBench {
  run(
    scenario: string,
    modes: readonly Mode[],
    unit: number,
    parameters?: ParameterValues,
  ): Promise<readonly Measurement[]>;
  /** How long the model says that a mode takes, in seconds, at the speed that is measured here. */
  predict(scenario: string, mode: Mode): Promise<number>;
  /** How many milliseconds a bare pool takes for a number of jobs, its start included. */
  barePool(workers: number, jobs: number, steps: number): Promise<number>;
  /** The longest task of the main thread during a run of a hundred threads, in milliseconds. */
  longestTask(): Promise<number>;
}
