import { type Seconds, seconds } from '../base/units.ts';
import type { Mode } from '../program/modes.ts';
import type { ParameterValues } from '../program/program.ts';
import { representation } from '../program/representation.ts';
import type { Scenario } from '../program/scenario.ts';
import type { ActorId } from '../trace/actors.ts';
import { EVENT_CODE } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { Paused, recordRun, type SimulationOptions } from './recorded-run.ts';
import { type Option, type StepOperation, type StepPolicy, StepScheduler } from './step-scheduler.ts';
import type { Thread } from './thread.ts';

/** Who goes next, step by step: threads by number, in the order they were started. The main thread is 0. */
export type Schedule = readonly number[];

/** One step of one thread: a micro-step of a statement. */
export interface Step {
  /** The thread by its number. */
  readonly thread: number;
  /** The thread, or the job it works on. */
  readonly actor: ActorId;
  /** What it does; `wake` is the end of a sleep. */
  readonly kind: StepOperation['kind'] | 'wake';
  /** The variable, lock or queue that it is about; `null` where it is about none. */
  readonly object: string | null;
  /** What is written, put or printed, as Python shows it; `null` where nothing is. */
  readonly value: string | null;
}

/** The code of the event that a step of each kind leaves; `null` where it leaves none that others can see. */
export const EVENT_OF_STEP: Readonly<Record<Step['kind'], number | null>> = {
  read: EVENT_CODE.read,
  write: EVENT_CODE.write,
  acquire: EVENT_CODE.request,
  release: EVENT_CODE.release,
  put: EVENT_CODE.put,
  get: EVENT_CODE.get,
  output: EVENT_CODE.output,
  compute: null,
  wake: null,
};

/** A step that has been taken. */
export interface TakenStep extends Step {
  /** When it began, in program seconds. */
  readonly time: Seconds;
}

/** A run that goes as somebody chose, or as far as they have. */
export interface SteppedRun {
  /** What has happened; its provenance is `replayed`. */
  readonly trace: Trace;
  /** The steps taken. */
  readonly steps: readonly TakenStep[];
  /** The steps taken, by thread: what `stepThrough` gives the same run for again. */
  readonly schedule: Schedule;
  /** Who can go next, and what they would do: empty when the run is over. */
  readonly choices: readonly Step[];
}

/** Whether a mode can be run step by step: threads that share something, whose order somebody could choose. */
export function canBeStepped(scenario: Scenario, mode: Mode, parameters: ParameterValues): boolean {
  if (mode.id !== 'threads') return false;
  const { locks = {}, variables = {}, queues = {} } = scenario.programFor(parameters, mode);
  return [locks, variables, queues].some((shared) => Object.keys(shared).length > 0);
}

/** More events than any schedule that a person looks at. */
const EVENT_LIMIT = 200_000;

/**
 * Runs a program as a schedule says.
 *
 * A thread that the schedule names but that cannot go on at its turn takes it as soon as it can: a schedule with steps
 * moved about is still a schedule. What was not taken is not in `SteppedRun.schedule`.
 *
 * @param after what happens when the schedule is at its end: `stop` leaves the run there, `finish` has the same thread go
 *   on for as long as it can, and then the first that can.
 * @throws Error when the scenario does not offer the mode, or its program is at fault.
 */
export function stepThrough(
  scenario: Scenario,
  mode: Mode,
  options: Omit<SimulationOptions, 'eventLimit'>,
  schedule: Schedule,
  after: 'stop' | 'finish',
): SteppedRun {
  const policy = new GivenSchedule(schedule, after);
  const trace = recordRun(scenario, mode, { ...options, eventLimit: EVENT_LIMIT }, 'replayed', (machine) => {
    policy.now = machine.clock.now;
    return new StepScheduler(machine, policy);
  });
  const { steps, choices } = policy;
  return { trace, steps, choices, schedule: steps.map(({ thread }) => thread) };
}

class GivenSchedule implements StepPolicy {
  readonly steps: TakenStep[] = [];
  choices: readonly Step[] = [];
  now: () => Seconds = () => seconds(0);
  readonly #remaining: number[];
  readonly #after: 'stop' | 'finish';

  constructor(schedule: Schedule, after: 'stop' | 'finish') {
    this.#remaining = [...schedule];
    this.#after = after;
  }

  choose(options: readonly Option[]): Thread {
    const option = this.#next(options);
    if (!option) {
      this.choices = options.map(stepOf);
      throw new Paused();
    }
    this.steps.push({ ...stepOf(option), time: this.now() });
    return option.thread;
  }

  #next(options: readonly Option[]): Option | undefined {
    const canGo = (number: number): boolean => options.some(({ thread }) => thread.number === number);
    const position = this.#remaining.findIndex(canGo);
    const [wanted] = position < 0 ? [] : this.#remaining.splice(position, 1);
    if (wanted !== undefined) return options.find(({ thread }) => thread.number === wanted);
    if (this.#after === 'stop') return undefined;
    const last = this.steps.at(-1)?.thread;
    return options.find(({ thread }) => thread.number === last) ?? options[0];
  }
}

function stepOf({ thread, operation }: Option): Step {
  return {
    thread: thread.number,
    actor: thread.current,
    kind: operation?.kind ?? 'wake',
    object: operation && objectOf(operation),
    value: operation && writtenBy(operation),
  };
}

/** The variable, lock or queue that an operation is about. */
export function objectOf(operation: StepOperation): string | null {
  switch (operation.kind) {
    case 'read':
    case 'write':
      return operation.variable;
    case 'acquire':
    case 'release':
      return operation.lock;
    case 'put':
    case 'get':
      return operation.queue;
    default:
      return null;
  }
}

function writtenBy(operation: StepOperation): string | null {
  switch (operation.kind) {
    case 'write':
      return representation(operation.value);
    case 'put':
      return representation(operation.item);
    case 'output':
      return representation(operation.text);
    default:
      return null;
  }
}
