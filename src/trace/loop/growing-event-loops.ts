import { countUpTo } from '../../base/binary-search.ts';
import type { Seconds } from '../../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { Carrying } from '../carrying.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import type { Trace } from '../trace.ts';
import { type Doing, LoopSteps, stateOfCode } from './event-loop-steps.ts';

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

/** What all event loops of a trace have done so far, event by event. */
export class GrowingLoops {
  /** In the order of their creation. */
  readonly loops: GrowingLoop[] = [];
  readonly #actors: readonly Actor[];
  readonly #unit: number;
  /** The loop that each thread runs. */
  readonly #ofThread: (GrowingLoop | undefined)[] = [];
  readonly #carrying = new Carrying();
  readonly #lines: number[] = [];
  /** By thread: the codes of its state and of the reason for it, and whom it is about. */
  readonly #states: number[] = [];
  readonly #reasons: number[] = [];
  readonly #subjects: ActorId[] = [];

  constructor({ actors, machine }: Trace) {
    this.#actors = actors;
    this.#unit = machine.unit ?? 1;
  }

  /** Takes in the event of this index. */
  note({ events }: Trace, event: number): void {
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const value = events.value[event] as number;
    const time = events.time[event] as number;
    if (isStateCode(code)) {
      this.#change(event, time, code, actor, subject, value);
      return;
    }
    switch (code) {
      case EVENT_CODE.create:
        this.#create(event, actor);
        return;
      case EVENT_CODE.carry:
        this.#carry(event, time, actor, subject);
        return;
      case EVENT_CODE.line:
        this.#lines[actor] = value;
        this.#move(time, actor);
        return;
      case EVENT_CODE.iteration:
        this.loops.findLast((loop) => loop.actor === actor)?.iterations.push(event);
        return;
      case EVENT_CODE.await:
        this.#loopOfTask(actor)?.name(event, actor, subject);
    }
  }

  #create(event: number, id: ActorId): void {
    const actor = this.#actors[id];
    if (actor?.kind !== 'loop') return;
    const loop = new GrowingLoop(actor, event, this.#unit);
    this.loops.push(loop);
    if (loop.thread !== NO_ACTOR) this.#ofThread[loop.thread] = loop;
  }

  #change(event: number, time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    const kind = this.#actors[actor]?.kind;
    if (kind === 'loop' && isEndCode(code)) this.loops.find((loop) => loop.actor === actor)?.end(event, time);
    if (kind !== 'thread') return;
    this.#states[actor] = code;
    this.#reasons[actor] = code === EVENT_CODE.ready || code === EVENT_CODE.wait ? value : 0;
    this.#subjects[actor] = subject;
    const loop = this.#ofThread[actor];
    if (!loop) return;
    loop.wake(event, time);
    if (isEndCode(code)) loop.end(event, time);
    else if (code === EVENT_CODE.wait && value === REASON_CODE.select) loop.fallIdle(event, time);
    else loop.steps.change(time, this.#doing(actor));
  }

  #carry(event: number, time: number, owner: ActorId, inner: ActorId): void {
    this.#carrying.set(owner, inner);
    const loop = this.#ofThread[owner];
    if (!loop) {
      this.#move(time, owner);
      return;
    }
    loop.steps.end(event, time);
    if (inner !== NO_ACTOR && this.#actors[inner]?.parent === loop.actor) {
      loop.steps.begin(event, time, inner, this.#doing(owner));
    }
  }

  /** Somebody is on another line or carries something else, which tells where the thread that carries them is. */
  #move(time: number, actor: ActorId): void {
    const carrier = this.#carrying.carrierOf(actor);
    const task = this.#ofThread[carrier] ? carrier : this.#carrying.carrierOf(carrier);
    const thread = this.#ofThread[actor] ? actor : task;
    if (thread !== NO_ACTOR) this.#ofThread[thread]?.steps.change(time, this.#doing(thread));
  }

  #doing(thread: ActorId): Doing {
    const actor = this.#carrying.innermost(thread);
    return {
      state: stateOfCode(this.#states[thread] ?? EVENT_CODE.run),
      reason: this.#reasons[thread] ?? 0,
      subject: this.#subjects[thread] ?? NO_ACTOR,
      actor,
      line: this.#lines[actor] ?? 0,
    };
  }

  #loopOfTask(task: ActorId): GrowingLoop | undefined {
    const parent = this.#actors[task]?.parent;
    return this.loops.find(({ actor }) => actor === parent);
  }
}
