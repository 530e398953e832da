import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, REASON_CODE, type Reason, reasonOf } from '../events.ts';
import type { Trace } from '../trace.ts';
import { ACTOR_STATUSES, EMPTY_QUEUE, StateColumns } from './state-columns.ts';

/** What an actor is doing, or whether it is there at all. */
export type ActorStatus = (typeof ACTOR_STATUSES)[number];

/** How an actor can have come to its end. */
export type EndedStatus = Extract<ActorStatus, 'finished' | 'failed' | 'cancelled'>;

/** Whether an actor of this status has come to its end. */
export const isEnded = (status: ActorStatus): status is EndedStatus =>
  status === 'finished' || status === 'failed' || status === 'cancelled';

/** A deadline that an actor has set with an event loop. */
export interface Timer {
  readonly actor: ActorId;
  /** Program seconds. */
  readonly deadline: Seconds;
}

const NOBODY: readonly ActorId[] = [];

/**
 * Everything that holds at one moment of a trace: after its first `count` events. Columns by actor, so that a copy is
 * cheap; questions about locks and queues are answered from them. To those who are given one it never changes.
 */
export class TraceState {
  readonly #trace: Trace;
  readonly #columns: StateColumns;
  /** How many events have happened. */
  readonly count: number;

  private constructor(trace: Trace, columns: StateColumns, count: number) {
    this.#trace = trace;
    this.#columns = columns;
    this.count = count;
  }

  /** The state before the first event. */
  static before(trace: Trace): TraceState {
    return new TraceState(trace, new StateColumns(trace.actors.length, null), 0);
  }

