import type { ActorId } from './actors.ts';

/** Who had what only one can have at a time: a core, a GIL. */
export class Succession {
  readonly #last = new Map<ActorId, ActorId>();

  /** Somebody has it now; says whether somebody else had it before. The first to have it succeeds nobody. */
  comesTo(shared: ActorId, actor: ActorId): boolean {
    const before = this.#last.get(shared);
    if (before === actor) return false;
    this.#last.set(shared, actor);
    return before !== undefined;
  }
}
