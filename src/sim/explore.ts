import type { Mode } from '../program/modes.ts';
import type { Scenario } from '../program/scenario.ts';
import { outcomeOf, type RunOutcome } from '../trace/outcome.ts';
import { CausalOrder } from './causal-order.ts';
import { areDependent, type Touch, touchOf } from './dependence.ts';
import { Paused, recordRun, type SimulationOptions } from './recorded-run.ts';
import { type Option, type StepPolicy, StepScheduler } from './step-scheduler.ts';
import type { Schedule } from './stepped-run.ts';
import type { Thread } from './thread.ts';

/** How far to explore. */
export interface ExplorationLimits {
  /** How many runs to make at most; those that turn out to repeat another count too. */
  readonly runs: number;
}

/** An outcome, and how it comes about. */
export interface FoundOutcome {
  readonly outcome: RunOutcome;
  /** How many of the schedules lead to it. */
  readonly schedules: number;
  /** The one with the fewest steps, and of those the one in which threads take turns least often. */
  readonly shortest: Schedule;
}

/** What has been found. */
export interface Exploration {
  /**
   * How many schedules there are, so far. Two count as one when they differ only in the order of steps that do not touch
   * the same thing: no run can tell them apart (Mazurkiewicz traces).
   */
  readonly schedules: number;
  /** How many runs were made to find them. */
  readonly runs: number;
  /** The outcome of most schedules first. */
  readonly outcomes: readonly FoundOutcome[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/** How many runs are made before what has been found is told. */
const RUNS_PER_REPORT = 100;

/** Longest run to follow, in events. */
const EVENT_LIMIT = 100_000;

/**
 * Tries all schedules of a program, each from its start, and tells what comes of them.
 *
 * Of schedules that differ only in the order of independent steps one is run: dynamic partial-order reduction (Flanagan
 * and Godefroid, POPL 2005) with sleep sets (Godefroid 1996). What steps touch is in `dependence.ts`; jobs that wait in an
 * executor's queue are taken to be independent of each other.
 *
 * @param reduce `false` runs every schedule, for comparison.
 * @returns what has been found, when that is all, or the limit is reached; yields what has been found so far before.
 * @throws Error when the scenario does not offer the mode, or its program is at fault.
 */
export function* explore(
  scenario: Scenario,
  mode: Mode,
  options: Omit<SimulationOptions, 'eventLimit'>,
  limits: ExplorationLimits,
  reduce = true,
): Generator<Exploration, Exploration> {
  const path: Branching[] = [];
  const outcomes = new Outcomes();
  let runs = 0;
  for (;;) {
    const policy = new ExploringPolicy(path, reduce);
    const trace = recordRun(
      scenario,
      mode,
      { ...options, eventLimit: EVENT_LIMIT },
      'replayed',
      (machine) => {
        return new StepScheduler(machine, policy);
      },
    );
    runs++;
    if (!policy.repeats) outcomes.add(outcomeOf(trace), policy.order);
    const complete = !advance(path);
    const found = (): Exploration => ({
      schedules: outcomes.schedules,
      runs,
      outcomes: outcomes.found(),
      complete,
    });
    if (complete || runs >= limits.runs) return found();
    if (runs % RUNS_PER_REPORT === 0) yield found();
  }
}

/** A point at which somebody has to go next. */
interface Branching {
  /** What each thread that can go next would touch. */
  readonly options: ReadonlyMap<number, Touch | null>;
  /** Threads whose step from here would repeat a schedule that has been run. */
  readonly asleep: ReadonlyMap<number, Touch | null>;
  /** Threads still to be tried from here. */
  readonly wanted: Set<number>;
  /** Threads that have been tried from here. */
  readonly tried: Set<number>;
  chosen: number;
}

/** Goes on to the next schedule that is to be tried; says whether there is one. */
function advance(path: Branching[]): boolean {
  for (let last = path.at(-1); last; last = path.at(-1)) {
    last.tried.add(last.chosen);
    for (const thread of last.wanted) {
      if (last.tried.has(thread) || last.asleep.has(thread)) continue;
      last.chosen = thread;
      return true;
    }
    path.pop();
  }
  return false;
}

/** Goes along a path of choices, then on as it likes, and notes which other choices are to be tried. */
class ExploringPolicy implements StepPolicy {
  readonly order = new CausalOrder();
  /** Whether all that could have come next has been run before. */
  repeats = false;
  readonly #path: Branching[];
  readonly #reduce: boolean;
  #current: number | null = null;

  constructor(path: Branching[], reduce: boolean) {
    this.#path = path;
    this.#reduce = reduce;
  }

  choose(options: readonly Option[]): Thread {
    const depth = this.order.length;
    const branching = this.#path[depth] ?? this.#branch(options);
    const touches = branching.options;
    if (this.#reduce) for (const [thread, touch] of touches) this.#noteRace(thread, touch);
    const { chosen } = branching;
    this.order.take(chosen, touches.get(chosen) ?? null);
    this.#current = chosen;
    return (options.find(({ thread }) => thread.number === chosen) as Option).thread;
  }

  woken(thread: Thread): void {
    if (this.#current !== null) this.order.follow(thread.number, this.#current);
  }

  joined(thread: Thread, ended: number): void {
    this.order.follow(thread.number, ended);
  }

  /** Makes a new point of choice at the end of the path. */
  #branch(given: readonly Option[]): Branching {
    const options = new Map(given.map(({ thread, operation }) => [thread.number, touchOf(operation)]));
    const asleep = this.#asleep();
    const awake = [...options.keys()].filter((thread) => !asleep.has(thread));
    const chosen = awake.find((thread) => thread === this.#current) ?? awake[0];
    if (chosen === undefined) {
      this.repeats = true;
      throw new Paused();
    }
    const wanted = new Set(this.#reduce ? [chosen] : awake);
    const branching: Branching = { options, asleep, wanted, tried: new Set(), chosen };
    this.#path.push(branching);
    return branching;
  }

  /** Whoever was tried before, or asleep, at the last point, unless the step taken there can change what comes of it. */
  #asleep(): ReadonlyMap<number, Touch | null> {
    const last = this.#path.at(-1);
    if (!last || !this.#reduce) return new Map();
    const taken = last.options.get(last.chosen) ?? null;
    const known = [
      ...last.asleep,
      ...[...last.tried].map((thread) => [thread, last.options.get(thread) ?? null] as const),
    ];
    return new Map(known.filter(([thread, touch]) => thread !== last.chosen && !areDependent(touch, taken)));
  }

  /** Where a thread's next step races with one that was taken, it is to be tried before that one. */
  #noteRace(thread: number, touch: Touch | null): void {
    const index = this.order.raceWith(thread, touch);
    if (index === null) return;
    const branching = this.#path[index] as Branching;
    const able = [...branching.options.keys()].filter(
      (candidate) => candidate === thread || this.order.hasStepTowards(candidate, index, thread),
    );
    const [first] = able.includes(thread) ? [thread] : able;
    if (first === undefined)
      for (const candidate of branching.options.keys()) branching.wanted.add(candidate);
    else branching.wanted.add(first);
  }
}

/** Counts outcomes, and keeps the shortest schedule of each. */
class Outcomes {
  schedules = 0;
  readonly #found = new Map<string, FoundOutcome>();

  add(outcome: RunOutcome, order: CausalOrder): void {
    this.schedules++;
    const known = this.#found.get(outcome.text);
    const shortest = known && known.shortest.length < order.length ? known.shortest : shorter(order, known);
    this.#found.set(outcome.text, { outcome, schedules: (known?.schedules ?? 0) + 1, shortest });
  }

  found(): readonly FoundOutcome[] {
    return [...this.#found.values()].sort((one, other) => other.schedules - one.schedules);
  }
}

function shorter(order: CausalOrder, known: FoundOutcome | undefined): Schedule {
  const schedule = order.straightened();
  const isBetter =
    !known || schedule.length < known.shortest.length || turnsIn(schedule) < turnsIn(known.shortest);
  return isBetter ? schedule : known.shortest;
}

/** How often another thread goes on than before. */
const turnsIn = (schedule: Schedule): number =>
  schedule.filter((thread, index) => index > 0 && thread !== schedule[index - 1]).length;
