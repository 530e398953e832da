import { type Actor, type ActorId, isGil, NO_ACTOR } from './actors.ts';
import {
  EVENT_FIELDS,
  EVENT_KINDS,
  type EventKind,
  eventKindOf,
  isEndCode,
  isStateCode,
  REASONS,
} from './events.ts';
import type { Trace } from './trace.ts';

/** How many may hold a lock at once, by its name, where that is more than one. */
export type Permits = Readonly<Record<string, number>>;

/**
 * What cannot be true of a run, in words: an empty list for every sound trace.
 *
 * - Times never go back, and every actor, subject, text and reason there is mention of exists.
 * - An actor is created once, before it acts; once it has ended it acts no more.
 * - A lock has one holder, a semaphore as many as its permits; nobody lets go of what nobody holds.
 * - Of the threads of a process with a GIL one runs at a time. In a modelled trace no more threads run than there are
 *   cores, and no two on one core.
 * - Who takes an item out of a queue takes the oldest. Workers without shared memory have clocks too coarse to tell.
 * - Frames close in the reverse order of their opening; the iterations of a loop are counted one by one.
 * - In a run without an error every thread and task has ended, so every wait has.
 */
export function violations(trace: Trace, permits: Permits = {}): string[] {
  return new Inspection(trace, permits).run();
}

class Inspection {
  readonly #trace: Trace;
  readonly #permits: Permits;
  readonly #found: string[] = [];
  readonly #created: Uint8Array;
  readonly #ended: Uint8Array;
  /** The state of each actor; null before its first. */
  readonly #states: (EventKind | null)[];
  /** The core each running thread is on. */
  readonly #coreOf = new Map<ActorId, ActorId>();
  readonly #running = new Set<ActorId>();
  /** How many threads of each process run. */
  readonly #runningIn = new Map<ActorId, number>();
  readonly #processesWithGil: ReadonlySet<ActorId>;
  readonly #holders = new Map<ActorId, ActorId[]>();
  readonly #queued = new Map<ActorId, number[]>();
  readonly #frames = new Map<ActorId, number[]>();
  readonly #iterations = new Map<ActorId, number>();

  constructor(trace: Trace, permits: Permits) {
    this.#trace = trace;
    this.#permits = permits;
    this.#created = new Uint8Array(trace.actors.length);
    this.#ended = new Uint8Array(trace.actors.length);
    this.#states = new Array(trace.actors.length).fill(null);
    this.#processesWithGil = new Set(trace.actors.filter(isGil).map(({ parent }) => parent));
  }

  run(): string[] {
    const { events, actors } = this.#trace;
    actors.forEach((actor, index) => {
      if (actor.id !== index) this.#report(0, `actor ${index} says that it is ${actor.id}`);
      if (actor.parent !== NO_ACTOR && !actors[actor.parent])
        this.#report(0, `${actor.name} has no such parent`);
    });
    let last = 0;
    for (let index = 0; index < events.length; index++) {
      const time = events.time[index] as number;
      if (!(time >= last)) this.#report(index, `time goes back from ${last} to ${time}`);
      last = time;
      this.#inspect(index);
    }
    if (this.#trace.duration < last)
      this.#found.push(`the run lasts ${this.#trace.duration}, shorter than its events`);
    if (!this.#trace.error) this.#expectEnds();
    return this.#found;
  }

  #inspect(index: number): void {
    const { events, actors } = this.#trace;
    const code = events.kind[index] as number;
    const actor = actors[events.actor[index] as number];
    const subject = events.subject[index] as ActorId;
    const value = events.value[index] as number;
    if (code >= EVENT_KINDS.length || !actor) {
      this.#report(index, `kind ${code} or actor ${events.actor[index]} does not exist`);
      return;
    }
    const kind = eventKindOf(code);
    this.#checkReferences(index, kind, subject, value);
    this.#checkLife(index, kind, actor);
    if (isStateCode(code)) {
      this.#states[actor.id] = kind;
      if (isEndCode(code)) this.#ended[actor.id] = 1;
      if (actor.kind === 'thread') this.#checkRunning(index, kind, actor, subject);
    }
    if (kind === 'acquire' || kind === 'release') this.#checkLock(index, kind, actor, subject);
    if (kind === 'put' || kind === 'get') this.#checkQueue(index, kind, actor, subject, value);
    if (kind === 'call' || kind === 'return') this.#checkFrame(index, kind, actor, value);
    if (kind === 'iteration') this.#checkIteration(index, actor, value);
  }

  #checkReferences(index: number, kind: EventKind, subject: ActorId, value: number): void {
    const { actors, texts } = this.#trace;
    const { meaning } = EVENT_FIELDS[kind];
    if (subject !== NO_ACTOR && !actors[subject])
      this.#report(index, `${kind} has no such subject: ${subject}`);
    if (meaning === 'text' && texts[value] === undefined)
      this.#report(index, `${kind} has no such text: ${value}`);
    if (meaning === 'reason' && REASONS[value] === undefined)
      this.#report(index, `${kind} has no such reason: ${value}`);
    if (!Number.isFinite(value)) this.#report(index, `${kind} has the value ${value}`);
  }

