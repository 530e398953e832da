import { assertNever } from '../../base/assert-never.ts';
import { timeTextNear } from '../../base/time-text.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { listOf, type Phrase } from '../phrase.ts';
import { whyFlow } from './why-flow.ts';
import { gilOf, type Instant, isUnderWay, kindOf } from './why-instant.ts';
import { whyLoop } from './why-loop.ts';
import { queuedIn } from './why-ready.ts';

/**
 * What an actor is doing at an instant and, when it is not running, why: one sentence without a full stop, for any actor of
 * the trace. It says nothing that the trace does not know: how long a sleep lasts is told by its timer or, in a trace that
 * goes on far enough, by its end.
 *
 * @throws RangeError when the trace has no such actor.
 */
export function why(instant: Instant, actor: ActorId): Phrase {
  const about = instant.trace.actors[actor];
  if (!about) throw new RangeError(`There is no actor ${actor}.`);
  switch (about.kind) {
    case 'thread':
    case 'task':
      return whyFlow(instant, actor);
    case 'loop':
      return whyLoop(instant, about);
    case 'process':
      return whyProcess(instant, about);
    case 'core':
      return whyCore(instant, actor);
    case 'lock':
      return whyLock(instant, about);
    case 'pool':
      return whyPool(instant, actor);
    case 'queue':
      return whyQueue(instant, actor);
    case 'variable': {
      const value = instant.state.valueOf(actor);
      return value === null ? [actor, ' has not been touched yet'] : [actor, ` is ${value}`];
    }
    default:
      return assertNever(about.kind);
  }
}

function whyProcess(instant: Instant, { id }: Actor): Phrase {
  const { trace, state, time } = instant;
  const since = timeTextNear(state.sinceOf(id) ?? 0, time);
  switch (state.statusOf(id)) {
    case 'absent':
      return [id, ' does not exist yet'];
    case 'starting':
      return [id, ' is being started: it boots an interpreter of its own'];
    case 'finished':
      return [id, ` ended at ${since} s`];
    case 'failed':
      return [id, ` died at ${since} s: ${state.errorOf(id) ?? 'an error'}`];
    default: {
      const threads = trace.actors.filter(
        ({ kind, parent, id: thread }) => kind === 'thread' && parent === id && isUnderWay(instant, thread),
      );
      const count = `${threads.length || 'no'} ${threads.length === 1 ? 'thread' : 'threads'}`;
      const gil = gilOf(instant, id);
      if (!gil) {
        const running = threads
          .map((thread) => thread.id)
          .filter((thread) => state.statusOf(thread) === 'running');
        return [
          id,
          ` has ${count}; `,
          ...(running.length === 0
            ? ['none runs']
            : [...listOf(running), running.length === 1 ? ' runs' : ' run']),
        ];
      }
      const [holder] = state.holders(gil.id);
      if (holder === undefined) return [id, ` has ${count}; nobody has its GIL`];
      return threads.length === 1
        ? [id, ` has ${count}, which has its GIL`]
        : [id, ` has ${count}; `, holder, ' has its GIL'];
    }
  }
}

function whyCore({ state }: Instant, core: ActorId): Phrase {
  const thread = state.carriedBy(core);
  if (thread === NO_ACTOR) return [core, ' is idle: no thread waits for a core'];
  const inner = state.innermost(thread);
  return inner === thread ? [core, ' runs ', thread] : [core, ' runs ', thread, ', which works on ', inner];
}

function whyLock(instant: Instant, lock: Actor): Phrase {
  const { state, history, time } = instant;
  const subject: Phrase = isGil(lock) ? ['The ', lock.id] : [lock.id];
  const holders = [...new Set(state.holders(lock.id))];
  const waiters = state.waiters(lock.id).filter((waiter) => !holders.includes(waiter));
  const line: Phrase =
    waiters.length === 0
      ? []
      : ['; ', ...listOf(waiters), waiters.length === 1 ? ' waits for it' : ' wait for it, in this order'];
  const [holder] = holders;
  if (holder === undefined) return [...subject, ' is free', ...line];
  const since = holders.length === 1 ? history.heldSince(lock.id, holder, state.count) : undefined;
  const held = since === undefined ? '' : ` since ${timeTextNear(since, time)} s`;
  const asker = state.dropRequestedBy(lock.id);
  const asked: Phrase = asker === NO_ACTOR ? [] : ['; ', asker, ' has asked for it to be let go'];
  return [...subject, ' is held by ', ...listOf(holders), held, ...line, ...asked];
}

function whyPool(instant: Instant, pool: ActorId): Phrase {
  const { state, history } = instant;
  if (state.statusOf(pool) === 'finished') return [pool, ' is closed'];
  const workers = history.workersOf(pool).filter((worker) => state.statusOf(worker) !== 'absent');
  const jobs = workers.map((worker) => state.carriedBy(worker)).filter((job) => job !== NO_ACTOR);
  const queue = queuedIn(instant, pool);
  const busy: Phrase =
    jobs.length === 0
      ? [' has no worker that is busy']
      : [
          ` has ${jobs.length} of ${workers.length} ${workers.length === 1 ? 'worker' : 'workers'} busy, with `,
          ...listOf(jobs),
        ];
  return [
    pool,
    ...busy,
    ...(queue.length > 0 ? ['; in its queue: ', ...listOf(queue)] : ['; its queue is empty']),
  ];
}

function whyQueue(instant: Instant, queue: ActorId): Phrase {
  const { trace, state } = instant;
  const items = state.itemsIn(queue);
  const waiters = trace.actors
    .map(({ id }) => id)
    .filter(
      (id) =>
        state.statusOf(id) === 'waiting' &&
        state.reasonOf(id) === 'queue' &&
        state.subjectOf(id) === queue &&
        (kindOf(instant, id) === 'task' || state.innermost(id) === id),
    );
  const contents =
    items.length === 0
      ? ' is empty'
      : ` holds ${items.length}: ${items.slice(0, 3).join(', ')}${items.length > 3 ? ' …' : ''}`;
  if (waiters.length === 0) return [queue, contents];
  return [queue, contents, '; ', ...listOf(waiters), waiters.length === 1 ? ' waits at it' : ' wait at it'];
}
