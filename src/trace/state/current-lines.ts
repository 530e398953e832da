import { type ActorId, NO_ACTOR } from '../actors.ts';
import type { Trace } from '../trace.ts';
import type { TraceState } from './state.ts';

/**
 * Who is at each line of the listing at one moment: the tasks and threads that have begun and not ended, in the order
 * they came. A thread that works on a task stands back for it, since they are at the same line.
 */
export function currentLines(trace: Trace, state: TraceState): ReadonlyMap<number, readonly ActorId[]> {
  const lines = new Map<number, ActorId[]>();
  for (const { id, kind } of trace.actors) {
    if (kind !== 'task' && kind !== 'thread') continue;
    const line = state.lineOf(id);
    if (line === 0 || !isUnderWay(state, id) || isRepeatedByCarried(state, id)) continue;
    const there = lines.get(line);
    if (there) there.push(id);
    else lines.set(line, [id]);
  }
  return lines;
}

function isUnderWay(state: TraceState, actor: ActorId): boolean {
  switch (state.statusOf(actor)) {
    case 'starting':
    case 'ready':
    case 'running':
    case 'waiting':
    case 'blocked':
      return true;
    default:
      return false;
  }
}

function isRepeatedByCarried(state: TraceState, actor: ActorId): boolean {
  const carried = state.carriedBy(actor);
  return carried !== NO_ACTOR && state.lineOf(carried) !== 0 && isUnderWay(state, carried);
}
