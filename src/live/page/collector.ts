import { Heap } from '../../base/heap.ts';
import type { Seconds } from '../../base/units.ts';
import { type ActorId, type ActorKind, NO_ACTOR } from '../../trace/actors.ts';
import { GrowingLog, TraceBuilder, type TraceHeader } from '../../trace/builder.ts';
import { EVENT_FIELDS, eventKindOf, isEndCode } from '../../trace/events.ts';
import type { RunError, Trace } from '../../trace/trace.ts';
import { NOBODY, ROW, type RowReceiver, readDescription } from '../event-rows.ts';

interface Declaration {
  readonly kind: ActorKind;
  readonly name: string;
  readonly parent: number;
}

/** What one worker has recorded: its events in order, its texts by number. */
class Stream implements RowReceiver {
  readonly log = new GrowingLog();
  readonly texts: string[] = [];
  readonly #declare: (actor: number, declaration: Declaration) => void;
  /** How many of its events are in the trace. */
  position = 0;
  home: number | null = null;

  constructor(declare: (actor: number, declaration: Declaration) => void) {
    this.#declare = declare;
  }

  row(time: number, code: number, actor: number, subject: number, value: number): void {
    switch (code) {
      case ROW.declare: {
        const { kind, name } = readDescription(value);
        this.#declare(actor, { kind, name: this.texts[name] ?? '', parent: subject });
        return;
      }
      case ROW.home:
        this.home = actor;
        return;
      default:
        this.log.append(time, code, actor, subject, value);
    }
  }

  text(number: number, content: string): void {
    this.texts[number] = content;
  }

  /** The time of its next event, or `undefined` where there is none. */
  get nextTime(): number | undefined {
    return this.position < this.log.length ? this.log.time[this.position] : undefined;
  }
}

/**
 * Puts what the workers of a run have recorded into one trace, in the order of time.
 *
 * While the run goes on, events become part of the trace once no earlier one is expected. Should one come too late after
 * all, it is shown at the latest time so far, and the whole trace is put together anew at the end: in the finished trace
 * every event has its own time.
 */
export class Collector {
  readonly #streams: Stream[] = [];
  readonly #declarations = new Map<number, Declaration>();
  #builder = new TraceBuilder();
  #actors = new Map<number, ActorId>();
  #lastTime = 0;
  #anyLate = false;
  #endedTasks = 0;

  /** Opens the stream of one more worker. */
  open(): RowReceiver & { readonly home: number | null } {
    const stream = new Stream((actor, declaration) => this.#declarations.set(actor, declaration));
    this.#streams.push(stream);
    return stream;
  }

  /** The time of the last event in the trace. */
  get lastTime(): number {
    return this.#lastTime;
  }

  /** How many tasks have ended. */
  get endedTasks(): number {
    return this.#endedTasks;
  }

  /** An actor by the number its worker gave it, once the trace knows it. */
  actor(number: number): ActorId | null {
    return this.#resolve(number);
  }

  /** Takes all events up to a time into the trace; says whether there were any. */
  commit(until: number): boolean {
    const before = this.#builder.length;
    this.#merge(until, false);
    return this.#builder.length > before;
  }

  /** Takes everything into the trace, each event at its own time. */
  complete(): void {
    if (this.#streams.some((stream) => (stream.nextTime ?? Number.POSITIVE_INFINITY) < this.#lastTime)) {
      this.#anyLate = true;
    }
    if (this.#anyLate) {
      this.#builder = new TraceBuilder();
      this.#actors = new Map();
      this.#lastTime = 0;
      this.#endedTasks = 0;
      this.#anyLate = false;
      for (const stream of this.#streams) stream.position = 0;
    }
    this.#merge(Number.POSITIVE_INFINITY, true);
  }

  /** Appends an event that no worker recorded, no earlier than the last. */
  append(time: number, code: number, actor: ActorId, text?: string): void {
    const value = text === undefined ? 0 : this.#builder.text(text);
    this.#append(time, code, actor, NO_ACTOR, value);
  }

  /** The trace so far. */
  view(header: TraceHeader, error: RunError | null, duration: Seconds): Trace {
    return this.#builder.view(header, error, duration);
  }

  #merge(until: number, isComplete: boolean): void {
    const queue = new Heap<Stream>();
    const enqueue = (stream: Stream): void => {
      const { nextTime } = stream;
      if (nextTime !== undefined && nextTime <= until) queue.push(nextTime, stream);
    };
    for (const stream of this.#streams) enqueue(stream);
    for (let stream = queue.pop(); stream; stream = queue.pop()) {
      // Its actor has been named, but by a worker that has not been heard yet: what follows has to wait.
      if (!this.#take(stream) && !isComplete) return;
      stream.position++;
      enqueue(stream);
    }
  }

  #take({ log, position, texts }: Stream): boolean {
    const code = log.kind[position] as number;
    const time = log.time[position] as number;
    const actor = this.#resolve(log.actor[position] as number);
    const subject = this.#resolve(log.subject[position] as number);
    if (actor === null || subject === null) return false;
    let value = log.value[position] as number;
    if (EVENT_FIELDS[eventKindOf(code)].meaning === 'text') value = this.#builder.text(texts[value] ?? '');
    if (time < this.#lastTime) this.#anyLate = true;
    this.#append(time, code, actor, subject, value);
    if (isEndCode(code) && this.#declarations.get(log.actor[position] as number)?.kind === 'task')
      this.#endedTasks++;
    return true;
  }

  #append(time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    this.#lastTime = Math.max(this.#lastTime, time);
    this.#builder.append(this.#lastTime, code, actor, subject, value);
  }

  #resolve(number: number): ActorId | null {
    if (number === NOBODY) return NO_ACTOR;
    const known = this.#actors.get(number);
    if (known !== undefined) return known;
    const declaration = this.#declarations.get(number);
    if (!declaration) return null;
    const parent = this.#resolve(declaration.parent);
    if (parent === null) return null;
    const actor = this.#builder.addActor(declaration.kind, declaration.name, parent);
    this.#actors.set(number, actor);
    return actor;
  }
}
