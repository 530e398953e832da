import { createRandom } from '../base/random.ts';
import { seconds } from '../base/units.ts';
import type { Speeds } from '../program/kernels.ts';
import type { Mode } from '../program/modes.ts';
import type { ParameterValues } from '../program/program.ts';
import type { Scenario } from '../program/scenario.ts';
import { Deadlock } from '../runtime/deadlock.ts';
import { type MachineSettings, recordedParameters } from '../runtime/settings.ts';
import { createSetup, machineOf, offerOf } from '../runtime/setup.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { TraceBuilder, type TraceHeader } from '../trace/builder.ts';
import { findWaitCycle } from '../trace/locks/deadlock.ts';
import { createStateReader } from '../trace/state/state-reader.ts';
import type { Provenance, RunError, Trace } from '../trace/trace.ts';
import { findUnfinished } from '../trace/unfinished.ts';
import { Agenda } from './agenda.ts';
import { type Costs, INITIAL_COSTS } from './costs.ts';
import { Kernel, runErrorOf } from './kernel.ts';
import { LimitExceeded, LimitedRecorder } from './limited-recorder.ts';
import type { Machine } from './scheduler.ts';
import type { Scheduling } from './scheduling.ts';

/** How a run is to be modelled. */
export interface SimulationOptions {
  readonly parameters: ParameterValues;
  readonly machine: MachineSettings;
  /** Decides what a real machine leaves to chance. The same seed gives the same trace, to the byte. */
  readonly seed: number;
  readonly costs?: Partial<Costs>;
  /** How fast kernels compute, where that has been measured; the others compute at the speed of CPython 3.11. */
  readonly speeds?: Speeds;
  /**
   * How many events a run may record, and how many steps its threads may take, before it is stopped with an error; five
   * million unless given.
   */
  readonly eventLimit?: number;
}

const EVENT_LIMIT = 5_000_000;

/** Thrown by a `Scheduling` that has nobody go next: the run stays where it is. */
export class Paused extends Error {}

/**
 * Runs a scenario in a mode on the modelled operating system, and records it. Nothing in it takes real time but the
 * kernels' computing.
 *
 * A program that fails, can never go on (`Deadlock`) or never ends (`LimitExceeded`) gives a trace with an error.
 *
 * @param schedulingFor makes what decides who runs when.
 * @throws Error when the scenario does not offer the mode, or its program is at fault.
 */
export function recordRun(
  scenario: Scenario,
  mode: Mode,
  options: SimulationOptions,
  provenance: Provenance,
  schedulingFor: (machine: Machine) => Scheduling,
): Trace {
  const { parameters, seed, speeds = {} } = options;
  const settings = machineOf(offerOf(scenario, mode), options.machine);
  const setup = createSetup(scenario, mode, parameters);
  const builder = new TraceBuilder();
  const limit = options.eventLimit ?? EVENT_LIMIT;
  const machine: Machine = {
    settings,
    costs: { ...INITIAL_COSTS, ...options.costs },
    speeds,
    clock: { now: () => builder.now },
    agenda: new Agenda(),
    recorder: new LimitedRecorder(builder, limit),
    random: createRandom(seed),
    limit,
  };
  const kernel = new Kernel(machine, setup, schedulingFor(machine), (time) => {
    builder.now = seconds(time);
  });
  const error = run(kernel);
  const header: TraceHeader = {
    scenario: scenario.id,
    mode: mode.id,
    provenance,
    params: recordedParameters(mode, parameters, settings),
    seed,
    machine: {
      cores: settings.cores,
      description: [describe(settings), ...describeComputing([...kernel.kernels], speeds)].join('; '),
    },
  };
  if (error?.type === 'Deadlock') endDeadlock(builder, builder.view(header, error), error);
  return builder.view(header, error);
}

function describe({ cores, gil, switchInterval }: MachineSettings): string {
  const interpreter = gil
    ? `a GIL, switch interval ${Number((switchInterval * 1000).toFixed(3))} ms`
    : 'no GIL';
  return `a model of ${cores} ${cores === 1 ? 'core' : 'cores'}, ${interpreter}`;
}

/** How fast the kernels that a run computed with were taken to be; nothing where it computed with none. */
function describeComputing(kernels: readonly string[], speeds: Speeds): readonly string[] {
  const measured = kernels.flatMap((kernel) => {
    const speed = speeds[kernel];
    return speed === undefined ? [] : [`${(speed * 1e9).toPrecision(2)} ns a step`];
  });
  return [
    ...(measured.length > 0 ? [`computing at ${measured.join(' and ')}, measured in this browser`] : []),
    ...(measured.length < kernels.length ? ['computing at the speed of CPython 3.11'] : []),
  ];
}

/**
 * After a circle of threads that wait for each other, those fail and all others are cut off. Where there is no circle all
 * threads that are left fail, as none of them can go on.
 */
function endDeadlock(builder: TraceBuilder, trace: Trace, { type, message }: RunError): void {
  const cycle = findWaitCycle(trace, createStateReader().at(trace, trace.events.length));
  const stuck = cycle
    ? cycle.map(({ waiter }) => waiter)
    : findUnfinished(trace, []).actors.filter((actor) => trace.actors[actor]?.kind === 'thread');
  if (stuck.length === 0) return;
  const { actors, doomed } = findUnfinished(trace, stuck);
  for (const actor of actors) {
    if (doomed.has(actor)) builder.record('fail', actor, NO_ACTOR, builder.text(`${type}: ${message}`));
    else builder.record('cancel', actor);
  }
}

/** Runs it to its end; gives the error that it ended by, if any. */
function run(kernel: Kernel): RunError | null {
  try {
    const end = kernel.run();
    return end.ok ? null : runErrorOf(end.error);
  } catch (error) {
    if (error instanceof Paused) return null;
    if (error instanceof Deadlock || error instanceof LimitExceeded) return runErrorOf(error);
    throw error;
  }
}
