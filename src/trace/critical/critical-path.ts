import { countBelow } from '../../base/binary-search.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { type EventIndex, indexEvents } from '../event-index.ts';
import { EVENT_CODE, isEndCode, REASON_CODE } from '../events.ts';
import { SPAN_STATE_CODE, type SpanState, spanStateOf } from '../spans.ts';
import type { Trace } from '../trace.ts';

/** A stretch of the critical path: what one actor did, while nothing else could have ended the run any sooner. */
export interface CriticalStretch {
  /** The innermost actor: a task rather than the thread that works on it. */
  readonly actor: ActorId;
  /** The thread that it was on, or had been on last; `NO_ACTOR` before any. */
  readonly thread: ActorId;
  /** Program seconds. */
  readonly from: number;
  readonly to: number;
  readonly state: SpanState;
}

/** Where the walk stands: before an event, at an actor. */
interface Place {
  readonly actor: ActorId;
  readonly event: number;
}

/**
 * The critical path of a run: walks back from its end through what each stretch waited for, to its beginning. It is found
 * from the trace alone.
 *
 * Who waits for a result waited for the job that gave it; for a lock or the GIL, for whoever let it go last; for a core,
 * for the thread that was on it before; for a worker of an executor, for the job that the worker did before; in the queue
 * of an event loop, for the task that ran before. Who sleeps waited for nobody. What begins goes back to its creator.
 *
 * @returns its stretches in the order of time, without a gap between them.
 */
export function criticalPath(trace: Trace): readonly CriticalStretch[] {
  const walk = new Walk(trace);
  let place = walk.end();
  // A walk that goes round in a circle would be a fault of the trace: it ends there.
  for (let steps = 2 * trace.events.length + trace.actors.length; place && steps > 0; steps--) {
    place = walk.back(place);
  }
  return walk.stretches();
}

