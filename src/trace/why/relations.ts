import type { Seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil, loopOf, NO_ACTOR } from '../actors.ts';
import type { Phrase } from '../phrase.ts';
import { type Chains, chainsAt } from '../state/carrying-chains.ts';
import type { TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';

/**
 * What somebody needs of whom it waits for: to let go of a lock, the GIL, a core or the event loop; its result; its end;
 * that it begins.
 */
export type Need = 'lock' | 'gil' | 'core' | 'loop' | 'result' | 'end' | 'start';

/** Somebody for whom an actor waits directly. */
interface Wait {
  readonly need: Need;
  readonly on: ActorId;
  /** The lock, core or loop that the other has; `NO_ACTOR` where it is the other itself that is waited for. */
  readonly via: ActorId;
}

/** How an actor is related to another: `waits-for` and `awaited-by` are each the other's view of one relation. */
export type Relation =
  | {
      readonly kind: 'waits-for' | 'awaited-by';
      readonly actor: ActorId;
      readonly need: Need;
      readonly via: ActorId;
    }
  | { readonly kind: 'holds' | 'asks-for' | 'held-by' | 'asked-for-by'; readonly actor: ActorId }
  | { readonly kind: 'works-on' | 'worked-on-by'; readonly actor: ActorId };

/** Threads and tasks: what has states of its own, and can wait. */
const isFlow = ({ kind }: Actor): boolean => kind === 'thread' || kind === 'task';

/** Whom an actor waits for directly. Nobody for who sleeps, or waits for what nobody has. */
function waitsOf(trace: Trace, state: TraceState, actor: ActorId): readonly Wait[] {
  const subject = state.subjectOf(actor);
  const one = (need: Need, on: ActorId, via: ActorId): readonly Wait[] =>
    on === NO_ACTOR || on === actor ? [] : [{ need, on, via }];
  const holders = (need: Need): readonly Wait[] =>
    [...new Set(state.holders(subject))].flatMap((holder) => one(need, holder, subject));
  switch (state.statusOf(actor)) {
    case 'blocked':
      return holders('lock');
    case 'ready':
      switch (state.reasonOf(actor)) {
        case 'gil':
          return holders('gil');
        case 'core':
          return trace.actors
            .filter(({ kind }) => kind === 'core')
            .flatMap(({ id }) => one('core', state.carriedBy(id), id));
        case 'loop': {
          const loop = loopOf(trace.actors, subject === NO_ACTOR ? actor : subject);
          return loop ? one('loop', state.carriedBy(loop.parent), loop.id) : [];
        }
        default:
          return [];
      }
    case 'waiting':
      switch (state.reasonOf(actor)) {
        case 'future':
          return one('result', subject, NO_ACTOR);
        case 'join':
          return one('end', subject, NO_ACTOR);
        case 'none':
          return one('start', subject, NO_ACTOR);
        default:
          return [];
      }
    default:
      return [];
  }
}

/** The locks, without any GIL, that an actor holds, in the order of their creation. O(actors). */
export const locksHeldBy = (
  { actors }: Pick<Trace, 'actors'>,
  state: TraceState,
  actor: ActorId,
): ActorId[] =>
  actors
    .filter((lock) => lock.kind === 'lock' && !isGil(lock) && state.holders(lock.id).includes(actor))
    .map(({ id }) => id);

/**
 * How an actor is related to others at a moment: whom it waits for, who waits for it, which locks it holds and asks for,
 * what it works on and who works on it. What is said of a task is said of the thread that works on it too. O(actors), and
 * for each thread that is ready for want of a core as much again.
 *
 * @param time where the moment is between two events: by then timers can be due that no event tells of. The state's own time
 * unless given.
 */
export function relationsOf(
  trace: Trace,
  state: TraceState,
  actor: ActorId,
  time: Seconds = state.time,
): readonly Relation[] {
  const about = trace.actors[actor];
  if (about?.kind === 'lock') return ofLock(state, actor);
  const chains = chainsAt(trace, state);
  return [
    ...waitRelations(trace, state, actor, chains),
    ...overdue(trace, state, chains, actor, time),
    ...carrying(chains, actor),
  ];
}

function ofLock(state: TraceState, lock: ActorId): readonly Relation[] {
  const relations: Relation[] = [...new Set(state.holders(lock))].map((actor) => ({
    kind: 'held-by',
    actor,
  }));
  for (const actor of state.waiters(lock)) relations.push({ kind: 'asked-for-by', actor });
  return relations;
}

function waitRelations(trace: Trace, state: TraceState, actor: ActorId, chains: Chains): readonly Relation[] {
  const isFlowId = (id: ActorId): boolean => {
    const member = trace.actors[id];
    return member !== undefined && isFlow(member);
  };
  const own = new Set(chains.chainOf(actor).filter(isFlowId));
  const relations: Relation[] = [];
  const innermost = state.innermost(actor);
  for (const { on, need, via } of waitsOf(trace, state, innermost)) {
    if (!own.has(on)) relations.push({ kind: 'waits-for', actor: on, need, via });
  }
  for (const other of trace.actors) {
    if (!isFlow(other) || own.has(other.id)) continue;
    const wait = waitsOf(trace, state, other.id).find(({ on }) => own.has(on));
    if (wait) relations.push({ kind: 'awaited-by', actor: other.id, need: wait.need, via: wait.via });
  }
  for (const member of own) {
    for (const lock of locksHeldBy(trace, state, member)) relations.push({ kind: 'holds', actor: lock });
    const asked = state.requestOf(member);
    if (asked !== NO_ACTOR) relations.push({ kind: 'asks-for', actor: asked });
  }
  return relations;
}

/** Those whose timers are due wait for whoever keeps their event loop from looking. */
function overdue(
  { actors }: Trace,
  state: TraceState,
  chains: Chains,
  actor: ActorId,
  time: Seconds,
): readonly Relation[] {
  const own = chains.chainOf(actor);
  return actors.flatMap(({ id: loop, kind, parent }): readonly Relation[] => {
    const task = kind === 'loop' ? state.carriedBy(parent) : NO_ACTOR;
    if (task === NO_ACTOR) return [];
    const late = state
      .timers(loop)
      .filter((timer) => timer.deadline < time && state.statusOf(timer.actor) === 'waiting')
      .map((timer) => timer.actor);
    const need = { need: 'loop', via: loop } as const;
    if (own.includes(task)) return late.map((waiter) => ({ kind: 'awaited-by', actor: waiter, ...need }));
    return late.some((waiter) => own.includes(waiter)) ? [{ kind: 'waits-for', actor: task, ...need }] : [];
  });
}

function carrying(chains: Chains, actor: ActorId): readonly Relation[] {
  const chain = chains.chainOf(actor);
  const place = chain.indexOf(actor);
  return chain.flatMap((member, index): readonly Relation[] => {
    if (member === actor) return [];
    return [{ kind: index < place ? 'worked-on-by' : 'works-on', actor: member }];
  });
}

/** What the other is to the actor, to be written beside the other: `holds print_lock`, `waits for it`. */
export function describeRelation(relation: Relation): Phrase {
  switch (relation.kind) {
    case 'waits-for':
      return NEEDED_OF[relation.need](relation.via);
    case 'awaited-by':
      return relation.need === 'lock' ? ['waits for ', relation.via] : [WAITING[relation.need]];
    case 'holds':
      return ['held by it'];
    case 'asks-for':
      return ['asked for by it'];
    case 'held-by':
      return ['holds it'];
    case 'asked-for-by':
      return ['waits for it'];
    case 'works-on':
      return ['its work'];
    case 'worked-on-by':
      return ['works on it'];
  }
}

const NEEDED_OF: Readonly<Record<Need, (via: ActorId) => Phrase>> = {
  lock: (via) => ['holds ', via],
  gil: () => ['has the GIL'],
  core: (via) => ['has ', via],
  loop: () => ['has the loop'],
  result: () => ['its result awaited'],
  end: () => ['its end awaited'],
  start: () => ['about to begin'],
};

const WAITING: Readonly<Record<Exclude<Need, 'lock'>, string>> = {
  gil: 'waits for the GIL',
  core: 'waits for a core',
  loop: 'waits for the loop',
  result: 'waits for it',
  end: 'waits for its end',
  start: 'waits for its start',
};
