import { timeTextNear } from '../../base/time-text.ts';
import { type ActorId, isGil, loopOf, NO_ACTOR } from '../actors.ts';
import { findWaitCycle } from '../locks/deadlock.ts';
import { listOf, ordinal, type Phrase } from '../phrase.ts';
import { locksHeldBy } from './relations.ts';
import { asSeenBy, hasEnded, type Instant, kindOf, threadOf } from './why-instant.ts';
import { whyReady } from './why-ready.ts';
import { whyWaiting } from './why-waiting.ts';

/** What a thread or task is doing and why it does not run, as a sentence. */
export function whyFlow(instant: Instant, actor: ActorId): Phrase {
  const { trace, state } = instant;
  const taken = state.statusOf(actor) === 'blocked' ? state.subjectOf(actor) : NO_ACTOR;
  const held = locksHeldBy(trace, state, state.innermost(actor)).filter((lock) => lock !== taken);
  const said = predicate(instant, actor);
  if (held.length > 0 && hasEnded(instant, actor)) {
    const [fact = '', , error] = said;
    const told: Phrase = [actor, ' ', fact, ' and never let go of ', ...listOf(held)];
    return error === undefined ? told : [...told, '. ', error];
  }
  const holds: Phrase = held.length > 0 ? ['holds ', ...listOf(held), ' and '] : [];
  const circle = circleThrough(instant, actor);
  return [actor, ' ', ...holds, ...said, ...(circle.length > 0 ? circle : nextLink(instant, actor))];
}

/** What it does or waits for, to follow its name. */
function predicate(instant: Instant, actor: ActorId): Phrase {
  const { state, time } = instant;
  const since = timeTextNear(state.sinceOf(actor) ?? 0, time);
  switch (state.statusOf(actor)) {
    case 'absent':
      return ['does not exist yet'];
    case 'created':
      return ['has been created and has not begun'];
    case 'starting':
      return starting(instant, actor);
    case 'ready':
      return whyReady(instant, actor);
    case 'running':
      return running(instant, actor);
    case 'waiting':
      return whyWaiting(instant, actor);
    case 'blocked':
      return blocked(instant, actor);
    case 'finished':
      return [`finished at ${since} s`];
    case 'failed':
      return failed(since, state.errorOf(actor) ?? 'an error');
    case 'cancelled':
      return [`was cancelled at ${since} s`];
  }
}

/** A deadlock is only named: who waits for whom it tells of threads, whichever actor the sentence is about. */
const failed = (since: string, error: string): Phrase =>
  error.startsWith('Deadlock: ')
    ? [`failed in a deadlock at ${since} s`]
    : [`failed at ${since} s`, ': ', error];

function starting(instant: Instant, actor: ActorId): Phrase {
  const thread = threadOf(instant, actor);
  if (thread === NO_ACTOR || thread === actor) return ['is being started'];
  return ['waits for its thread, ', thread, ', to start'];
}

function running(instant: Instant, actor: ActorId): Phrase {
  const { state, trace } = instant;
  const core = state.subjectOf(actor);
  const where: Phrase = core === NO_ACTOR ? [] : [' on ', core];
  if (kindOf(instant, actor) === 'task') {
    const thread = threadOf(instant, actor);
    const loop = loopOf(trace.actors, actor);
    if (loop) return ['is running on the ', loop.id, ...where];
    return thread === NO_ACTOR ? ['is running', ...where] : ['is running', ...where, ', in ', thread];
  }
  const inner = state.innermost(actor);
  const work: Phrase = inner === actor ? [] : [', for ', inner];
  const gil = trace.actors.find((lock) => isGil(lock) && state.holders(lock.id).includes(actor));
  const asker = gil ? state.dropRequestedBy(gil.id) : NO_ACTOR;
  const asked: Phrase = asker === NO_ACTOR ? [] : ['; ', asker, ' has asked it to let go of the GIL'];
  return ['is running', ...where, ...work, ...asked];
}

function blocked(instant: Instant, actor: ActorId): Phrase {
  const { state, history, time, chains } = instant;
  const lock = state.subjectOf(actor);
  if (lock === NO_ACTOR) return ['is blocked'];
  const own = chains.chainOf(actor);
  const asker = state.innermost(actor);
  const holders = [...new Set(state.holders(lock))];
  if (state.requestOf(asker) !== lock && holders.some((holder) => own.includes(holder))) {
    return ['has been handed ', lock, ' and is about to go on'];
  }
  const waiters = state.waiters(lock);
  const place = waiters.length > 1 ? waiters.indexOf(asker) : -1;
  const line = place < 0 ? '' : `, ${ordinal(place)} in line`;
  const [holder] = holders;
  if (holder === undefined) return ['waits for ', lock, ', which nobody holds at the moment', line];
  const since = holders.length === 1 ? history.heldSince(lock, holder, state.count) : undefined;
  const held = since === undefined ? '' : ` since ${timeTextNear(since, time)} s`;
  const names = holders.map((other) => asSeenBy(instant, actor, other));
  return ['waits for ', lock, ', held by ', ...listOf(names), held, line];
}

/** What keeps the one that an actor waits for, where that does not run either: the next link of the chain. */
function nextLink(instant: Instant, actor: ActorId): Phrase {
  const { state } = instant;
  const other = awaitedAlone(instant, actor);
  if (other === NO_ACTOR || other === actor) return [];
  if (!['ready', 'waiting', 'blocked', 'starting'].includes(state.statusOf(other))) return [];
  const kind = kindOf(instant, other);
  if (kind !== 'thread' && kind !== 'task') return [];
  return ['; ', other, ' ', ...predicate(instant, other), ...circleThrough(instant, other)];
}

/** The one that alone can end an actor's waiting for a lock, a result or an end; `NO_ACTOR` for none. */
function awaitedAlone(instant: Instant, actor: ActorId): ActorId {
  const { state } = instant;
  const subject = state.subjectOf(actor);
  const status = state.statusOf(actor);
  if (status === 'blocked') {
    const [holder, ...others] = state.holders(subject);
    const isOther =
      holder !== undefined && others.length === 0 && !instant.chains.chainOf(actor).includes(holder);
    return isOther ? asSeenBy(instant, actor, holder) : NO_ACTOR;
  }
  const reason = state.reasonOf(actor);
  return status === 'waiting' && (reason === 'join' || reason === 'future') ? subject : NO_ACTOR;
}

/** The circle of waiting that an actor's thread is part of: `, and so waits for itself: A → lock_b → B → lock_a`. */
function circleThrough(instant: Instant, actor: ActorId): Phrase {
  const { trace, state } = instant;
  const thread = threadOf(instant, actor);
  if (thread === NO_ACTOR || !['blocked', 'waiting'].includes(state.statusOf(actor))) return [];
  const cycle = findWaitCycle(trace, state, thread);
  if (!cycle) return [];
  const start = cycle.findIndex(({ waiter }) => waiter === thread);
  const inOrder = [...cycle.slice(start), ...cycle.slice(0, start)];
  const isTask = kindOf(instant, actor) === 'task';
  const links = inOrder.flatMap(({ waiter, lock }, index) => [
    ...(index === 0 ? [] : [' → ']),
    isTask ? state.innermost(waiter) : waiter,
    ...(lock === null ? [] : [' → ', lock]),
  ]);
  return [', and so waits for itself: ', ...links];
}
