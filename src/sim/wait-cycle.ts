import type { WaitLink } from '../trace/locks/deadlock.ts';
import { Lock } from './lock.ts';
import { type Obstacle, Thread } from './thread.ts';

/**
 * The circle of threads, each of which waits for the next, that a thread is part of; `null` when it is part of none. It
 * begins with the thread that was created first.
 */
export function waitCycleThrough(thread: Thread): readonly WaitLink<string>[] | null {
  const members: Thread[] = [];
  let next: Thread | null = thread;
  while (next && !members.includes(next)) {
    members.push(next);
    next = whoCanEnd(next.obstacle);
  }
  if (next !== thread) return null;
  const oldest = members.reduce((one, other) => (other.number < one.number ? other : one));
  const start = members.indexOf(oldest);
  const inOrder = [...members.slice(start), ...members.slice(0, start)];
  return inOrder.map(({ name, obstacle }, index) => ({
    waiter: name,
    lock: obstacle instanceof Lock ? obstacle.name : null,
    holder: (inOrder[index + 1] ?? oldest).name,
  }));
}

/** The one thread that can make an obstacle go away: the holder of a lock, or the thread whose end is waited for. */
function whoCanEnd(obstacle: Obstacle | null): Thread | null {
  if (obstacle instanceof Lock) return obstacle.soleHolder;
  return obstacle instanceof Thread ? obstacle : null;
}
