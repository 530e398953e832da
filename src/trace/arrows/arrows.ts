import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { Carrying } from '../carrying.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { type ArrowEnd, type ArrowKind, type Arrows, GrowingArrows } from './arrow-columns.ts';
import { Offers } from './arrow-offers.ts';

/**
 * Makes a reader of the arrows of a growing trace: it gives the same object for the same trace, which grows with it. What an
 * arrow of each kind is, `ARROW_KINDS` says.
 */
export const createArrowReader = (): TraceReader<Arrows> =>
  createGrowingReader((trace) => new ArrowFinder(trace));

class ArrowFinder implements Reading<Arrows> {
  readonly #arrows = new GrowingArrows();
  #trace: Trace;
  readonly #carrying = new Carrying();
  /** By actor: the event that began its present state. */
  readonly #changed: (number | undefined)[] = [];
  /** By thread: what it worked on until now, while it has done nothing else since. */
  readonly #putDown: (ActorId | undefined)[] = [];
  /** By actor created: its creator, then. */
  readonly #creations: (ArrowEnd | undefined)[] = [];
  readonly #ends: (ArrowEnd | undefined)[] = [];
  #lastThreadEnd: ArrowEnd | null = null;
  /** The last end of a task on each event loop; under `NO_ACTOR` of one on none. */
  readonly #lastTaskEnd = new Map<ActorId, ArrowEnd>();
  /** By actor: the several tasks and jobs that it waits for together. */
  readonly #awaited: (ActorId[] | undefined)[] = [];
  /** By actor: who has just woken it. */
  readonly #wakers: (ArrowEnd | undefined)[] = [];
  /** By actor: the event since which it is blocked on a lock that it has not got, or waits for a queue. */
  readonly #blockedSince: (number | undefined)[] = [];
  readonly #released = new Map<ActorId, Offers>();
  readonly #lastRelease: (ArrowEnd | undefined)[] = [];
  readonly #items = new Map<ActorId, Offers>();
  readonly #room = new Map<ActorId, Offers>();
  /** By queue: who put or got something last. */
  readonly #lastTouch: (ArrowEnd | undefined)[] = [];
  /** By thread: when its event loop last became idle. */
  readonly #idleSince: (number | undefined)[] = [];

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  read(trace: Trace, from: number): Arrows {
    this.#trace = trace;
    for (let event = from; event < trace.events.length; event++) this.#apply(event);
    return this.#arrows;
  }

  #apply(event: number): void {
    const { kind, actor: actorColumn, subject: subjects } = this.#trace.events;
    const code = kind[event] as number;
    const actor = actorColumn[event] as ActorId;
    const subject = subjects[event] as ActorId;
    if (isStateCode(code)) {
      this.#change(event, code, actor);
      return;
    }
    switch (code) {
      case EVENT_CODE.create:
        this.#create(event, actor, subject);
        return;
      case EVENT_CODE.carry:
        if (this.#kindOf(actor) !== 'core') this.#carry(event, actor, subject);
        return;
      case EVENT_CODE.await:
        this.#await(actor, subject);
        return;
      case EVENT_CODE.wake:
        this.#wake(event, actor, this.#carrying.innermost(subject));
        return;
      case EVENT_CODE.release:
        this.#release(event, actor, subject);
        return;
      case EVENT_CODE.request:
        this.#blockedSince[actor] = undefined;
        return;
      case EVENT_CODE.acquire:
        if (this.#isGil(subject)) this.#acquireGil(event, actor, subject);
        else this.#take('hand-over', this.#released, event, actor, subject);
        return;
      case EVENT_CODE.put:
        this.#take('wake', this.#room, event, actor, subject);
        this.#touch(this.#items, event, actor, subject);
        return;
      case EVENT_CODE.get:
        this.#take('hand-over', this.#items, event, actor, subject);
        this.#touch(this.#room, event, actor, subject);
    }
  }

  #create(event: number, actor: ActorId, creator: ActorId): void {
    const about = this.#trace.actors[actor];
    if (creator === NO_ACTOR || (about?.kind !== 'task' && about?.kind !== 'thread')) return;
    if (about.kind === 'task' && about.parent === creator) return;
    this.#creations[actor] = this.#endAt(event, creator);
  }

