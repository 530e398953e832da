import { timeTextNear } from '../../base/time-text.ts';
import { type ActorId, loopOf, NO_ACTOR } from '../actors.ts';
import { listOf, ordinal, type Phrase } from '../phrase.ts';
import { byAge, type Instant, isUnderWay, threadOf } from './why-instant.ts';
import { loopObstacle } from './why-loop.ts';

/** Why a thread or task that could run does not, to follow its name. */
export function whyReady(instant: Instant, actor: ActorId): Phrase {
  const { state, trace } = instant;
  switch (state.reasonOf(actor)) {
    case 'gil':
      return withoutGil(instant, actor);
    case 'core':
      return withoutCore(instant);
    case 'loop': {
      const loop = loopOf(trace.actors, state.subjectOf(actor) === NO_ACTOR ? actor : state.subjectOf(actor));
      if (!loop) return ['is ready, in the queue of its event loop'];
      const place = state.readyQueue(loop.id).indexOf(actor);
      const where = place < 0 ? 'in' : `${ordinal(place)} in`;
      return [`is ready, ${where} the `, loop.id, '’s queue', ...loopObstacle(instant, loop, actor)];
    }
    case 'pool':
      return withoutWorker(instant, actor);
    default:
      return ['is ready'];
  }
}

/** Why it has no GIL. What a thread carries is told of its thread. */
function withoutGil(instant: Instant, actor: ActorId): Phrase {
  const { state, history, time } = instant;
  const gil = state.subjectOf(actor);
  const thread = threadOf(instant, actor);
  const waiter = thread === NO_ACTOR ? actor : thread;
  const [holder] = state.holders(gil);
  const own: Phrase = waiter === actor ? [] : ['its thread, ', waiter, ', '];
  if (holder === waiter) {
    return ['is ready', ...(own.length > 0 ? [': ', ...own] : [': it ']), 'has the GIL and is about to run'];
  }
  if (holder === undefined) return ['is ready', ' and about to be given the GIL, which nobody has'];
  const since = history.heldSince(gil, holder, state.count);
  const held = since === undefined ? '' : ` since ${timeTextNear(since, time)} s`;
  const asker = state.dropRequestedBy(gil);
  const asked: Phrase =
    asker === NO_ACTOR
      ? []
      : asker === waiter
        ? ['; it has asked it to let go']
        : ['; ', asker, ' has asked it to let go'];
  return waiter === actor
    ? ['is ready, but ', holder, ` has had the GIL${held}`, ...asked]
    : ['is ready, but ', ...own, 'waits for the GIL, which ', holder, ` has had${held}`, ...asked];
}

function withoutCore({ trace, state }: Instant): Phrase {
  const cores = trace.actors.filter(({ kind }) => kind === 'core');
  const users = cores.map(({ id }) => state.carriedBy(id)).filter((user) => user !== NO_ACTOR);
  if (users.length === 0) return ['is ready and about to be given a core'];
  return [
    users.length === 1 ? 'is ready, but the core runs ' : 'is ready, but the cores run ',
    ...listOf(users),
  ];
}

/** Why no worker of an executor has taken the job yet. */
function withoutWorker(instant: Instant, actor: ActorId): Phrase {
  const { trace, state, history } = instant;
  const pool = state.subjectOf(actor);
  if (pool === NO_ACTOR) return ['waits in the queue of its executor'];
  const taker = threadOf(instant, actor);
  if (taker !== NO_ACTOR) return ['has been taken by ', taker, ' and is about to run'];
  const queue = queuedIn(instant, pool);
  const place: Phrase = queue.length > 1 ? [`, ${ordinal(queue.indexOf(actor))} in line`] : [];
  const workers = history.workersOf(pool).filter((worker) => isUnderWay(instant, worker));
  const busy = workers.map((worker) => state.carriedBy(worker)).filter((job) => job !== NO_ACTOR);
  const isUp = (worker: ActorId): boolean => !['created', 'starting'].includes(state.statusOf(worker));
  const coming = workers.filter((worker) => !isUp(worker));
  const clauses: Phrase[] = [];
  if (busy.length > 0) {
    const all = workers.length === 2 ? 'both workers are' : `all ${workers.length} workers are`;
    const some = `${busy.length} of ${workers.length} workers ${busy.length === 1 ? 'is' : 'are'}`;
    const them = workers.length === 1 ? 'its worker is' : busy.length < workers.length ? some : all;
    clauses.push([them, ' busy, with ', ...listOf(busy)]);
  }
  if (coming.length > 0) {
    const first = coming[0] as ActorId;
    const isProcess = trace.actors[first]?.parent !== trace.actors[pool]?.parent;
    clauses.push([
      ...listOf(coming),
      coming.length === 1 ? ' is' : ' are',
      isProcess ? ' still booting' : ' still being started',
    ]);
  }
  const reasons = clauses.flatMap((clause, index) => [index === 0 ? ': ' : '; ', ...clause]);
  return ['waits in the queue of ', pool, ...place, ...reasons];
}

/** The jobs that wait for a worker of an executor, the next one first. */
export function queuedIn(instant: Instant, pool: ActorId): readonly ActorId[] {
  const { trace, state } = instant;
  return trace.actors
    .map(({ id }) => id)
    .filter(
      (id) => state.subjectOf(id) === pool && state.statusOf(id) === 'ready' && state.reasonOf(id) === 'pool',
    )
    .sort(byAge(instant));
}
