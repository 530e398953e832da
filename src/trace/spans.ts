import { type ActorId, NO_ACTOR } from './actors.ts';
import type { Reason } from './events.ts';
import { reasonOf } from './events.ts';

/**
 * The states a span can show. Their codes, the places in this list, are those of the state events that begin them:
 * `start`, `ready`, `run`, `wait`, `block`.
 */
export const SPAN_STATES = ['starting', 'ready', 'running', 'waiting', 'blocked'] as const;
export type SpanState = (typeof SPAN_STATES)[number];

/** How many states there are: the stride of columns that hold a number for each. */
export const SPAN_STATE_COUNT = SPAN_STATES.length;

/** The code of each state in the `state` column. */
export const SPAN_STATE_CODE = { starting: 0, ready: 1, running: 2, waiting: 3, blocked: 4 } as const;

/**
 * The states of one lane over time, as columns: in order, never overlapping. Only the first `length` entries count. All
 * spans but the last have ended; the last may be open, with an end of `Infinity`, until its lane's state changes.
 */
export interface Spans {
  readonly length: number;
  /** Program seconds. */
  readonly start: Float64Array;
  /** Program seconds; `Infinity` while the span is open. Equal to `start` for a state that took no time. */
  readonly end: Float64Array;
  /** Codes of `SPAN_STATES`. */
  readonly state: Uint8Array;
  /** The actor whose colour the span has: the lane's own task, or the innermost that its thread or core worked on. */
  readonly identity: Int32Array;
  /** Whom the state is about: the core it runs on, the lock or actor it waits for; `NO_ACTOR` where nobody. */
  readonly subject: Int32Array;
  /** Codes of `REASONS`. */
  readonly reason: Uint8Array;
}

/** One span, read from the columns. */
export interface Span {
  readonly start: number;
  /** `Infinity` while the span is open. */
  readonly end: number;
  readonly state: SpanState;
  readonly identity: ActorId;
  readonly subject: ActorId;
  readonly reason: Reason;
}

/** The state of a code. */
export const spanStateOf = (code: number): SpanState => SPAN_STATES[code] as SpanState;

/**
 * Reads one span from its columns.
 *
 * @throws RangeError when there is no span of that index.
 */
export function spanAt(spans: Spans, index: number): Span {
  if (!(index >= 0 && index < spans.length))
    throw new RangeError(`There is no span ${index} of ${spans.length}.`);
  return {
    start: spans.start[index] as number,
    end: spans.end[index] as number,
    state: spanStateOf(spans.state[index] as number),
    identity: spans.identity[index] as ActorId,
    subject: spans.subject[index] as ActorId,
    reason: reasonOf(spans.reason[index] as number),
  };
}

const FIRST_CAPACITY = 16;

/** Below this capacity columns grow fourfold at a time: there are many lanes, and copying is what takes time. */
const LARGE = 4096;

/** Spans that grow at their end; columns are enlarged when they are full. */
export class GrowingSpans implements Spans {
  length = 0;
  start = new Float64Array(FIRST_CAPACITY);
  end = new Float64Array(FIRST_CAPACITY);
  state = new Uint8Array(FIRST_CAPACITY);
  identity = new Int32Array(FIRST_CAPACITY);
  subject = new Int32Array(FIRST_CAPACITY);
  reason = new Uint8Array(FIRST_CAPACITY);

  /** Whether the last span has not ended. */
  get isOpen(): boolean {
    return this.length > 0 && this.end[this.length - 1] === Number.POSITIVE_INFINITY;
  }

  /** Whom the last span is about; `NO_ACTOR` when there is none. */
  get lastSubject(): number {
    return this.subject[this.length - 1] ?? NO_ACTOR;
  }

  /**
   * Begins a span at a time, ending an open one there. A span that only repeats what the open one says is not begun: the
   * open one goes on.
   *
   * @returns whether a span was begun.
   */
  begin(time: number, state: number, identity: number, subject: number, reason: number): boolean {
    const last = this.length - 1;
    if (last >= 0 && this.end[last] === Number.POSITIVE_INFINITY) {
      if (
        this.state[last] === state &&
        this.identity[last] === identity &&
        this.subject[last] === subject &&
        this.reason[last] === reason
      ) {
        return false;
      }
      this.end[last] = time;
    }
    const index = this.length;
    if (index === this.start.length) this.reserve(index * (index < LARGE ? 4 : 2));
    this.start[index] = time;
    this.end[index] = Number.POSITIVE_INFINITY;
    this.state[index] = state;
    this.identity[index] = identity;
    this.subject[index] = subject;
    this.reason[index] = reason;
    this.length = index + 1;
    return true;
  }

  /** Ends the open span, if there is one. */
  close(time: number): void {
    if (this.isOpen) this.end[this.length - 1] = time;
  }

  /** Gives the rest of the open span another identity: what its lane carries has changed. */
  identify(time: number, identity: number): void {
    const last = this.length - 1;
    if (!this.isOpen || this.identity[last] === identity) return;
    const state = this.state[last] as number;
    this.begin(time, state, identity, this.subject[last] as number, this.reason[last] as number);
  }

  /** Makes room for so many spans in all, where there is less. */
  reserve(capacity: number): void {
    if (capacity <= this.start.length) return;
    this.start = enlarged(this.start, new Float64Array(capacity));
    this.end = enlarged(this.end, new Float64Array(capacity));
    this.state = enlarged(this.state, new Uint8Array(capacity));
    this.identity = enlarged(this.identity, new Int32Array(capacity));
    this.subject = enlarged(this.subject, new Int32Array(capacity));
    this.reason = enlarged(this.reason, new Uint8Array(capacity));
  }
}

function enlarged<Column extends Float64Array | Int32Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