  #carry(event: number, owner: ActorId, inner: ActorId): void {
    const before = this.#carrying.carriedBy(owner);
    if (inner === NO_ACTOR) this.#putDown[owner] = this.#isOnLoop(before) ? undefined : before;
    else this.#takeJob(event, owner, inner);
    this.#carrying.set(owner, inner);
  }

  /** An idle worker of an executor takes a job that was submitted after it became idle. */
  #takeJob(event: number, worker: ActorId, job: ActorId): void {
    const creation = this.#creations[job];
    const idle = this.#blockedSince[worker];
    if (idle === undefined || !creation) return;
    this.#blockedSince[worker] = undefined;
    // Shown between threads alone: between tasks, the creation of the job is an arrow of its own.
    const worked = { ...this.#endAt(event, worker), task: NO_ACTOR };
    if (creation.event > idle) this.#arrows.add('wake', { ...creation, task: NO_ACTOR }, worked);
  }

  #change(event: number, code: number, actor: ActorId): void {
    const before = this.#changed[actor];
    if (before === undefined) this.#begin(event, actor);
    else this.#leave(event, actor, before);
    if (isEndCode(code)) this.#end(event, actor);
    this.#changed[actor] = event;
    this.#putDown[actor] = undefined;
    const blocked = code === EVENT_CODE.block;
    if (!blocked && code !== EVENT_CODE.wait) return;
    // What a thread waits for while it works on something, that waits for itself.
    if (this.#carrying.carriedBy(actor) !== NO_ACTOR) return;
    const reason = this.#trace.events.value[event];
    if (blocked || reason === REASON_CODE.queue || reason === REASON_CODE.work)
      this.#blockedSince[actor] = event;
    else if (reason === REASON_CODE.select) this.#idleSince[actor] = event;
  }

  #begin(event: number, actor: ActorId): void {
    const creation = this.#creations[actor];
    if (creation) this.#arrows.add('spawn', creation, this.#endAt(event, actor));
  }

  #end(event: number, actor: ActorId): void {
    const about = this.#trace.actors[actor];
    if (about?.kind !== 'task' && about?.kind !== 'thread') return;
    const end = this.#endAt(event, actor);
    this.#ends[actor] = end;
    if (about.kind === 'thread') this.#lastThreadEnd = end;
    else this.#lastTaskEnd.set(this.#loopOf(about), end);
  }

  /** An actor leaves a state that began with an event: who has ended it? */
  #leave(event: number, actor: ActorId, since: number): void {
    const { kind, subject: subjects, value } = this.#trace.events;
    const waits = kind[since] === EVENT_CODE.wait;
    if (!waits && kind[since] !== EVENT_CODE.block) return;
    const waker = this.#wakers[actor];
    this.#wakers[actor] = undefined;
    if (waker && waker.event > since) {
      this.#blockedSince[actor] = undefined;
      this.#awaited[actor] = undefined;
      this.#arrows.add('wake', waker, this.#endAt(event, actor));
      return;
    }
    if (!waits || this.#carrying.carriedBy(actor) !== NO_ACTOR) return;
    const subject = subjects[since] as ActorId;
    if (value[since] === REASON_CODE.future) {
      const end = subject === NO_ACTOR ? this.#lastAwaited(actor) : this.#ends[subject];
      if (end && end.event > since) this.#arrows.add('wake', end, this.#endAt(event, actor));
    } else if (value[since] === REASON_CODE.join) {
      const end = this.#kindOf(subject) === 'thread' ? this.#ends[subject] : this.#lastThreadEnd;
      if (end && end.event > since) this.#arrows.add('join', end, this.#endAt(event, actor));
    }
  }

  #await(actor: ActorId, awaited: ActorId): void {
    const known = this.#awaited[actor];
    if (known) known.push(awaited);
    else this.#awaited[actor] = [awaited];
  }

  /**
   * The last to end of those that an actor awaits together; where the trace does not name them, of all it may await. None
   * where its event loop has been idle since.
   */
  #lastAwaited(actor: ActorId): ArrowEnd | undefined {
    const about = this.#trace.actors[actor];
    const loop = about ? this.#loopOf(about) : NO_ACTOR;
    const named = this.#awaited[actor];
    this.#awaited[actor] = undefined;
    const ends = named
      ? named.map((part) => this.#ends[part])
      : [this.#lastTaskEnd.get(NO_ACTOR), loop === NO_ACTOR ? undefined : this.#lastTaskEnd.get(loop)];
    let last: ArrowEnd | undefined;
    for (const end of ends) if (end && end.event > (last?.event ?? -1)) last = end;
    if (loop === NO_ACTOR || !last) return last;
    const idle = this.#idleSince[this.#trace.actors[loop]?.parent ?? NO_ACTOR] ?? -1;
    return last.event > idle ? last : undefined;
  }

  /** Woken by an event loop is woken by what the loop has been told of: an end, or the time. */
  #wake(event: number, waker: ActorId, woken: ActorId): void {
    const state = this.#changed[woken];
    if (state === undefined) return;
    if (this.#kindOf(waker) === 'loop') {
      this.#blockedSince[woken] = undefined;
      return;
    }
    const since = this.#blockedSince[woken];
    const { kind, subject: subjects, value } = this.#trace.events;
    const isBlocked = kind[state] === EVENT_CODE.block;
    if (isBlocked || (kind[state] === EVENT_CODE.wait && value[state] === REASON_CODE.queue)) {
      // Whoever wakes one that waits for what has been let go hands it over: that is an arrow of its own.
      const subject = subjects[state] as ActorId;
      const last = isBlocked ? this.#lastRelease[subject] : this.#lastTouch[subject];
      if (since === undefined || (last?.actor === waker && last.event > since)) return;
    }
    this.#wakers[woken] = this.#endAt(event, waker);
  }

  #release(event: number, actor: ActorId, lock: ActorId): void {
    const end = this.#endAt(event, actor);
    this.#lastRelease[lock] = end;
    if (!this.#isGil(lock)) offersOf(this.#released, lock).add(end);
  }

  #acquireGil(event: number, actor: ActorId, gil: ActorId): void {
    const { kind, value } = this.#trace.events;
    const since = this.#changed[actor];
    const release = this.#lastRelease[gil];
    if (since === undefined || !release || release.event < since) return;
    if (kind[since] !== EVENT_CODE.ready || value[since] !== REASON_CODE.gil) return;
    this.#arrows.add('gil', release, this.#endAt(event, actor), gil);
  }

  /** Takes what another has let go, if it has waited for that. */
  #take(
    kind: ArrowKind,
    offers: Map<ActorId, Offers>,
    event: number,
    actor: ActorId,
    subject: ActorId,
  ): void {
    const since = this.#blockedSince[actor];
    const offer =
      since === undefined ? offersOf(offers, subject).take() : offersOf(offers, subject).takeSince(since);
    this.#blockedSince[actor] = undefined;
    if (since !== undefined && offer) this.#arrows.add(kind, offer, this.#endAt(event, actor), subject);
  }

  #touch(offers: Map<ActorId, Offers>, event: number, actor: ActorId, queue: ActorId): void {
    const end = this.#endAt(event, actor);
    this.#lastTouch[queue] = end;
    offersOf(offers, queue).add(end);
  }

  /** An actor at an event, with the task and the thread that show it. An event loop is the thread it runs on. */
  #endAt(event: number, concerned: ActorId): ArrowEnd {
    const { actors, events } = this.#trace;
    const named = actors[concerned];
    const actor = named?.kind === 'loop' ? named.parent : concerned;
    const about = actors[actor];
    const outermost = this.#carrying.outermost(actor);
    const inner = this.#carrying.innermost(actor);
    const worked = this.#kindOf(inner) === 'task' ? inner : (this.#putDown[actor] ?? NO_ACTOR);
    const loop = about ? this.#loopOf(about) : NO_ACTOR;
    const onLoop = actors[loop]?.parent ?? NO_ACTOR;
    return {
      actor,
      event,
      time: events.time[event] as number,
      task: about?.kind === 'task' ? actor : worked,
      thread: this.#kindOf(outermost) === 'thread' ? outermost : onLoop,
    };
  }

  /** The event loop of a task; `NO_ACTOR` for one on none, as of a thread or an executor. */
  #loopOf({ kind, parent }: Actor): ActorId {
    return kind === 'task' && this.#kindOf(parent) === 'loop' ? parent : NO_ACTOR;
  }

  #isOnLoop(actor: ActorId): boolean {
    const about = this.#trace.actors[actor];
    return about !== undefined && this.#loopOf(about) !== NO_ACTOR;
  }

  #kindOf(actor: ActorId): Actor['kind'] | undefined {
    return this.#trace.actors[actor]?.kind;
  }

  #isGil(lock: ActorId): boolean {
    const about = this.#trace.actors[lock];
    return about !== undefined && isGil(about);
  }
}

function offersOf(offers: Map<ActorId, Offers>, subject: ActorId): Offers {
  const known = offers.get(subject) ?? new Offers();
  offers.set(subject, known);
  return known;
}
