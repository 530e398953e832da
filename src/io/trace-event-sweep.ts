import { Heap } from '../base/heap.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { TraceBuilder } from '../trace/builder.ts';
import { REASON_CODE } from '../trace/events.ts';
import { FOREIGN_MODE } from '../trace/foreign-run.ts';
import type { Trace } from '../trace/trace.ts';
import { printedText, stateEventOf } from './own-trace-events.ts';
import { addActors, type FileActor } from './trace-event-actors.ts';
import type { Departures } from './trace-event-departures.ts';
import { RECORD, type TraceEventRecords } from './trace-event-records.ts';
import {
  isClusterTask,
  isIdle,
  type TraceEventWriter,
  taskName,
  WRITER_NAMES,
} from './trace-event-source.ts';

/** Which events make a run, and how it is called. */
interface SweepOptions {
  readonly order: Uint32Array;
  /** When the run begins, in microseconds. */
  readonly base: number;
  readonly writer: TraceEventWriter;
  readonly targets: ReadonlyMap<number, number>;
  /** The processes of the run, by what each is called. */
  readonly processes: ReadonlyMap<number, string | null>;
  readonly title: string;
  readonly departures: Departures;
}

/** As many tasks have lanes; a browser’s profile has tens of thousands of asynchronous slices. */
const MOST_TASKS = 2000;

const MOST_VARIABLES = 500;

/** As deep as CPython lets calls nest. */
const MOST_FRAMES = 1000;

/** Rounding of times makes slices reach this far beyond the one around them, in microseconds. */
const ROUNDING = 1;

interface Slice {
  readonly thread: ThreadState;
  readonly name: number;
  /** Microseconds; `Infinity` for one whose end stands apart. */
  readonly end: number;
  isOpen: boolean;
  /** What the slice is in the trace: a frame, a state of ours, nothing to do, or too deep to be shown. */
  readonly as: 'frame' | 'state' | 'idle' | 'deep';
  /** The task that the thread works on meanwhile. */
  readonly task: ActorId;
}

interface ThreadState extends FileActor {
  readonly open: Slice[];
  /** How many of its events are still to come, the ends of slices included. */
  remaining: number;
  /** How many open slices have no end yet. */
  begun: number;
  /** How many open slices are frames. */
  frames: number;
  isThere: boolean;
  isRunning: boolean;
}

interface Operation {
  readonly actor: ActorId;
  /** Its slices that are open, by their names; -1 for one that stands for a state. */
  readonly open: number[];
}

/**
 * Makes the trace of a run of the events of its file, in one pass in the order of their times.
 *
 * Slices are frames of their thread, which runs while one is open and waits, for nobody knows what, in between. What is
 * asynchronous is a task, which waits as far as its thread is not said to work on it.
 */
export const sweep = (records: TraceEventRecords, options: SweepOptions): Trace =>
  new Sweep(records, options).run();

class Sweep {
  readonly #records: TraceEventRecords;
  readonly #options: SweepOptions;
  readonly #builder = new TraceBuilder();
  readonly #threads: readonly (ThreadState | undefined)[];
  readonly #processes: ReadonlyMap<number, ActorId>;
  readonly #present = new Set<ActorId>();
  readonly #variables = new Map<string, ActorId>();
  readonly #operations = new Map<number, Operation | null>();
  readonly #ends = new Heap<Slice>();
  readonly #texts: number[] = [];
  #tasks = 0;
  #running = 0;
  #mostRunning = 0;

  constructor(records: TraceEventRecords, options: SweepOptions) {
    this.#records = records;
    this.#options = options;
    const { processes, threads, surplus } = addActors(this.#builder, records, options);
    this.#processes = processes;
    this.#threads = threads.map(
      (actor) => actor && { ...actor, open: [], begun: 0, frames: 0, isThere: false, isRunning: false },
    );
    options.departures.surplus += surplus;
  }

