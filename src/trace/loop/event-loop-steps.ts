import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { REASON_CODE, STATE_EVENTS, type StateEventKind } from '../events.ts';

/**
 * From how long a step of a task counts as one that blocks its loop, in program seconds. Source: CPython 3.11,
 * `slow_callback_duration` in Lib/asyncio/base_events.py; in debug mode asyncio warns of every callback that takes as long.
 */
export const SLOW_CALLBACK = seconds(0.1);

/** What the thread of a loop did for some of a step, and where the program was. */
export interface StepPart {
  readonly state: StateEventKind;
  /** The code of the reason of a `ready` or `wait`; 0 in other states. */
  readonly reason: number;
  /** Whom the state is about: the lock it is blocked on, whom it waits for. */
  readonly subject: ActorId;
  /** Whose line it is: the task, or the job that the task works on. */
  readonly actor: ActorId;
  /** The line of the listing, counted from 1; 0 before the first. */
  readonly line: number;
  readonly duration: Seconds;
}

/** One step of a task: from the moment the loop takes it up until it suspends or ends. */
export interface LoopStep {
  readonly task: ActorId;
  /** The index of the event it begins by. */
  readonly begin: number;
  /** The index of the event it ends by; `null` while it is under way. */
  readonly end: number | null;
  readonly from: Seconds;
  /** When it ended, or how far the trace has come. */
  readonly to: Seconds;
}

/**
 * A step that took long enough to block its loop: nothing else of the loop could run meanwhile. Either it waited without
 * `await` for `SLOW_CALLBACK`, or it took so long by the clock on the wall. The two differ in a live run, where waits are
 * shorter than they stand for, and all else takes as long as it takes.
 */
export interface BlockingStep extends LoopStep {
  /** What it was doing, the longest first: never empty. */
  readonly parts: readonly [StepPart, ...StepPart[]];
}

interface GrowingPart extends Omit<StepPart, 'duration'> {
  duration: number;
}

/** What the thread of a loop is doing and where, as its events tell it. */
export type Doing = Omit<StepPart, 'duration'>;

const isSame = (one: Doing, other: Doing): boolean =>
  one.state === other.state &&
  one.reason === other.reason &&
  one.subject === other.subject &&
  one.actor === other.actor &&
  one.line === other.line;

/** The state of a code of a state event. */
export const stateOfCode = (code: number): StateEventKind => STATE_EVENTS[code] ?? 'run';

/** Whether it is a wait for a time or for somebody, which a live run shortens. */
const isScaled = ({ state, reason }: Doing): boolean =>
  state === 'block' || (state === 'wait' && reason !== REASON_CODE.none);

/** The steps that a loop has taken, as columns that grow with the trace. */
export class LoopSteps {
  readonly #task: ActorId[] = [];
  readonly #begin: number[] = [];
  readonly #from: number[] = [];
  readonly #end: number[] = [];
  readonly #to: number[] = [];
  readonly #blocking: BlockingStep[] = [];
  readonly #slowByTheClock: number;
  #parts: GrowingPart[] = [];
  #doing: Doing | null = null;
  #since = 0;

  /** @param unit real seconds per program second of waiting. */
  constructor(unit: number) {
    this.#slowByTheClock = SLOW_CALLBACK / unit;
  }

  /** Whether one is under way. */
  get isUnderWay(): boolean {
    return this.#begin.length > this.#end.length;
  }

  begin(event: number, time: number, task: ActorId, doing: Doing): void {
    this.#task.push(task);
    this.#begin.push(event);
    this.#from.push(time);
    this.#parts = [];
    this.#doing = doing;
    this.#since = time;
  }

  /** From now on the thread does something else, or is elsewhere. Nothing where no step is under way. */
  change(time: number, doing: Doing): void {
    if (!this.isUnderWay) return;
    this.#account(time);
    this.#doing = doing;
  }

  /** Nothing where no step is under way. */
  end(event: number, time: number): void {
    if (!this.isUnderWay) return;
    this.#account(time);
    this.#end.push(event);
    this.#to.push(time);
    const blocking = this.#blockingOf(this.#end.length - 1, time, this.#parts);
    if (blocking) this.#blocking.push(blocking);
  }

  /** Those that blocked the loop and are over, in order. */
  get blockedBefore(): readonly BlockingStep[] {
    return this.#blocking;
  }

  /** How many have begun once so many events have happened. */
  begunAt(count: number): number {
    return countUpTo(this.#begin, count - 1);
  }

  /** How many have begun up to this event and without it. */
  begunBefore(event: number): number {
    return countUpTo(this.#begin, event - 1);
  }

  /** A step by its number, counted from 0, as far as it has come at a time. */
  at(number: number, time: Seconds): LoopStep {
    return {
      task: this.#task[number] ?? NO_ACTOR,
      begin: this.#begin[number] ?? -1,
      end: this.#end[number] ?? null,
      from: seconds(this.#from[number] ?? time),
      to: seconds(this.#to[number] ?? time),
    };
  }

  /** Those that blocked the loop, in order; also the one under way, once it has taken so long. */
  blocking(now: number): readonly BlockingStep[] {
    if (!this.isUnderWay) return this.#blocking;
    const parts = this.#parts.map((part) => ({ ...part }));
    if (this.#doing) add(parts, this.#doing, now - this.#since);
    const open = this.#blockingOf(this.#begin.length - 1, now, parts);
    return open ? [...this.#blocking, open] : this.#blocking;
  }

  #account(time: number): void {
    if (this.#doing && time > this.#since) add(this.#parts, this.#doing, time - this.#since);
    this.#since = time;
  }

  #blockingOf(number: number, time: number, parts: readonly GrowingPart[]): BlockingStep | null {
    const step = this.at(number, seconds(time));
    const whole = step.to - step.from;
    if (whole < SLOW_CALLBACK) return null;
    const waited = parts.reduce((sum, part) => sum + (isScaled(part) ? part.duration : 0), 0);
    if (whole < this.#slowByTheClock && waited < SLOW_CALLBACK) return null;
    const [first, ...others] = parts
      .map((part): StepPart => ({ ...part, duration: seconds(part.duration) }))
      .sort((one, other) => other.duration - one.duration);
    return first ? { ...step, parts: [first, ...others] } : null;
  }
}

function add(parts: GrowingPart[], doing: Doing, duration: number): void {
  const known = parts.findLast((part) => isSame(part, doing));
  if (known) known.duration += duration;
  else parts.push({ ...doing, duration });
}
