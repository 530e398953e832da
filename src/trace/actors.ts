import type { Branded } from '../base/units.ts';

/** Identifies an actor within one trace: its index in `Trace.actors`. */
export type ActorId = Branded<'actor'>;

/** Stands where an event names no other actor. */
export const NO_ACTOR = -1 as ActorId;

/**
 * What an actor is.
 *
 * - `process`: an operating-system process: an interpreter with its own memory and GIL.
 * - `thread`: a thread of a process; every process has at least its main thread.
 * - `task`: a unit of work as the course speaks of it: an asyncio task, or a job given to a thread or a pool.
 * - `core`: a processor core. Only modelled traces have them: a browser does not tell which core runs what.
 * - `lock`: a lock or semaphore; the GIL of a process is the lock named `GIL_NAME`.
 * - `loop`: an asyncio event loop.
 * - `pool`: the queue of pending work in front of an executor's workers.
 * - `queue`: an `asyncio.Queue` or `queue.Queue`.
 * - `variable`: a shared variable.
 */
export const ACTOR_KINDS = [
  'process',
  'thread',
  'task',
  'core',
  'lock',
  'loop',
  'pool',
  'queue',
  'variable',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** The name of the lock actor that stands for a process's global interpreter lock. */
export const GIL_NAME = 'GIL';

/** The name of the thread that a process begins with. */
export const MAIN_THREAD = 'MainThread';

/** Somebody or something that events are about. */
export interface Actor {
  readonly id: ActorId;
  readonly kind: ActorKind;
  /** What the interface calls it, for example `doc 3` or `Worker 1`. Unique among siblings of a kind by convention. */
  readonly name: string;
  /** Where it belongs: a thread to its process, a task to its thread or loop. `NO_ACTOR` at the top. */
  readonly parent: ActorId;
}

/** Whether an actor is the global interpreter lock of a process. */
export const isGil = (actor: Actor): boolean => actor.kind === 'lock' && actor.name === GIL_NAME;

/** The process that an actor is, or belongs to; `NO_ACTOR` for one that belongs to none. */
export const processOf = (actors: readonly Actor[], actor: ActorId): ActorId =>
  ownerOf(actors, actor, 'process')?.id ?? NO_ACTOR;

/** The event loop that an actor is, or runs on. */
export const loopOf = (actors: readonly Actor[], actor: ActorId): Actor | undefined =>
  ownerOf(actors, actor, 'loop');

/** The nearest of a kind among an actor and those to which it belongs. */
function ownerOf(actors: readonly Actor[], actor: ActorId, kind: ActorKind): Actor | undefined {
  let current = actors[actor];
  while (current && current.kind !== kind) current = actors[current.parent];
  return current;
}