  run(): Trace {
    const { kind, time, thread } = this.#records;
    const { order, title, writer } = this.#options;
    for (const index of order) {
      const process = this.#records.threads[thread[index] as number]?.process ?? -1;
      if (!this.#processes.has(process)) continue;
      const now = time[index] as number;
      this.#endUntil(now);
      this.#builder.now = this.#secondsAt(now);
      if (kind[index] === RECORD.counter) this.#count(index, process);
      else this.#apply(index, kind[index] as number);
    }
    this.#endUntil(Number.MAX_VALUE);
    this.#endAll();
    const machine = {
      cores: Math.max(1, this.#mostRunning),
      description: `As ${WRITER_NAMES[writer]} recorded it; a file does not say on how many cores. As many are counted as ever ran at once.`,
    };
    return this.#builder.view({
      scenario: title,
      mode: FOREIGN_MODE,
      provenance: 'imported',
      params: {},
      seed: 0,
      machine,
    });
  }

  #apply(index: number, kind: number): void {
    const { thread: threads, time, value } = this.#records;
    const thread = this.#threads[threads[index] as number];
    if (!thread) return;
    const isSlice = kind === RECORD.slice || kind === RECORD.begin;
    this.#enter(thread, isSlice);
    if (isSlice) this.#begin(index, thread, kind === RECORD.slice);
    else if (kind === RECORD.end) this.#endInnermost(thread, time[index] as number);
    else if (kind === RECORD.instant) this.#mark(index, thread.actor);
    else if (kind <= RECORD.flowIn) this.#wake(index, thread);
    else this.#operate(index, kind, thread, value[index] as number);
    this.#leave(thread);
  }

  /** A thread is there from the first event that stands on it. */
  #enter(thread: ThreadState, runs: boolean): void {
    if (thread.isThere) return;
    thread.isThere = true;
    this.#enterProcess(thread.process);
    this.#builder.record('create', thread.actor);
    if (!runs && this.#options.writer !== 'interleave') this.#builder.record('wait', thread.actor);
  }

  #enterProcess(process: ActorId): void {
    if (this.#present.has(process)) return;
    this.#present.add(process);
    this.#builder.record('create', process);
  }

  /** One of a thread's events is over: with its last the thread is. */
  #leave(thread: ThreadState): void {
    thread.remaining--;
    if (thread.remaining > 0 || thread.open.length > 0) return;
    this.#setRunning(thread, false);
    this.#builder.record('finish', thread.actor);
  }

  #begin(index: number, thread: ThreadState, isComplete: boolean): void {
    const { names, name, category, state, value, time } = this.#records;
    const { writer, departures } = this.#options;
    const around = thread.open.at(-1);
    let end = Number.POSITIVE_INFINITY;
    if (isComplete) {
      end = (time[index] as number) + (value[index] as number);
      if (around && end > around.end) {
        if (end > around.end + ROUNDING) departures.cut++;
        end = around.end;
      }
    }
    const about = names[category[index] as number] ?? '';
    const own = writer === 'interleave' ? (state[index] as number) : 0;
    const as =
      own > 0 ? 'state' : isIdle(writer, about) ? 'idle' : thread.frames === MOST_FRAMES ? 'deep' : 'frame';
    let task = NO_ACTOR;
    if (as === 'state') this.#changeTo(thread.actor, own);
    else if (as === 'deep') departures.surplus++;
    else if (as === 'frame') {
      if (thread.frames === 0) {
        if (isClusterTask(writer, about)) task = this.#beginTask(names[name[index] as number] ?? '', thread);
        this.#setRunning(thread, true);
        this.#builder.record('run', thread.actor);
      }
      thread.frames++;
      this.#builder.record('call', thread.actor, NO_ACTOR, this.#text(name[index] as number));
    } else if (thread.frames === 0) this.#builder.record('wait', thread.actor, NO_ACTOR, REASON_CODE.work);
    const slice: Slice = { thread, name: name[index] as number, end, isOpen: true, as, task };
    thread.open.push(slice);
    if (isComplete) this.#ends.push(end, slice);
    else thread.begun++;
  }

  #beginTask(name: string, thread: ThreadState): ActorId {
    if (this.#tasks === MOST_TASKS) {
      this.#options.departures.surplus++;
      return NO_ACTOR;
    }
    this.#tasks++;
    const task = this.#builder.actor('task', taskName(name) || 'task', thread.actor, NO_ACTOR);
    this.#builder.record('carry', thread.actor, task);
    this.#builder.record('run', task);
    return task;
  }

  /** Ends all slices that end by a time, in the order of their ends. */
  #endUntil(now: number): void {
    for (;;) {
      const end = this.#ends.smallestKey;
      if (end === undefined || end > now) return;
      const slice = this.#ends.pop();
      if (!slice) return;
      this.#builder.now = this.#secondsAt(end);
      if (slice.isOpen) this.#endDownTo(slice, end);
      this.#leave(slice.thread);
    }
  }

  /** Ends a slice at a time, in microseconds, with all that is open within it. */
  #endDownTo(slice: Slice, at: number): void {
    const { open } = slice.thread;
    for (let inner = open.at(-1); inner; inner = open.at(-1)) {
      if (inner !== slice && inner.end > at + ROUNDING) {
        this.#options.departures[inner.end === Number.POSITIVE_INFINITY ? 'unended' : 'cut']++;
      }
      this.#endSlice(inner);
      if (inner === slice) return;
    }
  }

  #endSlice(slice: Slice): void {
    const { thread } = slice;
    slice.isOpen = false;
    thread.open.pop();
    if (slice.end === Number.POSITIVE_INFINITY) thread.begun--;
    if (slice.as === 'state' || slice.as === 'deep') return;
    if (slice.as === 'frame') {
      thread.frames--;
      this.#builder.record('return', thread.actor, NO_ACTOR, this.#text(slice.name));
    }
    if (slice.task !== NO_ACTOR) {
      this.#builder.record('finish', slice.task);
      this.#builder.record('carry', thread.actor);
    }
    if (thread.frames > 0) return;
    this.#setRunning(thread, false);
    this.#builder.record('wait', thread.actor);
  }

  /** `E` ends the innermost slice that `B` began. */
  #endInnermost(thread: ThreadState, at: number): void {
    const isBegun = ({ end }: Slice): boolean => end === Number.POSITIVE_INFINITY;
    // None is looked for where there is none, lest a hostile file have it looked for all the time.
    const slice = thread.begun > 0 ? thread.open.findLast(isBegun) : undefined;
    if (!slice) {
      this.#options.departures.stray++;
      return;
    }
    this.#endDownTo(slice, at);
  }

  /** An instant: a line that was printed, in a file of ours, else a call that took no time. */
  #mark(index: number, actor: ActorId): void {
    const { names, name, category } = this.#records;
    const called = names[name[index] as number] ?? '';
    const isOutput = names[category[index] as number] === 'output' && called.startsWith('print "');
    if (this.#options.writer === 'interleave' && isOutput) {
      this.#builder.record('print', actor, NO_ACTOR, this.#builder.text(printedText(called)));
      return;
    }
    const text = this.#text(name[index] as number);
    this.#builder.record('call', actor, NO_ACTOR, text);
    this.#builder.record('return', actor, NO_ACTOR, text);
  }

  #wake(index: number, thread: ThreadState): void {
    const target = this.#options.targets.get(index);
    const woken = target === undefined ? undefined : this.#threads[target];
    if (woken && woken !== thread) this.#builder.record('wake', thread.actor, woken.actor);
  }

  /** An asynchronous slice: the outermost of an identity is a task. */
  #operate(index: number, kind: number, thread: ThreadState, identity: number): void {
    const { names, name, state } = this.#records;
    const isOwn = this.#options.writer === 'interleave';
    const known = this.#operations.get(identity);
    if (kind === RECORD.asyncBegin && known === undefined) {
      if (this.#tasks === MOST_TASKS) {
        this.#options.departures.surplus++;
        this.#operations.set(identity, null);
        return;
      }
      this.#tasks++;
      const called = names[name[index] as number] || 'task';
      const actor = this.#builder.actor('task', called, thread.actor, thread.actor);
      if (!isOwn) this.#builder.record('wait', actor);
      this.#operations.set(identity, { actor, open: [name[index] as number] });
      return;
    }
    if (known === null) {
      if (kind === RECORD.asyncEnd) this.#operations.delete(identity);
      return;
    }
    if (!known) {
      if (kind === RECORD.asyncEnd) this.#options.departures.stray++;
      return;
    }
    if (kind === RECORD.asyncInstant) this.#mark(index, known.actor);
    else if (kind === RECORD.asyncBegin) {
      const own = isOwn ? (state[index] as number) : 0;
      if (own > 0) this.#changeTo(known.actor, own);
      else this.#builder.record('call', known.actor, NO_ACTOR, this.#text(name[index] as number));
      known.open.push(own > 0 ? -1 : (name[index] as number));
    } else this.#endOperation(identity, known);
  }

  #endOperation(identity: number, { actor, open }: Operation): void {
    const ended = open.pop() ?? -1;
    if (open.length === 0) {
      this.#builder.record('finish', actor);
      this.#operations.delete(identity);
    } else if (ended >= 0) this.#builder.record('return', actor, NO_ACTOR, this.#text(ended));
  }

  /** A counter is a variable of its process. */
  #count(index: number, process: number): void {
    const { names, name, value } = this.#records;
    const owner = this.#processes.get(process) ?? NO_ACTOR;
    this.#enterProcess(owner);
    const called = names[name[index] as number] ?? '';
    const key = `${process} ${called}`;
    let variable = this.#variables.get(key);
    if (variable === undefined) {
      if (this.#variables.size === MOST_VARIABLES) {
        this.#options.departures.surplus++;
        return;
      }
      variable = this.#builder.actor('variable', called, owner, NO_ACTOR);
      this.#variables.set(key, variable);
    }
    this.#builder.record('write', owner, variable, this.#builder.text(String(value[index])));
  }

  /** Ends what the file leaves open, at its last moment. */
  #endAll(): void {
    const { departures } = this.#options;
    for (const thread of this.#threads) {
      if (!thread || thread.open.length === 0) continue;
      departures.unended += thread.open.length;
      while (thread.open.length > 0) this.#endSlice(thread.open.at(-1) as Slice);
      thread.remaining = 1;
      this.#leave(thread);
    }
    for (const [identity, operation] of this.#operations) {
      if (!operation) continue;
      departures.unended += operation.open.length;
      while (operation.open.length > 0) this.#endOperation(identity, operation);
    }
  }

  #changeTo(actor: ActorId, own: number): void {
    const { kind, value } = stateEventOf(own);
    this.#builder.record(kind, actor, NO_ACTOR, value);
  }

  #setRunning(thread: ThreadState, isRunning: boolean): void {
    if (thread.isTask || thread.isRunning === isRunning) return;
    thread.isRunning = isRunning;
    this.#running += isRunning ? 1 : -1;
    this.#mostRunning = Math.max(this.#mostRunning, this.#running);
  }

  /** The text of a name in the trace: looked up once. */
  #text(name: number): number {
    const known = this.#texts[name];
    if (known !== undefined) return known;
    const text = this.#builder.text(this.#records.names[name] ?? '');
    this.#texts[name] = text;
    return text;
  }

  #secondsAt(time: number): Seconds {
    return seconds(Math.max(this.#builder.now, Math.round((time - this.#options.base) * 1e3) / 1e9));
  }
}
