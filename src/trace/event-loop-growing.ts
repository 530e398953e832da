import { countUpTo } from '../base/binary-search.ts';
import type { Seconds } from '../base/units.ts';
import type { Actor, ActorId } from './actors.ts';
import { LoopSteps } from './event-loop-steps.ts';

/** The actors that a task has named together, after so many events. */
interface Naming {
  /** The index of the last event that named one. */
  event: number;
  readonly awaited: ActorId[];
}

/** What one event loop has done so far, as columns that grow with its trace. */
export class GrowingLoop {
  readonly actor: ActorId;
  readonly thread: ActorId;
  readonly created: number;
  readonly steps: LoopSteps;
  readonly iterations: number[] = [];
  readonly #namings = new Map<ActorId, Naming[]>();
  /** The events and times by which it went into its selector and came out, and how long it had been in it before. */
  readonly #idleEvent: number[] = [];
  readonly #idleFrom: number[] = [];
  readonly #idleBefore: number[] = [0];
  readonly #wokenEvent: number[] = [];
  #end: { readonly event: number; readonly time: number } | null = null;

  /**
   * @param created the event that created it.
   * @param unit real seconds per program second of waiting.
   */
  constructor({ id, parent }: Actor, created: number, unit: number) {
    this.steps = new LoopSteps(unit);
    this.actor = id;
    this.thread = parent;
    this.created = created;
  }

  /** Whether it is in its selector. */
  get isIdle(): boolean {
    return this.#idleEvent.length > this.#wokenEvent.length;
  }

  /** It goes into its selector. */
  fallIdle(event: number, time: number): void {
    this.#idleEvent.push(event);
    this.#idleFrom.push(time);
  }

  /** It comes out of its selector, if it is in it. */
  wake(event: number, time: number): void {
    if (!this.isIdle) return;
    this.#wokenEvent.push(event);
    const last = this.#idleFrom.length - 1;
    this.#idleBefore.push((this.#idleBefore[last] as number) + time - (this.#idleFrom[last] as number));
  }

  /** It is over. */
  end(event: number, time: number): void {
    if (this.#end) return;
    this.wake(event, time);
    this.steps.end(event, time);
    this.#end = { event, time };
  }

  /** When it was over, if it is by then; else the time itself. */
  present(count: number, time: Seconds): number {
    return this.#end && this.#end.event < count ? this.#end.time : time;
  }

  /** How long it has been in its selector. */
  idleAt(count: number, time: Seconds): number {
    const last = countUpTo(this.#idleEvent, count - 1) - 1;
    if (last < 0) return 0;
    const woken = this.#wokenEvent[last];
    if (woken !== undefined && woken < count) return this.#idleBefore[last + 1] as number;
    return (this.#idleBefore[last] as number) + time - (this.#idleFrom[last] as number);
  }

  /** A task names somebody it waits for; in one event after another, several that it waits for together. */
  name(event: number, task: ActorId, awaited: ActorId): void {
    const namings = this.#namings.get(task) ?? [];
    this.#namings.set(task, namings);
    const last = namings.at(-1);
    if (last?.event === event - 1) {
      last.event = event;
      last.awaited.push(awaited);
    } else namings.push({ event, awaited: [awaited] });
  }

  /** Whom a task has named last, once so many events have happened. */
  awaitedAt(task: ActorId, count: number): readonly ActorId[] {
    return this.#namings.get(task)?.findLast(({ event }) => event < count)?.awaited ?? [];
  }
}