  /** The time of the last event that has happened; 0 before the first. */
  get time(): Seconds {
    return seconds(this.count === 0 ? 0 : (this.#trace.events.time[this.count - 1] as number));
  }

  /** How many lines have been printed: a line counts from its newline on. */
  get printed(): number {
    return this.#columns.printed;
  }

  statusOf(actor: ActorId): ActorStatus {
    return ACTOR_STATUSES[this.#columns.status[actor] ?? -1] ?? 'absent';
  }

  /** Why it is ready and does not run, or what it is waiting for; `none` in other states. */
  reasonOf(actor: ActorId): Reason {
    return reasonOf(this.#columns.reason[actor] ?? REASON_CODE.none);
  }

  /** Whom its state is about: the core it runs on, the lock it is blocked on, whom it waits for. */
  subjectOf(actor: ActorId): ActorId {
    return (this.#columns.subject[actor] ?? NO_ACTOR) as ActorId;
  }

  /** When its present state began; `undefined` before its first. */
  sinceOf(actor: ActorId): Seconds | undefined {
    const event = this.#columns.changed[actor] ?? -1;
    return event < 0 ? undefined : seconds(this.#trace.events.time[event] as number);
  }

  /** The index of the event that began its present state; -1 before its first. */
  changeOf(actor: ActorId): number {
    return this.#columns.changed[actor] ?? -1;
  }

  /** The line of the listing it is on, counted from 1; 0 before its first. */
  lineOf(actor: ActorId): number {
    return this.#columns.line[actor] ?? 0;
  }

  /** Its open frames, outermost first. */
  framesOf(actor: ActorId): readonly string[] {
    const names: string[] = [];
    for (let call = this.#columns.frames.get(actor) ?? null; call; call = call.below) names.push(call.name);
    return names.reverse();
  }

  /** What it works on: a thread or core on a task, a task on a job. */
  carriedBy(actor: ActorId): ActorId {
    return (this.#columns.carried[actor] ?? NO_ACTOR) as ActorId;
  }

  /** The last of the chain of what it works on; the actor itself when that is nothing. */
  innermost(actor: ActorId): ActorId {
    let current = actor;
    for (let depth = 0; depth < this.#columns.carried.length; depth++) {
      const next = this.carriedBy(current);
      if (next === NO_ACTOR) break;
      current = next;
    }
    return current;
  }

  /** Who holds a lock, in the order they got it. More than one only for a semaphore. */
  holders(lock: ActorId): readonly ActorId[] {
    return this.#columns.holders.get(lock) ?? NOBODY;
  }

  /** The lock it has asked for and has not got; `NO_ACTOR` when there is none. */
  requestOf(actor: ActorId): ActorId {
    return (this.#columns.requested[actor] ?? NO_ACTOR) as ActorId;
  }

  /** When it asked for the lock that it has not got; `undefined` when there is none. */
  requestedSince(actor: ActorId): Seconds | undefined {
    if (this.requestOf(actor) === NO_ACTOR) return undefined;
    return seconds(this.#trace.events.time[this.#columns.requestedAt[actor] as number] as number);
  }

  /**
   * Who has asked for a lock and has not got it, in the order they asked; for the GIL also the threads that are ready
   * for want of it, since a thread that has been made to let go asks for it again without a word. O(actors).
   */
  waiters(lock: ActorId): readonly ActorId[] {
    const asked = (actor: number): boolean => this.#columns.requested[actor] === lock;
    const order = (actor: number): number =>
      (asked(actor) ? this.#columns.requestedAt : this.#columns.changed)[actor] as number;
    return this.#actorsWhere((actor) => asked(actor) || this.#wantsGil(actor, lock), order);
  }

  /** Who has asked the holder of a lock to let go since it got it; `NO_ACTOR` when nobody has. */
  dropRequestedBy(lock: ActorId): ActorId {
    return (this.#columns.dropRequest[lock] ?? NO_ACTOR) as ActorId;
  }

  /** The value of a variable as text; `null` before it is first read or written. */
  valueOf(variable: ActorId): string | null {
    return this.#trace.texts[this.#columns.text[variable] ?? -1] ?? null;
  }

  /** The items in a queue as texts, the oldest first. */
  itemsIn(queue: ActorId): readonly string[] {
    return (this.#columns.queues.get(queue) ?? EMPTY_QUEUE).items;
  }

  /** `Type: message` of an actor that has failed, else `null`. */
  errorOf(actor: ActorId): string | null {
    return this.statusOf(actor) === 'failed'
      ? (this.#trace.texts[this.#columns.text[actor] ?? -1] ?? null)
      : null;
  }

  /** The deadlines set with an event loop and not yet met, the next one first. O(actors). */
  timers(loop: ActorId): readonly Timer[] {
    const deadline = (actor: number): number => this.#columns.deadline[actor] as number;
    return this.#actorsWhere((actor) => this.#columns.timerLoop[actor] === loop, deadline).map((actor) => ({
      actor,
      deadline: seconds(deadline(actor)),
    }));
  }

  /** The tasks that are ready to be stepped by an event loop, the next one first. O(actors). */
  readyQueue(loop: ActorId): readonly ActorId[] {
    const isQueued = (actor: number): boolean => {
      if (
        this.#columns.status[actor] !== EVENT_CODE.ready ||
        this.#columns.reason[actor] !== REASON_CODE.loop
      )
        return false;
      const subject = this.#columns.subject[actor] as ActorId;
      return subject === loop || (subject === NO_ACTOR && this.#trace.actors[actor]?.parent === loop);
    };
    return this.#actorsWhere(isQueued, (actor) => this.#columns.changed[actor] as number);
  }

  /** The number of the iteration that an event loop is in; 0 before its first. */
  iterationOf(loop: ActorId): number {
    return this.#columns.number[loop] ?? 0;
  }

  /** The share of its work that an actor has done, 0 to 1. */
  progressOf(actor: ActorId): number {
    return this.#columns.number[actor] ?? 0;
  }

  /**
   * The state when further events have happened, `count` of them in all; this one stays as it is.
   *
   * @param count not less than this state's own.
   * @param trace the same trace, as far as it has been recorded by now.
   */
  advancedTo(count: number, trace: Trace): TraceState {
    const columns = new StateColumns(trace.actors.length, this.#columns);
    for (let index = this.count; index < count; index++) columns.apply(trace, index);
    return new TraceState(trace, columns, count);
  }

  #wantsGil(actor: number, lock: ActorId): boolean {
    return (
      this.#columns.subject[actor] === lock &&
      this.#columns.status[actor] === EVENT_CODE.ready &&
      this.#columns.reason[actor] === REASON_CODE.gil &&
      this.#trace.actors[actor]?.kind === 'thread'
    );
  }

  #actorsWhere(belongs: (actor: number) => boolean, order: (actor: number) => number): ActorId[] {
    const found: ActorId[] = [];
    for (let actor = 0; actor < this.#columns.status.length; actor++)
      if (belongs(actor)) found.push(actor as ActorId);
    return found.sort((one, other) => order(one) - order(other));
  }
}
