import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { isCoroutine } from '../call-stacks.ts';
import type { Reason } from '../events.ts';
import { isEnded, type TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';
import { cycleFrom, type WaitLink } from './deadlock.ts';

/** A thread or task, by the name of the work it does, or a lock or queue. */
export interface WaitNode {
  readonly actor: ActorId;
  readonly kind: 'flow' | 'lock' | 'queue';
  /** Whether it is part of the circle. */
  readonly inCycle: boolean;
}

/** `waits-for`: from a thread or task to a lock or queue, or to who has to end. `held-by`: from a lock to who holds it. */
export interface WaitEdge {
  readonly kind: 'waits-for' | 'held-by';
  readonly from: ActorId;
  readonly to: ActorId;
  readonly inCycle: boolean;
}

/** Who waits for whom at one moment. */
export interface WaitForGraph {
  readonly nodes: readonly WaitNode[];
  readonly edges: readonly WaitEdge[];
  /** A circle of waiting, should there be one, along its nodes: each waits for the next, or is held by it. */
  readonly cycle: readonly ActorId[] | null;
  /** When the circle closed. */
  readonly since: Seconds | null;
}

/** What the state of a moment does not tell about waiting. */
interface WaitHistory {
  /** Since when a holder has had a lock. */
  readonly heldSince: (lock: ActorId, holder: ActorId) => Seconds | undefined;
  /** The tasks and jobs that a task has said last it waits for together. */
  readonly awaitedBy: (task: ActorId) => readonly ActorId[];
}

/**
 * The wait-for graph at one moment: all who wait for a lock, for an item or room in a queue, or for the end of others, and
 * all who are waited for. Left out is the GIL, which is let go by itself, and who waits for time, or for work.
 *
 * Who waits for several together has an edge to each that has not ended; a circle leads only through who waits for one.
 *
 * A thread that works on a job goes by the job, which is what asks for locks.
 */
export function waitForGraph(trace: Trace, state: TraceState, history: WaitHistory): WaitForGraph {
  const links = allLinks(trace, state, history);
  const cycle = findCycle(links);
  const path = cycle?.flatMap(({ waiter, lock }) => (lock === null ? [waiter] : [waiter, lock])) ?? null;
  const isStep = (from: ActorId, to: ActorId): boolean => {
    const place = path?.indexOf(from) ?? -1;
    return path !== null && place >= 0 && path[(place + 1) % path.length] === to;
  };
  const nodes = new Map<ActorId, WaitNode>();
  const node = (actor: ActorId, kind: WaitNode['kind']): void => {
    if (!nodes.has(actor)) nodes.set(actor, { actor, kind, inCycle: path?.includes(actor) ?? false });
  };
  const edges = new Map<string, WaitEdge>();
  const edge = (kind: WaitEdge['kind'], from: ActorId, to: ActorId): void => {
    edges.set(`${from} ${to}`, { kind, from, to, inCycle: isStep(from, to) });
  };
  for (const { waiter, lock, holder } of links) {
    node(waiter, 'flow');
    if (lock === null) {
      node(holder, 'flow');
      edge('waits-for', waiter, holder);
      continue;
    }
    node(lock, trace.actors[lock]?.kind === 'queue' ? 'queue' : 'lock');
    edge('waits-for', waiter, lock);
    if (holder === NO_ACTOR) continue;
    node(holder, 'flow');
    edge('held-by', lock, holder);
  }
  const starts = (cycle ?? []).flatMap(({ waiter, lock }) => [
    state.sinceOf(waiter) ?? 0,
    ...(lock === null ? [] : state.holders(lock).map((holder) => history.heldSince(lock, holder) ?? 0)),
  ]);
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    cycle: path,
    since: cycle && seconds(Math.max(...starts)),
  };
}

/** A circle in words: `A → lock_b → B → lock_a → A`. */
export const describeCycle = (cycle: readonly ActorId[], nameOf: (actor: ActorId) => string): string =>
  [...cycle, ...cycle.slice(0, 1)].map(nameOf).join(' → ');

/**
 * Everyone's waits; a lock with several holders gives several links, one that has been let go a link without holder, and so
 * does a queue.
 */
function allLinks(trace: Trace, state: TraceState, history: WaitHistory): readonly WaitLink[] {
  const { innermost, workOf } = workAtMoment(trace, state);
  const links: WaitLink[] = [];
  for (const [flow, waiter] of innermost) {
    const subject = state.subjectOf(flow);
    const about = trace.actors[subject];
    const status = state.statusOf(flow);
    if (status === 'blocked' && about?.kind === 'lock' && !isGil(about)) {
      // Who has been handed the lock is blocked until it runs again.
      if (state.requestOf(waiter) !== subject) continue;
      const holders = state.holders(subject);
      for (const holder of holders) links.push({ waiter, lock: subject, holder: workOf(holder) });
      if (holders.length === 0) links.push({ waiter, lock: subject, holder: NO_ACTOR });
    } else if (status === 'waiting') {
      const reason = state.reasonOf(flow);
      if (!about) {
        for (const holder of reason === 'future' ? history.awaitedBy(flow) : [])
          if (!isEnded(state.statusOf(holder))) links.push({ waiter, lock: null, holder: workOf(holder) });
      } else if (isForEnd(reason, about)) {
        links.push({ waiter, lock: null, holder: workOf(subject) });
      } else if (reason === 'queue' && about.kind === 'queue') {
        links.push({ waiter, lock: subject, holder: NO_ACTOR });
      }
    }
  }
  return links;
}

const isForEnd = (reason: Reason, { kind }: Actor): boolean =>
  (reason === 'join' && kind === 'thread') || (reason === 'future' && kind === 'task');

/** Of each flow of execution, a thread or a task of an event loop, the innermost actor of what it works on. */
function workAtMoment(trace: Trace, state: TraceState) {
  const flowOf = new Map<ActorId, ActorId>();
  const innermost = new Map<ActorId, ActorId>();
  for (const { id, kind } of trace.actors) {
    if (kind !== 'thread' && !isCoroutine(trace.actors, id)) continue;
    let member = id;
    for (let next = id; next !== NO_ACTOR && flowOf.get(next) !== id; next = state.carriedBy(next)) {
      if (next !== id && isCoroutine(trace.actors, next)) break;
      flowOf.set(next, id);
      member = next;
    }
    innermost.set(id, member);
  }
  const workOf = (actor: ActorId): ActorId => innermost.get(flowOf.get(actor) ?? actor) ?? actor;
  return { innermost, workOf };
}

/** A circle of waiters, each of whom waits for one other alone. It begins with the one that was created first. */
function findCycle(links: readonly WaitLink[]): readonly WaitLink[] | null {
  const single = new Map<ActorId, WaitLink>();
  for (const link of links) if (link.holder !== NO_ACTOR) single.set(link.waiter, link);
  for (const link of links) if (single.get(link.waiter) !== link) single.delete(link.waiter);
  for (const first of [...single.keys()].sort((one, other) => one - other)) {
    const cycle = cycleFrom(first, single);
    if (cycle) return cycle;
  }
  return null;
}
