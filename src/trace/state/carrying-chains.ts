import { type ActorId, NO_ACTOR } from '../actors.ts';
import type { Trace } from '../trace.ts';
import type { TraceState } from './state.ts';

/** Who works on whom at one moment: a core on a thread, a thread on a task, a task on a job. */
export interface Chains {
  /** Who works on an actor; `NO_ACTOR` for nobody. */
  carrierOf(actor: ActorId): ActorId;
  /** The chain that an actor is in, itself included, from the outermost inwards. */
  chainOf(actor: ActorId): readonly ActorId[];
}

/** The chains at a moment. O(actors). */
export function chainsAt({ actors }: Pick<Trace, 'actors'>, state: TraceState): Chains {
  const carriers = new Map<ActorId, ActorId>();
  for (const { id } of actors) {
    const carried = state.carriedBy(id);
    if (carried !== NO_ACTOR && carried !== id) carriers.set(carried, id);
  }
  const follow = (first: ActorId, next: (actor: ActorId) => ActorId): Set<ActorId> => {
    const passed = new Set<ActorId>();
    for (let actor = next(first); actor !== NO_ACTOR && actor !== first; actor = next(actor)) {
      if (passed.has(actor)) break;
      passed.add(actor);
    }
    return passed;
  };
  const carrierOf = (actor: ActorId): ActorId => carriers.get(actor) ?? NO_ACTOR;
  return {
    carrierOf,
    chainOf: (actor) => {
      const outwards = follow(actor, carrierOf);
      const inwards = follow(actor, (member) => state.carriedBy(member));
      return [...[...outwards].reverse(), actor, ...[...inwards].filter((member) => !outwards.has(member))];
    },
  };
}
