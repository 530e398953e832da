import { type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import { newlinesIn } from '../standard-output.ts';
import type { Trace } from '../trace.ts';

/** What an actor is doing, or whether it is there at all. The first eight are those of the state events, in order. */
export const ACTOR_STATUSES = [
  'starting',
  'ready',
  'running',
  'waiting',
  'blocked',
  'finished',
  'failed',
  'cancelled',
  'created',
  'absent',
] as const;

const CREATED = ACTOR_STATUSES.indexOf('created');
const ABSENT = ACTOR_STATUSES.indexOf('absent');

/** A call that has not returned, on top of those below it. States share them: a copy of a state copies none. */
interface OpenCall {
  readonly name: string;
  /** `null` for the outermost. */
  readonly below: OpenCall | null;
}

const NOBODY: readonly ActorId[] = [];

/** What is in a queue. */
export interface QueueContents {
  /** As texts, the oldest first. */
  readonly items: readonly string[];
  /** How many more have been taken out than were put in: clocks of workers without shared memory differ a little. */
  readonly owed: number;
}

export const EMPTY_QUEUE: QueueContents = { items: [], owed: 0 };

const afterPut = ({ items, owed }: QueueContents, item: string): QueueContents =>
  owed > 0 ? { items, owed: owed - 1 } : { items: [...items, item], owed };

const afterGet = ({ items, owed }: QueueContents): QueueContents =>
  items.length === 0 ? { items, owed: owed + 1 } : { items: items.slice(1), owed };

/**
 * The state of a trace as columns by actor, moved on by one event at a time. Copying one is a handful of block copies,
 * which is what makes keyframes cheap; what is asked of it is in state.ts.
 */
export class StateColumns {
  /** Codes of `ACTOR_STATUSES`. */
  readonly status: Uint8Array;
  readonly reason: Uint8Array;
  readonly subject: Int32Array;
  /** The event that began the present status; -1 before the first. */
  readonly changed: Int32Array;
  readonly line: Int32Array;
  readonly carried: Int32Array;
  /** The lock that was asked for and not got, and the event that asked. */
  readonly requested: Int32Array;
  readonly requestedAt: Int32Array;
  /** By lock: who asked its holder to let go. */
  readonly dropRequest: Int32Array;
  /** By variable its value, by failed actor its error: indices into the texts. */
  readonly text: Int32Array;
  /** The loop that a deadline was set with, and the deadline. */
  readonly timerLoop: Int32Array;
  readonly deadline: Float64Array;
  /** By loop its iteration, by any other actor its progress. */
  readonly number: Float64Array;
  readonly frames: Map<ActorId, OpenCall | null>;
  readonly holders: Map<ActorId, readonly ActorId[]>;
  readonly queues: Map<ActorId, QueueContents>;
  printed: number;

  /** The state before the first event of a trace with so many actors, or a copy of another with room for them. */
  constructor(actors: number, from: StateColumns | null) {
    this.status = column(from?.status, actors, () => new Uint8Array(actors).fill(ABSENT));
    this.reason = column(from?.reason, actors, () => new Uint8Array(actors));
    this.subject = column(from?.subject, actors, () => new Int32Array(actors).fill(NO_ACTOR));
    this.changed = column(from?.changed, actors, () => new Int32Array(actors).fill(-1));
    this.line = column(from?.line, actors, () => new Int32Array(actors));
    this.carried = column(from?.carried, actors, () => new Int32Array(actors).fill(NO_ACTOR));
    this.requested = column(from?.requested, actors, () => new Int32Array(actors).fill(NO_ACTOR));
    this.requestedAt = column(from?.requestedAt, actors, () => new Int32Array(actors).fill(-1));
    this.dropRequest = column(from?.dropRequest, actors, () => new Int32Array(actors).fill(NO_ACTOR));
    this.text = column(from?.text, actors, () => new Int32Array(actors).fill(-1));
    this.timerLoop = column(from?.timerLoop, actors, () => new Int32Array(actors).fill(NO_ACTOR));
    this.deadline = column(from?.deadline, actors, () => new Float64Array(actors));
    this.number = column(from?.number, actors, () => new Float64Array(actors));
    this.frames = new Map(from?.frames);
    this.holders = new Map(from?.holders);
    this.queues = new Map(from?.queues);
    this.printed = from?.printed ?? 0;
  }

  /** Lets the event at this index of the trace happen. */
  apply({ events, texts }: Trace, index: number): void {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const value = events.value[index] as number;
    if (isStateCode(code)) {
      this.#change(index, code, actor, subject, value);
      return;
    }
    switch (code) {
      case EVENT_CODE.create:
        this.status[actor] = CREATED;
        break;
      case EVENT_CODE.carry:
        this.carried[actor] = subject;
        break;
      case EVENT_CODE.line:
        this.line[actor] = value;
        break;
      case EVENT_CODE.call:
        this.frames.set(actor, { name: texts[value] ?? '', below: this.frames.get(actor) ?? null });
        break;
      case EVENT_CODE.return:
        this.frames.set(actor, this.frames.get(actor)?.below ?? null);
        break;
      case EVENT_CODE.print:
        this.printed++;
        break;
      case EVENT_CODE.output:
        this.printed += newlinesIn(texts[value] ?? '');
        break;
      case EVENT_CODE.request:
        this.requested[actor] = subject;
        this.requestedAt[actor] = index;
        break;
      case EVENT_CODE.acquire:
        if (this.requested[actor] === subject) this.requested[actor] = NO_ACTOR;
        this.holders.set(subject, [...(this.holders.get(subject) ?? NOBODY), actor]);
        this.dropRequest[subject] = NO_ACTOR;
        break;
      case EVENT_CODE.release:
        this.#release(actor, subject);
        break;
      case EVENT_CODE['drop-request']:
        this.dropRequest[subject] = actor;
        break;
      case EVENT_CODE.read:
      case EVENT_CODE.write:
        this.text[subject] = value;
        break;
      case EVENT_CODE.put:
        this.queues.set(subject, afterPut(this.queues.get(subject) ?? EMPTY_QUEUE, texts[value] ?? ''));
        break;
      case EVENT_CODE.get:
        this.queues.set(subject, afterGet(this.queues.get(subject) ?? EMPTY_QUEUE));
        break;
      case EVENT_CODE.timer:
        this.timerLoop[actor] = subject;
        this.deadline[actor] = value;
        break;
      case EVENT_CODE.iteration:
      case EVENT_CODE.progress:
        this.number[actor] = value;
        break;
    }
  }

  #change(index: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    const hasReason = code === EVENT_CODE.ready || code === EVENT_CODE.wait;
    this.status[actor] = code;
    this.reason[actor] = hasReason ? value : REASON_CODE.none;
    this.subject[actor] = subject;
    this.changed[actor] = index;
    if (code === EVENT_CODE.fail) this.text[actor] = value;
    if (code === EVENT_CODE.run || isEndCode(code)) this.timerLoop[actor] = NO_ACTOR;
    if (isEndCode(code)) this.requested[actor] = NO_ACTOR;
  }

  /** Python lets another than the holder release a lock; then the first holder has lost it. */
  #release(actor: ActorId, lock: ActorId): void {
    const holders = this.holders.get(lock) ?? NOBODY;
    const index = Math.max(holders.indexOf(actor), 0);
    this.holders.set(lock, holders.toSpliced(index, 1));
    this.dropRequest[lock] = NO_ACTOR;
  }
}

/** A copy of a column. It is longer where actors have come since, and new where there is none. */
function column<Column extends Float64Array | Int32Array | Uint8Array>(
  from: Column | undefined,
  actors: number,
  create: () => Column,
): Column {
  if (from?.length === actors) return from.slice() as Column;
  const created = create();
  if (from) created.set(from);
  return created;
}
