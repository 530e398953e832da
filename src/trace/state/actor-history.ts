import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isStateCode, REASON_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';

/** What a state does not tell: when things about it began, and what the trace knows to come. */
export interface ActorHistory {
  /**
   * When the actor's state changes next, after the first `count` events; `undefined` where the trace does not tell, as it
   * ends before or is still being recorded.
   */
  nextChange(actor: ActorId, count: number): Seconds | undefined;
  /** Since when a holder has had a lock, after the first `count` events; `undefined` where it has not. */
  heldSince(lock: ActorId, holder: ActorId, count: number): Seconds | undefined;
  /** Whether the next thing that an actor does with a queue is to put or to get; `undefined` where there is none. */
  nextQueueUse(actor: ActorId, count: number): 'put' | 'get' | undefined;
  /** Whether the last that an actor did before its present state was to write to the standard output. */
  hasJustWritten(actor: ActorId, writer: ActorId, count: number): boolean;
  /** The threads that have ever worked for an executor, in the order in which they began to. */
  workersOf(pool: ActorId): readonly ActorId[];
  /** The tasks that an actor creates, in order. */
  tasksCreatedBy(actor: ActorId): readonly ActorId[];
}

/** Makes a reader of the history of a growing trace. */
export const createHistoryReader = (): TraceReader<ActorHistory> =>
  createGrowingReader(({ actors }) => new GrowingHistory(actors));

/** How far back a state's cause is looked for: threads that run at once record between the two. */
const NEIGHBOURHOOD = 24;

/** Lists of event numbers, ascending, by an actor they concern. */
type EventLists = number[][];

class GrowingHistory implements ActorHistory, Reading<ActorHistory> {
  readonly #actors: readonly Actor[];
  readonly #changes: EventLists = [];
  readonly #queueUses: EventLists = [];
  /** By lock. */
  readonly #acquisitions: EventLists = [];
  readonly #workers = new Map<ActorId, Set<ActorId>>();
  readonly #created = new Map<ActorId, ActorId[]>();
  /** The executor that a job was given to. */
  readonly #poolOf = new Map<ActorId, ActorId>();
  #trace: Trace | null = null;

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  read(trace: Trace, from: number): ActorHistory {
    this.#trace = trace;
    for (let event = from; event < trace.events.length; event++) this.#note(trace, event);
    return this;
  }

  nextChange(actor: ActorId, count: number): Seconds | undefined {
    const changes = this.#changes[actor] ?? [];
    return this.#timeOf(changes[countUpTo(changes, count - 1)]);
  }

  heldSince(lock: ActorId, holder: ActorId, count: number): Seconds | undefined {
    const acquisitions = this.#acquisitions[lock] ?? [];
    const actor = this.#trace?.events.actor;
    for (let index = countUpTo(acquisitions, count - 1) - 1; index >= 0; index--) {
      const event = acquisitions[index] as number;
      if (actor?.[event] === holder) return this.#timeOf(event);
    }
    return undefined;
  }

  nextQueueUse(actor: ActorId, count: number): 'put' | 'get' | undefined {
    const uses = this.#queueUses[actor] ?? [];
    const event = uses[countUpTo(uses, count - 1)];
    if (event === undefined) return undefined;
    return this.#trace?.events.kind[event] === EVENT_CODE.put ? 'put' : 'get';
  }

  hasJustWritten(actor: ActorId, writer: ActorId, count: number): boolean {
    const changes = this.#changes[actor] ?? [];
    const changed = changes[countUpTo(changes, count - 1) - 1];
    if (changed === undefined || !this.#trace) return false;
    const { events } = this.#trace;
    const earliest = Math.max(0, changed - NEIGHBOURHOOD);
    for (let event = changed - 1; event >= earliest; event--) {
      if (events.actor[event] === writer) return events.kind[event] === EVENT_CODE.output;
    }
    return false;
  }

  workersOf(pool: ActorId): readonly ActorId[] {
    return [...(this.#workers.get(pool) ?? [])];
  }

  tasksCreatedBy(actor: ActorId): readonly ActorId[] {
    return this.#created.get(actor) ?? [];
  }

  #timeOf(event: number | undefined): Seconds | undefined {
    return event === undefined ? undefined : seconds(this.#trace?.events.time[event] as number);
  }

  #note({ events }: Trace, event: number): void {
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    if (isStateCode(code)) {
      append(this.#changes, actor, event);
      const reason = events.value[event];
      if (code === EVENT_CODE.ready && reason === REASON_CODE.pool) this.#poolOf.set(actor, subject);
      if (code === EVENT_CODE.wait && reason === REASON_CODE.work) this.#employ(subject, actor);
      return;
    }
    switch (code) {
      case EVENT_CODE.create:
        if (subject !== NO_ACTOR && this.#actors[actor]?.kind === 'task') {
          const created = this.#created.get(subject);
          if (created) created.push(actor);
          else this.#created.set(subject, [actor]);
        }
        return;
      case EVENT_CODE.carry: {
        const pool = this.#poolOf.get(subject);
        if (pool !== undefined && this.#actors[actor]?.kind === 'thread') this.#employ(pool, actor);
        return;
      }
      case EVENT_CODE.acquire:
        append(this.#acquisitions, subject, event);
        return;
      case EVENT_CODE.put:
      case EVENT_CODE.get:
        append(this.#queueUses, actor, event);
    }
  }

  #employ(pool: ActorId, worker: ActorId): void {
    const workers = this.#workers.get(pool);
    if (workers) workers.add(worker);
    else this.#workers.set(pool, new Set([worker]));
  }
}

function append(lists: EventLists, actor: ActorId, event: number): void {
  const list = lists[actor];
  if (list) list.push(event);
  else lists[actor] = [event];
}
