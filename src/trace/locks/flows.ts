import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { isCoroutine } from '../call-stacks.ts';
import { Carrying } from '../carrying.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import type { Trace } from '../trace.ts';

/**
 * The flows of execution of a trace, and which of them have to be in order: a *flow* is a thread with the jobs it works
 * on, or a task of an event loop, and goes by that thread or task.
 *
 * What a flow does before it creates another comes before all that the other does, and what a flow did comes before what
 * its creator does after its end, for which the creator is taken to have waited; a flow that was waited for comes before
 * flows that are created later. All else is concurrent, whatever order a run happens to have it in.
 */
export class Flows {
  readonly #carrying = new Carrying();
  readonly #creators: ActorId[] = [];
  /** By actor, the event of its first state. */
  readonly #births: number[] = [];
  readonly #ends: number[] = [];
  /** By actor, from which event on somebody who waited for it knows that it has ended. */
  readonly #joins: number[] = [];
  readonly #awaited = new Set<ActorId>();

  /** Applies one event. */
  apply({ events, actors }: Trace, index: number): void {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    if (code === EVENT_CODE.carry) {
      if (actors[actor]?.kind !== 'core') this.#carrying.set(actor, subject);
      return;
    }
    if (code === EVENT_CODE.create) {
      if (subject !== NO_ACTOR) this.#creators[actor] = this.of(actors, subject);
      return;
    }
    if (code === EVENT_CODE.await) this.#expectEnd(subject, index);
    if (!isStateCode(code)) return;
    this.#births[actor] ??= index;
    if (isEndCode(code)) {
      this.#ends[actor] = index;
      if (this.#awaited.has(actor)) this.#joins[actor] = index;
    } else if (code === EVENT_CODE.wait && isForAnEnd(events.value[index])) {
      this.#expectEnd(subject, index);
    }
  }

  /** Somebody waits for the end of an actor. */
  #expectEnd(actor: ActorId, index: number): void {
    if (actor === NO_ACTOR) return;
    this.#awaited.add(actor);
    if (this.#ends[actor] !== undefined) this.#joins[actor] ??= index;
  }

  /** The flow that an actor is part of at this moment. */
  of(actors: readonly Actor[], actor: ActorId): ActorId {
    let current = actor;
    while (!isCoroutine(actors, current)) {
      const carrier = this.#carrying.carrierOf(current);
      if (carrier === NO_ACTOR) break;
      current = carrier;
    }
    return current;
  }

  /** Whether a flow has come to its end. */
  hasEnded(flow: ActorId): boolean {
    return this.#ends[flow] !== undefined;
  }

  /**
   * From which event on what one flow has done is concurrent with what another does now; infinite where all of it comes
   * before.
   */
  concurrentFrom(earlier: ActorId, now: ActorId): number {
    if (earlier === now) return Number.POSITIVE_INFINITY;
    const child = this.#childTowards(earlier, now);
    if (child !== NO_ACTOR) return this.#births[child] ?? 0;
    const isOver = this.hasEnded(earlier) && this.#childTowards(now, earlier) !== NO_ACTOR;
    const wasJoined =
      (this.#joins[earlier] ?? Number.POSITIVE_INFINITY) < (this.#births[now] ?? Number.NEGATIVE_INFINITY);
    return isOver || wasJoined ? Number.POSITIVE_INFINITY : 0;
  }

  /** The flow that an ancestor created on the way to a descendant; `NO_ACTOR` where it is no ancestor. */
  #childTowards(ancestor: ActorId, descendant: ActorId): ActorId {
    let child = descendant;
    for (let depth = 0; depth < this.#creators.length; depth++) {
      const creator = this.#creators[child] ?? NO_ACTOR;
      if (creator === ancestor) return child;
      if (creator === NO_ACTOR) break;
      child = creator;
    }
    return NO_ACTOR;
  }
}

const isForAnEnd = (reason: number | undefined): boolean =>
  reason === REASON_CODE.join || reason === REASON_CODE.future;
