import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, type ActorKind, NO_ACTOR } from './actors.ts';
import { EVENT_CODE, type EventKind } from './events.ts';
import type { Recorder } from './recorder.ts';
import type { EventLog, RunError, Trace } from './trace.ts';

/** What a trace says about its run besides what happened in it. */
export type TraceHeader = Omit<Trace, 'duration' | 'actors' | 'events' | 'texts' | 'error'>;

const FIRST_CAPACITY = 1024;

/** An event log that grows as events are appended; columns double when they are full. */
export class GrowingLog implements EventLog {
  length = 0;
  time = new Float64Array(FIRST_CAPACITY);
  kind = new Uint8Array(FIRST_CAPACITY);
  actor = new Int32Array(FIRST_CAPACITY);
  subject = new Int32Array(FIRST_CAPACITY);
  value = new Float64Array(FIRST_CAPACITY);

  /** Appends an event. Its kind is a code of `EVENT_KINDS`. */
  append(time: number, kind: number, actor: number, subject: number, value: number): void {
    const index = this.length;
    if (index === this.time.length) this.#grow();
    this.time[index] = time;
    this.kind[index] = kind;
    this.actor[index] = actor;
    this.subject[index] = subject;
    this.value[index] = value;
    this.length = index + 1;
  }

  #grow(): void {
    const capacity = this.time.length * 2;
    const time = new Float64Array(capacity);
    const kind = new Uint8Array(capacity);
    const actor = new Int32Array(capacity);
    const subject = new Int32Array(capacity);
    const value = new Float64Array(capacity);
    time.set(this.time);
    kind.set(this.kind);
    actor.set(this.actor);
    subject.set(this.subject);
    value.set(this.value);
    this.time = time;
    this.kind = kind;
    this.actor = actor;
    this.subject = subject;
    this.value = value;
  }
}

/**
 * Collects actors, texts and events, in order, into a trace.
 *
 * As a `Recorder` it stamps events with `now`, which its owner (the simulator) sets; a reader of recorded events appends
 * them with their own times instead. Time never goes back: an event earlier than its predecessor is an error of the
 * caller, for an order that was repaired silently would not be what happened.
 */
export class TraceBuilder implements Recorder {
  /** The time of the events recorded from here on. */
  now: Seconds = seconds(0);
  readonly #log = new GrowingLog();
  readonly #actors: Actor[] = [];
  readonly #texts: string[] = [];
  readonly #textIndex = new Map<string, number>();
  #last = 0;

  /** How many events it holds. */
  get length(): number {
    return this.#log.length;
  }

  actor(kind: ActorKind, name: string, parent: ActorId, by: ActorId): ActorId {
    const id = this.addActor(kind, name, parent);
    this.record('create', id, by);
    return id;
  }

  /** Adds an actor without an event, as a reader does that has the event already. */
  addActor(kind: ActorKind, name: string, parent: ActorId): ActorId {
    const id = this.#actors.length as ActorId;
    this.#actors.push({ id, kind, name, parent });
    return id;
  }

  record(kind: EventKind, actor: ActorId, subject: ActorId = NO_ACTOR, value = 0): void {
    this.append(this.now, EVENT_CODE[kind], actor, subject, value);
  }

  /**
   * Appends an event with a time of its own.
   *
   * @throws RangeError when it is earlier than the event before it.
   */
  append(time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    if (!(time >= this.#last)) {
      throw new RangeError(
        `Event ${this.#log.length} at ${time} s is earlier than the one before, at ${this.#last} s.`,
      );
    }
    this.#last = time;
    this.#log.append(time, code, actor, subject, value);
  }

  text(content: string): number {
    const known = this.#textIndex.get(content);
    if (known !== undefined) return known;
    const index = this.#texts.length;
    this.#texts.push(content);
    this.#textIndex.set(content, index);
    return index;
  }

  /**
   * The trace so far. It shares the builder's columns, so it is cheap to take while a run goes on; a view taken earlier
   * keeps its length but not necessarily the newest columns.
   *
   * @param duration how long the run lasts so far; the time of the last event unless given.
   */
  view(header: TraceHeader, error: RunError | null = null, duration = seconds(this.#last)): Trace {
    const { length, time, kind, actor, subject, value } = this.#log;
    return {
      ...header,
      duration,
      actors: this.#actors,
      events: { length, time, kind, actor, subject, value },
      texts: this.#texts,
      error,
    };
  }
}
