import { areDependent, type Touch } from './dependence.ts';

/** For each thread, how many steps of the run must have been taken: up to and including its last one that matters. */
type Clock = readonly number[];

interface OrderedStep {
  readonly thread: number;
  readonly touch: Touch | null;
  readonly clock: Clock;
}

const joined = (one: Clock, other: Clock): number[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, thread) =>
    Math.max(one[thread] ?? 0, other[thread] ?? 0),
  );

/**
 * Which steps of a run must come before which: those of the same thread, those that touch the same thing, and those that
 * started, woke or ended a thread. Steps that are not ordered so can change places, and nothing comes out differently.
 *
 * Held as vector clocks (Mattern 1988).
 */
export class CausalOrder {
  readonly #steps: OrderedStep[] = [];
  readonly #clocks: Clock[] = [];

  /** How many steps have been taken. */
  get length(): number {
    return this.#steps.length;
  }

  /** A thread takes a step. */
  take(thread: number, touch: Touch | null): void {
    let clock: number[] = joined(this.#clockOf(thread), []);
    for (const step of this.#steps) {
      if (step.thread !== thread && areDependent(step.touch, touch)) clock = joined(clock, step.clock);
    }
    while (clock.length <= thread) clock.push(0);
    clock[thread] = this.#steps.length + 1;
    this.#clocks[thread] = clock;
    this.#steps.push({ thread, touch, clock });
  }

  /** A thread goes on because of what another has done so far. */
  follow(thread: number, other: number): void {
    this.#clocks[thread] = joined(this.#clockOf(thread), this.#clockOf(other));
  }

  /**
   * The last step that a thread's next one would change places with: a race between the two. `null` where there is none.
   */
  raceWith(thread: number, touch: Touch | null): number | null {
    if (touch === null) return null;
    const clock = this.#clockOf(thread);
    for (let index = this.#steps.length - 1; index >= 0; index--) {
      const step = this.#steps[index] as OrderedStep;
      if (step.thread === thread || !areDependent(step.touch, touch)) continue;
      return isBefore(index, step, clock) ? null : index;
    }
    return null;
  }

  /** Whether a thread took a step after this one, that its or another's next step must follow. */
  hasStepTowards(candidate: number, after: number, thread: number): boolean {
    const clock = this.#clockOf(thread);
    return this.#steps.some(
      (step, index) => index > after && step.thread === candidate && isBefore(index, step, clock),
    );
  }

  /** The same steps in an order that is as good, in which threads take turns less often. Gives their threads. */
  straightened(): number[] {
    const steps = this.#steps;
    const left = steps.map((_, index) => index);
    const order: number[] = [];
    let last: number | null = null;
    while (left.length > 0) {
      const isNext = (index: number): boolean => {
        const { clock } = steps[index] as OrderedStep;
        return left.every((other) => other === index || !isBefore(other, steps[other] as OrderedStep, clock));
      };
      const next = left.filter(isNext);
      const chosen: number = next.find((index) => steps[index]?.thread === last) ?? (next[0] as number);
      left.splice(left.indexOf(chosen), 1);
      last = (steps[chosen] as OrderedStep).thread;
      order.push(last);
    }
    return order;
  }

  #clockOf(thread: number): Clock {
    return this.#clocks[thread] ?? [];
  }
}

const isBefore = (index: number, { thread }: OrderedStep, clock: Clock): boolean =>
  (clock[thread] ?? 0) > index;
