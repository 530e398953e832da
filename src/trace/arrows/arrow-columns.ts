import { type ActorId, NO_ACTOR } from '../actors.ts';

/**
 * What one actor can do for another, so that it goes on.
 *
 * - `spawn`: one creates another. From the `create` to the first change of state of what is created. A job that a thread or
 *   a task begins itself is a part of it, and no other.
 * - `wake`: one ends a wait of another. From the end of a task to the change of state of who awaited it; where many are
 *   awaited at once, from the last that ended before the waiter went on, unless its event loop was idle in between, for then
 *   time woke it. From a `wake` by a task or thread, as of a cancellation or `set_result`. From a `get` that makes room in a
 *   full queue to the `put` that waited for it. From the creation of a job to the idle worker of an executor that takes it.
 *   Who has slept is woken by nobody.
 * - `hand-over`: from the `release` of a lock to the `acquire` of one who was blocked on it by then; of several, the first
 *   release goes to the first who acquires. Also from the `put` of an item to the `get` of one who waited for it by then.
 * - `gil`: from the `release` of the global interpreter lock to the `acquire` of a thread that wanted it by then.
 * - `join`: from the end of a thread to the change of state of who waited for that end; who waits for an executor to shut
 *   down waits for the last of its workers.
 */
export const ARROW_KINDS = ['spawn', 'wake', 'hand-over', 'gil', 'join'] as const;
export type ArrowKind = (typeof ARROW_KINDS)[number];

/** The code of each kind in the `kind` column: its place in `ARROW_KINDS`. */
export const ARROW_CODE = { spawn: 0, wake: 1, 'hand-over': 2, gil: 3, join: 4 } as const satisfies Record<
  ArrowKind,
  number
>;

/** The kind of a code. */
export const arrowKindOf = (code: number): ArrowKind => ARROW_KINDS[code] as ArrowKind;

/**
 * The arrows of a trace as columns, in the order of their heads. Only the first `length` entries count. Each goes from an
 * actor at one event to another actor at a later one.
 */
export interface Arrows {
  readonly length: number;
  /** Codes of `ARROW_KINDS`. */
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly fromEvent: Int32Array;
  /** Ascending. */
  readonly toEvent: Int32Array;
  /** Program seconds. */
  readonly fromTime: Float64Array;
  /** Program seconds, ascending. */
  readonly toTime: Float64Array;
  /** The lock or queue through which it is handed over; else `NO_ACTOR`. */
  readonly subject: Int32Array;
  /** The task that the actor is or works on at its end of the arrow; `NO_ACTOR` for none. */
  readonly fromTask: Int32Array;
  readonly toTask: Int32Array;
  /** The thread that the actor is or is worked on by; `NO_ACTOR` for none. */
  readonly fromThread: Int32Array;
  readonly toThread: Int32Array;
}

/** One end of an arrow. */
export interface ArrowEnd {
  readonly actor: ActorId;
  readonly event: number;
  /** Program seconds. */
  readonly time: number;
  readonly task: ActorId;
  readonly thread: ActorId;
}

const FIRST_CAPACITY = 64;

/** Arrows that grow at their end; columns are enlarged when they are full. */
export class GrowingArrows implements Arrows {
  length = 0;
  kind = new Uint8Array(FIRST_CAPACITY);
  from = new Int32Array(FIRST_CAPACITY);
  to = new Int32Array(FIRST_CAPACITY);
  fromEvent = new Int32Array(FIRST_CAPACITY);
  toEvent = new Int32Array(FIRST_CAPACITY);
  fromTime = new Float64Array(FIRST_CAPACITY);
  toTime = new Float64Array(FIRST_CAPACITY);
  subject = new Int32Array(FIRST_CAPACITY);
  fromTask = new Int32Array(FIRST_CAPACITY);
  toTask = new Int32Array(FIRST_CAPACITY);
  fromThread = new Int32Array(FIRST_CAPACITY);
  toThread = new Int32Array(FIRST_CAPACITY);

  /** Adds an arrow; none from an actor to itself. */
  add(kind: ArrowKind, from: ArrowEnd, to: ArrowEnd, subject: ActorId = NO_ACTOR): void {
    if (from.actor === to.actor) return;
    const index = this.length;
    if (index === this.kind.length) this.#grow();
    this.kind[index] = ARROW_CODE[kind];
    this.from[index] = from.actor;
    this.to[index] = to.actor;
    this.fromEvent[index] = from.event;
    this.toEvent[index] = to.event;
    this.fromTime[index] = from.time;
    this.toTime[index] = to.time;
    this.subject[index] = subject;
    this.fromTask[index] = from.task;
    this.toTask[index] = to.task;
    this.fromThread[index] = from.thread;
    this.toThread[index] = to.thread;
    this.length = index + 1;
  }

  #grow(): void {
    this.kind = doubled(this.kind, Uint8Array);
    this.from = doubled(this.from, Int32Array);
    this.to = doubled(this.to, Int32Array);
    this.fromEvent = doubled(this.fromEvent, Int32Array);
    this.toEvent = doubled(this.toEvent, Int32Array);
    this.fromTime = doubled(this.fromTime, Float64Array);
    this.toTime = doubled(this.toTime, Float64Array);
    this.subject = doubled(this.subject, Int32Array);
    this.fromTask = doubled(this.fromTask, Int32Array);
    this.toTask = doubled(this.toTask, Int32Array);
    this.fromThread = doubled(this.fromThread, Int32Array);
    this.toThread = doubled(this.toThread, Int32Array);
  }
}

type Column = Uint8Array | Int32Array | Float64Array;

function doubled<Kind extends Column>(column: Kind, make: new (length: number) => Kind): Kind {
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}
