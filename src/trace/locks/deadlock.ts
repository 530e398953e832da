import { type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { isEndCode } from '../events.ts';
import type { TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';

/** What one thread waits for, and who would have to do something about it. */
export interface WaitLink<Party = ActorId> {
  readonly waiter: Party;
  /** The lock it is blocked on; `null` where it waits for the other thread's end. */
  readonly lock: Party | null;
  /** Who holds the lock, or has to end. */
  readonly holder: Party;
}

/**
 * A circle of threads each of which waits for the next, through locks and joins: none of them can ever go on. `null` where
 * there is none. It begins with the thread that was created first.
 *
 * Only a thread that waits for one other alone is a link, so semaphores with several holders are none. That another
 * thread might release a lock it does not hold, as Python allows, is left out of account.
 *
 * @param through a thread that the circle is to lead through; any circle unless given.
 */
export function findWaitCycle(
  trace: Trace,
  state: TraceState,
  through?: ActorId,
): readonly WaitLink[] | null {
  const threads = trace.actors.filter(({ kind }) => kind === 'thread').map(({ id }) => id);
  const threadOf = new Map<ActorId, ActorId>();
  for (const thread of threads) {
    for (
      let carried = thread;
      carried !== NO_ACTOR && threadOf.get(carried) !== thread;
      carried = state.carriedBy(carried)
    ) {
      threadOf.set(carried, thread);
    }
  }
  const links = new Map<ActorId, WaitLink>();
  for (const waiter of threads) {
    const link = linkOf(trace, state, waiter, threadOf);
    if (link) links.set(waiter, link);
  }
  for (const first of threads) {
    const cycle = cycleFrom(first, links);
    if (cycle && (through === undefined || cycle.some(({ waiter }) => waiter === through))) return cycle;
  }
  return null;
}

function linkOf(
  trace: Trace,
  state: TraceState,
  waiter: ActorId,
  threadOf: ReadonlyMap<ActorId, ActorId>,
): WaitLink | null {
  const subject = state.subjectOf(waiter);
  const actor = trace.actors[subject];
  switch (state.statusOf(waiter)) {
    case 'blocked': {
      // Who has been handed the lock is blocked until it runs again.
      if (!actor || isGil(actor) || state.requestOf(state.innermost(waiter)) !== subject) return null;
      const [first, ...others] = state.holders(subject);
      const holder = first === undefined || others.length > 0 ? undefined : threadOf.get(first);
      return holder === undefined ? null : { waiter, lock: subject, holder };
    }
    case 'waiting':
      return state.reasonOf(waiter) === 'join' && actor?.kind === 'thread'
        ? { waiter, lock: null, holder: subject }
        : null;
    default:
      return null;
  }
}

/** The circle that leads from a waiter back to it; `null` where its waiting leads elsewhere. */
export function cycleFrom(first: ActorId, links: ReadonlyMap<ActorId, WaitLink>): readonly WaitLink[] | null {
  const cycle: WaitLink[] = [];
  for (let link = links.get(first); link && cycle.length < links.size; link = links.get(link.holder)) {
    cycle.push(link);
    if (link.holder === first) return cycle;
  }
  return null;
}

/**
 * How many events of a trace had happened when its run was cut off: what follows are only ends. Where a deadlock has been
 * ended, the circle still stands then.
 */
export function countBeforeCutOff({ events }: Trace): number {
  let count = events.length;
  while (count > 0 && isEndCode(events.kind[count - 1] as number)) count--;
  return count;
}

/** A circle in words: `Thread A waits for lock_b, held by Thread B; Thread B waits for lock_a, held by Thread A`. */
export const describeWaitCycle = (cycle: readonly WaitLink<string>[]): string =>
  cycle
    .map(({ waiter, lock, holder }) =>
      lock === null
        ? `${waiter} waits for the end of ${holder}`
        : `${waiter} waits for ${lock}, held by ${holder}`,
    )
    .join('; ');

/** A circle of actors by their names. */
export const namedWaitCycle = (
  { actors }: Pick<Trace, 'actors'>,
  cycle: readonly WaitLink[],
): readonly WaitLink<string>[] => {
  const nameOf = (actor: ActorId): string => actors[actor]?.name ?? '';
  return cycle.map(({ waiter, lock, holder }) => ({
    waiter: nameOf(waiter),
    lock: lock === null ? null : nameOf(lock),
    holder: nameOf(holder),
  }));
};
