import { type Actor, type ActorId, isGil, MAIN_THREAD } from './actors.ts';

/** The name of a thread where there are several processes: its process, and the thread where that is not the main one. */
export const nameOfThread = (thread: Actor, process: Actor): string =>
  thread.name === MAIN_THREAD ? process.name : `${process.name} · ${thread.name}`;

/**
 * What the actors of a trace are called in sentences: by their names, except that where there are several processes a
 * thread goes by the name of its process, as its lane does, and each GIL has its process named with it.
 */
export function actorNames(actors: readonly Actor[]): (actor: ActorId) => string {
  const isOneProcess = actors.filter(({ kind }) => kind === 'process').length < 2;
  return (id) => {
    const actor = actors[id];
    if (!actor) return '';
    const parent = actors[actor.parent];
    if (isOneProcess || !parent) return actor.name;
    if (actor.kind === 'thread') return nameOfThread(actor, parent);
    return isGil(actor) ? `${actor.name} of ${parent.name}` : actor.name;
  };
}