  #checkLife(index: number, kind: EventKind, { id, name }: Actor): void {
    if (kind === 'create') {
      if (this.#created[id]) this.#report(index, `${name} is created twice`);
      this.#created[id] = 1;
    } else if (!this.#created[id]) {
      this.#report(index, `${name} has a ${kind} before it is created`);
    }
    if (this.#ended[id]) this.#report(index, `${name} has a ${kind} after its end`);
  }

  #checkRunning(index: number, kind: EventKind, thread: Actor, core: ActorId): void {
    const { machine, provenance } = this.#trace;
    const ran = this.#running.delete(thread.id);
    this.#coreOf.delete(thread.id);
    const runs = kind === 'run';
    const inProcess = (this.#runningIn.get(thread.parent) ?? 0) + Number(runs) - Number(ran);
    this.#runningIn.set(thread.parent, inProcess);
    if (!runs) return;
    if (inProcess > 1 && this.#processesWithGil.has(thread.parent)) {
      this.#report(index, `${inProcess} threads run under the GIL of ${this.#nameOf(thread.parent)}`);
    }
    if (provenance === 'modelled' && core !== NO_ACTOR && [...this.#coreOf.values()].includes(core)) {
      this.#report(index, `${this.#nameOf(core)} runs two threads`);
    }
    this.#running.add(thread.id);
    this.#coreOf.set(thread.id, core);
    if (provenance === 'modelled' && this.#running.size > machine.cores) {
      this.#report(index, `${this.#running.size} threads run on ${machine.cores} cores`);
    }
  }

  #checkLock(index: number, kind: 'acquire' | 'release', actor: Actor, subject: ActorId): void {
    const lock = this.#trace.actors[subject];
    if (!lock) {
      this.#report(index, `${actor.name} has a ${kind} of no lock`);
      return;
    }
    const holders = this.#holders.get(subject) ?? [];
    this.#holders.set(subject, holders);
    if (kind === 'acquire') {
      holders.push(actor.id);
      const most = isGil(lock) ? 1 : (this.#permits[lock.name] ?? 1);
      if (holders.length > most) {
        this.#report(
          index,
          `${lock.name} is held by ${holders.map((holder) => this.#nameOf(holder)).join(' and ')}`,
        );
      }
      return;
    }
    const place = holders.indexOf(actor.id);
    const isSemaphore = (this.#permits[lock.name] ?? 1) > 1;
    if (isGil(lock) ? place < 0 : holders.length === 0 && !isSemaphore) {
      this.#report(index, `${actor.name} lets go of ${lock.name} without holding it`);
    }
    holders.splice(Math.max(0, place), 1);
  }

  #checkQueue(index: number, kind: 'put' | 'get', actor: Actor, queue: ActorId, item: number): void {
    const { texts, machine } = this.#trace;
    const items = this.#queued.get(queue) ?? [];
    this.#queued.set(queue, items);
    if (kind === 'put') {
      items.push(item);
      return;
    }
    const oldest = items.shift();
    const isOldest = oldest !== undefined && texts[oldest] === texts[item];
    if (!isOldest && machine.sharedMemory !== false) {
      this.#report(
        index,
        `${actor.name} takes ${texts[item]}, not the oldest item of ${this.#nameOf(queue)}`,
      );
    }
  }

  #checkFrame(index: number, kind: 'call' | 'return', actor: Actor, name: number): void {
    const frames = this.#frames.get(actor.id) ?? [];
    this.#frames.set(actor.id, frames);
    if (kind === 'call') frames.push(name);
    else if (frames.pop() !== name) {
      this.#report(
        index,
        `${actor.name} returns from ${this.#trace.texts[name]}, which is not its innermost frame`,
      );
    }
  }

  #checkIteration(index: number, loop: Actor, number: number): void {
    const expected = (this.#iterations.get(loop.id) ?? 0) + 1;
    if (number !== expected)
      this.#report(index, `iteration ${number} of ${loop.name} follows ${expected - 1}`);
    this.#iterations.set(loop.id, number);
  }

  #expectEnds(): void {
    for (const { id, kind, name } of this.#trace.actors) {
      if ((kind !== 'thread' && kind !== 'task') || this.#ended[id]) continue;
      this.#found.push(`${name} never ends: its last state is ${this.#states[id] ?? 'none'}`);
    }
  }

  #nameOf(id: ActorId): string {
    return this.#trace.actors[id]?.name ?? String(id);
  }

  #report(index: number, what: string): void {
    this.#found.push(`event ${index} at ${this.#trace.events.time[index] ?? 0} s: ${what}`);
  }
}
