import type { Mode } from '../program/modes.ts';
import type { Scenario } from '../program/scenario.ts';
import { type ActorId, isGil } from '../trace/actors.ts';
import { EVENT_CODE } from '../trace/events.ts';
import { outcomeOf } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { Paused, recordRun, type SimulationOptions } from './recorded-run.ts';
import { type Option, type StepPolicy, StepScheduler } from './step-scheduler.ts';
import { EVENT_OF_STEP, objectOf, type Schedule } from './stepped-run.ts';
import type { Thread } from './thread.ts';

const VISIBLE: ReadonlySet<number | null> = new Set(
  Object.values(EVENT_OF_STEP).filter((event) => event !== null),
);

/** A step as a trace shows it. */
interface SeenStep {
  /** The thread by its number. */
  readonly thread: number;
  /** The code of its event. */
  readonly event: number;
  /** The name of what it touches; `null` for the standard output. */
  readonly object: string | null;
}

/**
 * The schedule that a run took, measured or modelled: stepped through again it touches the same things in the same order.
 * Computations and ends of sleeps, which leave no event that others can see, come right before what follows them.
 *
 * @param options the parameters and machine of the run.
 * @returns `null` where the run cannot be told as a schedule: it was cancelled, it touched things in an order that the
 *   steps of its program do not allow, as may happen without a GIL, or stepping through comes to another outcome.
 * @throws Error when the scenario does not offer the mode, or its program is at fault.
 */
export function scheduleOf(
  trace: Trace,
  scenario: Scenario,
  mode: Mode,
  options: Omit<SimulationOptions, 'eventLimit'>,
): Schedule | null {
  const policy = new Following(stepsSeenIn(trace), trace.error?.type === 'Deadlock');
  const replay = recordRun(
    scenario,
    mode,
    options,
    'replayed',
    (machine) => new StepScheduler(machine, policy),
  );
  if (policy.isLost || outcomeOf(replay).text !== outcomeOf(trace).text) return null;
  return policy.schedule;
}

function stepsSeenIn(trace: Trace): readonly SeenStep[] {
  const { events, actors } = trace;
  const numbers = new Map<ActorId, number>();
  const carriers = new Map<ActorId, ActorId>();
  const seen: SeenStep[] = [];
  const threadOf = (actor: ActorId): number | undefined => {
    let current: ActorId | undefined = actor;
    while (current !== undefined && !numbers.has(current)) current = carriers.get(current);
    return current === undefined ? undefined : numbers.get(current);
  };
  for (let index = 0; index < events.length; index++) {
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const event = events.kind[index] as number;
    const kind = actors[actor]?.kind;
    if (event === EVENT_CODE.create && kind === 'thread') numbers.set(actor, numbers.size);
    if (event === EVENT_CODE.carry && kind !== 'core') carriers.set(subject, actor);
    const object = actors[subject];
    if (!VISIBLE.has(event) || (object && isGil(object))) continue;
    const thread = threadOf(actor);
    if (thread !== undefined) seen.push({ thread, event, object: object?.name ?? null });
  }
  return seen;
}

/** Has threads take the steps that were seen, in their order. */
class Following implements StepPolicy {
  readonly schedule: number[] = [];
  /** Whether a step that was seen cannot be taken at its turn. */
  isLost = false;
  readonly #seen: readonly SeenStep[];
  readonly #isDeadlocked: boolean;
  #next = 0;

  /** @param isDeadlocked whether the run was ended by a deadlock: what others would have done after it was not seen. */
  constructor(seen: readonly SeenStep[], isDeadlocked: boolean) {
    this.#seen = seen;
    this.#isDeadlocked = isDeadlocked;
  }

  choose(options: readonly Option[]): Thread {
    const option = this.#follow(options);
    if (!option) {
      this.isLost = true;
      throw new Paused();
    }
    this.schedule.push(option.thread.number);
    return option.thread;
  }

  #follow(options: readonly Option[]): Option | undefined {
    const seen = this.#seen[this.#next];
    const unseen = ({ operation }: Option): boolean => operation === null || operation.kind === 'compute';
    if (!seen) return options.find(unseen) ?? (this.#isDeadlocked ? options[0] : undefined);
    const option = options.find(({ thread }) => thread.number === seen.thread);
    // It waits for somebody whose own steps cannot be seen.
    if (!option) return options.find(unseen);
    if (option.operation === null || option.operation.kind === 'compute') return option;
    const { kind } = option.operation;
    if (EVENT_OF_STEP[kind] !== seen.event || objectOf(option.operation) !== seen.object) return undefined;
    this.#next++;
    return option;
  }
}
