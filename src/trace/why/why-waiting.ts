import { durationText, timeText, timeTextNear } from '../../base/time-text.ts';
import { type Actor, type ActorId, loopOf, NO_ACTOR } from '../actors.ts';
import { listOf, type Phrase } from '../phrase.ts';
import { type Instant, isUnderWay, kindOf, threadOf } from './why-instant.ts';
import { deadlineOf, loopObstacle, nextTimer } from './why-loop.ts';

/** What a thread or task waits for, to follow its name. */
export function whyWaiting(instant: Instant, actor: ActorId): Phrase {
  const { trace, state } = instant;
  const subject = state.subjectOf(actor);
  switch (state.reasonOf(actor)) {
    case 'sleep':
      return sleeping(instant, actor);
    case 'future':
      return awaiting(instant, actor, subject);
    case 'join':
      if (subject === NO_ACTOR) return ['waits for another to end'];
      return kindOf(instant, subject) === 'pool'
        ? ['waits for ', subject, ' to close, which it does when its workers have ended']
        : ['waits for the end of ', subject];
    case 'work':
      return subject === NO_ACTOR ? ['has no work'] : ['has no work: the queue of ', subject, ' is empty'];
    case 'select': {
      const loop = trace.actors.find(({ kind, parent }) => kind === 'loop' && parent === actor);
      return loop
        ? ['waits: its ', loop.id, ' has nothing ready; ', ...nextTimer(instant, loop)]
        : ['waits: nothing is ready'];
    }
    case 'queue':
      return atQueue(instant, actor, subject);
    default:
      return subject === NO_ACTOR ? ['waits'] : ['waits until ', subject, ' has begun to run'];
  }
}

/** A sleep, and how much of it is left where that is known: from its timer, or from what the trace knows to come. */
function sleeping(instant: Instant, actor: ActorId): Phrase {
  const { state, history, time, trace } = instant;
  if (history.hasJustWritten(actor, state.innermost(actor), state.count)) {
    return ['waits for the standard output to take its text'];
  }
  const deadline = deadlineOf(instant, actor);
  const call = deadline === undefined ? 'time.sleep' : 'asyncio.sleep';
  const end = deadline ?? history.nextChange(actor, state.count);
  if (end === undefined) {
    return [`has slept since ${timeTextNear(state.sinceOf(actor) ?? 0, time)} s (${call})`];
  }
  const left = end - time;
  if (left > 0) {
    const blocked = deadline === undefined ? loopOn(instant, actor) : undefined;
    const meanwhile: Phrase = blocked ? [', and blocks the ', blocked.id, ' meanwhile'] : [];
    return [`waits until ${timeTextNear(end, time)} s (${call}), ${durationText(left)} s more`, ...meanwhile];
  }
  const loop = deadline === undefined ? undefined : loopOf(trace.actors, actor);
  return [
    `is to go on: its sleep was over at ${timeTextNear(end, time)} s`,
    ...(loop ? loopObstacle(instant, loop, actor) : []),
  ];
}

/** The event loop that cannot go on while an actor does not: the actor is a step of it, or its thread within one. */
function loopOn(instant: Instant, actor: ActorId): Actor | undefined {
  const { trace, state } = instant;
  const thread = threadOf(instant, actor);
  const loop = trace.actors.find(({ kind, parent }) => kind === 'loop' && parent === thread);
  return loop && state.carriedBy(thread) !== NO_ACTOR ? loop : undefined;
}

function awaiting(instant: Instant, actor: ActorId, subject: ActorId): Phrase {
  const { state, history, time } = instant;
  const deadline = deadlineOf(instant, actor);
  const limit = deadline !== undefined && deadline > time ? `, until ${timeText(deadline)} s at most` : '';
  if (subject !== NO_ACTOR) return ['waits for the result of ', subject, limit];
  const pending = history.tasksCreatedBy(state.innermost(actor)).filter((task) => isUnderWay(instant, task));
  if (pending.length === 0) return ['waits for a future', limit];
  return [
    'waits for a future',
    limit,
    '; of the tasks it created ',
    ...listOf(pending),
    pending.length === 1 ? ' is not done' : ' are not done',
  ];
}

function atQueue({ state, history }: Instant, actor: ActorId, queue: ActorId): Phrase {
  if (queue === NO_ACTOR) return ['waits at a queue'];
  const items = state.itemsIn(queue);
  const use = history.nextQueueUse(state.innermost(actor), state.count) ?? (items.length > 0 ? 'put' : 'get');
  if (use === 'get') return ['waits for an item in ', queue, items.length === 0 ? ', which is empty' : ''];
  return ['waits for room in ', queue, `, which holds ${items.length}`];
}
