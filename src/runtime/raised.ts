import { PythonError } from '../program/errors.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';

const raisedLast = new WeakMap<PythonError, ActorId>();

/** In whose program an error was raised last; `NO_ACTOR` where it has not been raised in any, or not as far as is known. */
export const raisedIn = (error: unknown): ActorId =>
  error instanceof PythonError ? (raisedLast.get(error) ?? NO_ACTOR) : NO_ACTOR;

/** Notes that an error was raised in an actor's program. */
export function noteRaised(error: PythonError, actor: ActorId): void {
  raisedLast.set(error, actor);
}