class Walk {
  readonly #trace: Trace;
  readonly #index: EventIndex;
  /** From the last to the first. */
  readonly #stretches: CriticalStretch[] = [];

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#index = indexEvents(trace);
  }

  /** The end of the run: of the thread that ended last. */
  end(): Place | null {
    return this.#lastEnd(0, this.#trace.events.length, 'thread');
  }

  /** What was found, in the order of time. */
  stretches(): readonly CriticalStretch[] {
    return this.#stretches.toReversed();
  }

  /** One step back; null at the beginning of the run. */
  back({ actor, event }: Place): Place | null {
    const { states, carries, creations } = this.#index;
    const carry = before(carries[actor], event);
    const carried = carry === null ? NO_ACTOR : this.#subject(carry);
    if (carried !== NO_ACTOR) return { actor: carried, event };
    const change = before(states[actor], event);
    if (carry !== null && (change === null || carry > change)) {
      this.#add(actor, carry, event, 'running');
      return { actor: this.#subject(before(carries[actor], carry) as number), event: carry };
    }
    if (change === null) {
      const creation = creations[actor];
      return creation === undefined || creation >= event ? null : this.#creatorOf(creation, event, actor);
    }
    const code = this.#trace.events.kind[change] as number;
    if (isEndCode(code)) {
      this.#add(actor, change, event, 'running');
      return { actor, event: change };
    }
    const cause = this.#isInstant(change, event) ? null : this.#causeOf(actor, code, change, event);
    this.#add(actor, cause?.event ?? change, event, spanStateOf(code));
    return cause ?? { actor, event: change };
  }

  /** Whoever ended the state that began with one event and ended with another; null for one that ended by itself. */
  #causeOf(actor: ActorId, code: number, since: number, until: number): Place | null {
    const subject = this.#subject(since);
    const reason = this.#trace.events.value[since] as number;
    switch (code) {
      case SPAN_STATE_CODE.ready:
        switch (reason) {
          case REASON_CODE.gil:
            return this.#lastRelease(subject, since, until);
          case REASON_CODE.core:
            return this.#occupantBefore(actor, since, until);
          case REASON_CODE.pool:
            return this.#workerBefore(actor, since, until);
          case REASON_CODE.loop:
            return this.#steppedBefore(actor, since, until);
          default:
            return null;
        }
      case SPAN_STATE_CODE.waiting:
        return this.#awaited(actor, reason, subject, since, until);
      case SPAN_STATE_CODE.blocked:
        return this.#lastRelease(subject, since, until);
      default:
        return null;
    }
  }

  #awaited(actor: ActorId, reason: number, subject: ActorId, since: number, until: number): Place | null {
    const { ends, wakes, states } = this.#index;
    const wake = before(wakes[actor], until);
    const woken = wake !== null && wake > since ? wake : until;
    switch (reason) {
      case REASON_CODE.future: {
        // A task wakes those who await it in its last step.
        if (woken < until && this.#actor(woken) === subject) return { actor: subject, event: woken };
        const end = before(ends[subject], until);
        if (end !== null && end > since) return { actor: subject, event: end };
        return subject === NO_ACTOR ? this.#lastEnd(since, woken, 'task') : null;
      }
      case REASON_CODE.join: {
        const end = before(ends[subject], until);
        if (end !== null && end > since && this.#trace.actors[subject]?.kind === 'thread') {
          return { actor: subject, event: end };
        }
        return this.#lastEnd(since, until, 'thread');
      }
      case REASON_CODE.none: {
        const begun = subject === NO_ACTOR ? null : before(states[subject], until);
        return begun !== null && begun > since ? { actor: subject, event: begun } : null;
      }
      case REASON_CODE.work:
        return this.#employerOf(actor, subject, since, until);
      case REASON_CODE.select:
        return this.#lastEnd(since, until, 'job');
      case REASON_CODE.queue:
        return woken < until ? { actor: this.#flow(this.#actor(woken)), event: woken } : null;
      default:
        return null;
    }
  }

  #lastRelease(lock: ActorId, since: number, until: number): Place | null {
    const release = before(this.#index.releases[lock], until);
    return release !== null && release > since ? { actor: this.#actor(release), event: release } : null;
  }

  /** The thread that was on the core before, until it left. */
  #occupantBefore(actor: ActorId, since: number, until: number): Place | null {
    const core = this.#subject(until);
    const runs = this.#index.runs[core];
    if (core === NO_ACTOR || !runs) return null;
    const thread = this.#threadOf(actor, until);
    for (let place = countBelow(runs, until) - 1; place >= 0; place--) {
      const run = runs[place] as number;
      const other = this.#actor(run);
      if (other === thread) continue;
      const left = after(this.#index.states[other], run);
      return left !== null && left > since && left < until ? { actor: other, event: left } : null;
    }
    return null;
  }

  /** What the worker of an executor did that took the job; null where it had waited for one. */
  #workerBefore(job: ActorId, since: number, until: number): Place | null {
    const { carriedBy, states, carries } = this.#index;
    const taken = before(carriedBy[job], until);
    if (taken === null || taken < since) return null;
    const worker = this.#actor(taken);
    const change = before(states[worker], taken);
    const carry = before(carries[worker], taken);
    const wasIdle =
      change !== null &&
      change < since &&
      (carry === null || carry < change) &&
      this.#trace.events.kind[change] === EVENT_CODE.wait;
    return wasIdle ? null : { actor: worker, event: taken };
  }

  /** Who ended an executor worker's wait: who submitted the next job since, or closed the executor. */
  #employerOf(worker: ActorId, pool: ActorId, since: number, until: number): Place | null {
    const { carries, creations } = this.#index;
    const taken = after(carries[worker], since);
    const creation = creations[taken === null ? pool : this.#subject(taken)];
    if (creation === undefined) return null;
    const employer = this.#flow(this.#subject(creation));
    if (taken === null) return { actor: employer, event: until };
    return creation > since ? { actor: employer, event: creation } : null;
  }

  /** The task that its event loop ran before it, where that kept it in the queue. */
  #steppedBefore(task: ActorId, since: number, until: number): Place | null {
    const { carriedBy, carries } = this.#index;
    const stepped = before(carriedBy[task], until);
    if (stepped === null || stepped < since) return null;
    const thread = this.#actor(stepped);
    const putDown = before(carries[thread], stepped);
    if (putDown === null || putDown < since) return null;
    const pickedUp = before(carries[thread], putDown);
    return pickedUp === null ? null : { actor: this.#subject(pickedUp), event: putDown };
  }

  #lastEnd(since: number, until: number, kind: keyof EventIndex['endsOf']): Place | null {
    const ends = this.#index.endsOf[kind];
    const end = before(ends, until);
    return end !== null && end > since ? { actor: this.#actor(end), event: end } : null;
  }

  #creatorOf(creation: number, event: number, actor: ActorId): Place | null {
    const creator = this.#flow(this.#subject(creation));
    this.#add(actor, creation, event, 'ready');
    return creator === NO_ACTOR ? null : { actor: creator, event: creation };
  }

  /** Who is meant where an event loop is named: the thread that it runs on. */
  #flow(actor: ActorId): ActorId {
    const about = this.#trace.actors[actor];
    return about?.kind === 'loop' ? about.parent : actor;
  }

  #threadOf(actor: ActorId, event: number): ActorId {
    let current = actor;
    while (this.#trace.actors[current]?.kind !== 'thread') {
      const carry = before(this.#index.carriedBy[current], event);
      if (carry === null) return NO_ACTOR;
      current = this.#actor(carry);
    }
    return current;
  }

  #isInstant(since: number, until: number): boolean {
    const { time } = this.#trace.events;
    return time[since] === time[until];
  }

  #add(actor: ActorId, since: number, until: number, state: SpanState): void {
    const { time } = this.#trace.events;
    const from = time[since] as number;
    const to = time[until] as number;
    if (to <= from) return;
    const next = this.#stretches.at(-1);
    if (next?.actor === actor && next.state === state) {
      this.#stretches[this.#stretches.length - 1] = { ...next, from };
      return;
    }
    this.#stretches.push({ actor, thread: this.#threadOf(actor, until), from, to, state });
  }

  #actor(event: number): ActorId {
    return this.#trace.events.actor[event] as ActorId;
  }

  #subject(event: number): ActorId {
    return this.#trace.events.subject[event] as ActorId;
  }
}

/** The last of some events before one; null where there is none. */
function before(events: readonly number[] | undefined, event: number): number | null {
  return events ? (events[countBelow(events, event) - 1] ?? null) : null;
}

/** The first of some events after one; null where there is none. */
function after(events: readonly number[] | undefined, event: number): number | null {
  return events ? (events[countBelow(events, event + 1)] ?? null) : null;
}
