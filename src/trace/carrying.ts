import { type ActorId, NO_ACTOR } from './actors.ts';

/** Who works on what at one moment: a thread carries a task, which may itself carry a job. */
export class Carrying {
  readonly #carried: ActorId[] = [];
  readonly #carrier: ActorId[] = [];

  /** From now on `owner` works on `inner`, or with `NO_ACTOR` on nothing. Nobody can work on who works on them. */
  set(owner: ActorId, inner: ActorId): void {
    const before = this.carriedBy(owner);
    if (before === inner || (inner !== NO_ACTOR && this.isWithin(owner, inner))) return;
    if (before !== NO_ACTOR && this.carrierOf(before) === owner) this.#carrier[before] = NO_ACTOR;
    this.#carried[owner] = inner;
    if (inner !== NO_ACTOR) this.#carrier[inner] = owner;
  }

  /** What an actor works on; `NO_ACTOR` for nothing. */
  carriedBy(owner: ActorId): ActorId {
    return this.#carried[owner] ?? NO_ACTOR;
  }

  /** Who works on an actor; `NO_ACTOR` for nobody. */
  carrierOf(inner: ActorId): ActorId {
    return this.#carrier[inner] ?? NO_ACTOR;
  }

  /** The last of the chain of what an actor carries; the actor itself when it carries nothing. */
  innermost(actor: ActorId): ActorId {
    let current = actor;
    for (let next = this.carriedBy(current); next !== NO_ACTOR; next = this.carriedBy(current))
      current = next;
    return current;
  }

  /** The first of the chain that carries an actor; the actor itself when nobody does. */
  outermost(actor: ActorId): ActorId {
    let current = actor;
    for (let next = this.carrierOf(current); next !== NO_ACTOR; next = this.carrierOf(current))
      current = next;
    return current;
  }

  /** Whether `inner` is `outer` or carried by it, directly or not. */
  isWithin(inner: ActorId, outer: ActorId): boolean {
    let current = outer;
    while (current !== inner && current !== NO_ACTOR) current = this.carriedBy(current);
    return current === inner;
  }

  /** The whole chain that an actor is in, from the outermost inwards. */
  *chain(actor: ActorId): Generator<ActorId> {
    for (let current = this.outermost(actor); current !== NO_ACTOR; current = this.carriedBy(current))
      yield current;
  }
}
