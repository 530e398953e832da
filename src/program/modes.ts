/**
 * The ways a workload can be run. Links and exports name them, so they never change.
 *
 * - `sync`: one thread, one after another.
 * - `await-loop`: coroutines on an event loop, each awaited before the next is begun.
 * - `async`: coroutines on an event loop, all begun at once.
 * - `threads`: a thread each, under one GIL.
 * - `processes`: a pool of processes, a GIL and a memory each.
 * - `async+processes`: an event loop that gives its work to a pool of processes.
 */
export const MODE_IDS = ['sync', 'await-loop', 'async', 'threads', 'processes', 'async+processes'] as const;
export type ModeId = (typeof MODE_IDS)[number];

/**
 * A mode as a scenario runs it: with the scenario's lock, where it offers one, or without; and in which of the variants
 * that it shows side by side, should there be more than one.
 */
export interface Mode {
  readonly id: ModeId;
  readonly lock: boolean;
  /** The variant by the name that links carry: lower-case words joined by hyphens. */
  readonly variant?: string;
}

/** A short name for a mode, its lock and its variant, unique on a stage: `threads`, `threads+lock`, `async:task-group`. */
export const modeKey = ({ id, lock, variant }: Mode): string =>
  `${id}${lock ? '+lock' : ''}${variant === undefined ? '' : `:${variant}`}`;

/** Whether the program's main routine runs as a coroutine on an event loop. */
export const hasEventLoop = (id: ModeId): boolean =>
  id === 'await-loop' || id === 'async' || id === 'async+processes';
