import { describe, expect, it, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import type { Arrows } from '../../../src/trace/arrows/arrow-columns.ts';
import { arrowPhrase } from '../../../src/trace/arrows/arrow-words.ts';
import { createArrowReader } from '../../../src/trace/arrows/arrows.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { type EventKind, REASON_CODE, type Reason } from '../../../src/trace/events.ts';
import { phraseText } from '../../../src/trace/phrase.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { header } from '../random-trace.ts';

const indicesOf = ({ length }: Arrows): readonly number[] => Array.from({ length }, (_, index) => index);

/** Every arrow of a trace in words, with the times of its ends. */
function wordsOf(trace: Trace): readonly string[] {
  const arrows = createArrowReader().read(trace);
  const nameOf = (actor: ActorId): string => trace.actors[actor]?.name ?? '';
  return indicesOf(arrows).map((index) => {
    const [from, to] = [arrows.fromTime[index], arrows.toTime[index]];
    return `${phraseText(arrowPhrase(trace, arrows, index), nameOf)}, ${from} to ${to}`;
  });
}

/** A trace by hand: two threads of a process, two tasks of an event loop on the first, and what they share. */
function byHand() {
  const builder = new TraceBuilder();
  const add = (...[kind, name, parent]: [Parameters<TraceBuilder['actor']>[0], string, ActorId?]): ActorId =>
    builder.actor(kind, name, parent ?? NO_ACTOR, NO_ACTOR);
  const process = add('process', 'MainProcess');
  const main = add('thread', 'MainThread', process);
  const other = add('thread', 'Worker', process);
  const loop = add('loop', 'event loop', main);
  const one = add('task', 'one', loop);
  const two = add('task', 'two', loop);
  const lock = add('lock', 'lock', process);
  const gil = add('lock', 'GIL', process);
  const queue = add('queue', 'queue', process);
  const pool = add('pool', 'pool', process);
  const at = (time: number, kind: EventKind, actor: ActorId, subject = NO_ACTOR, reason: Reason = 'none') => {
    builder.now = seconds(time);
    builder.record(kind, actor, subject, REASON_CODE[reason]);
  };
  return { builder, at, process, main, other, loop, one, two, lock, gil, queue, pool };
}

describe('the arrows of a trace by hand', () => {
  const from = (story: (hand: ReturnType<typeof byHand>) => void): readonly string[] => {
    const hand = byHand();
    story(hand);
    return wordsOf(hand.builder.view(header));
  };

  test('spawn: from the creation to the first change of state', () => {
    const words = from(({ builder, at, main, process, loop }) => {
      builder.now = seconds(1);
      const task = builder.actor('task', 'three', loop, main);
      const own = builder.actor('task', 'job', main, main);
      builder.actor('lock', 'new lock', process, main);
      at(2, 'ready', task, loop, 'loop');
      at(3, 'run', own);
    });
    expect(words).toEqual(['MainThread starts three, 1 to 2']);
  });

  test('wake: from the end of what was awaited, and from who wakes another himself', () => {
    const words = from(({ at, loop, one, two }) => {
      at(0, 'wait', one, two, 'future');
      at(1, 'finish', two);
      at(2, 'wake', loop, one);
      at(2, 'ready', one, loop, 'loop');
    });
    expect(words).toEqual(['two wakes one, 1 to 2']);
    const cancelled = from(({ at, loop, one, two }) => {
      at(0, 'wait', two, NO_ACTOR, 'sleep');
      at(1, 'wake', one, two);
      at(2, 'ready', two, loop, 'loop');
    });
    expect(cancelled).toEqual(['one wakes two, 1 to 2']);
  });

  test('wake: of several awaited together, from the last to end; from none where time woke', () => {
    const story = (idle: boolean) =>
      from(({ at, main, loop, one, two }) => {
        at(0, 'await', one, two);
        at(0, 'wait', one, NO_ACTOR, 'future');
        at(1, 'finish', two);
        if (idle) at(2, 'wait', main, NO_ACTOR, 'select');
        at(3, 'wake', loop, one);
        at(3, 'ready', one, loop, 'loop');
      });
    expect(story(false)).toEqual(['two wakes one, 1 to 3']);
    expect(story(true)).toEqual([]);
  });

  test('who slept is woken by nobody', () => {
    const words = from(({ at, loop, one, two }) => {
      at(0, 'wait', one, NO_ACTOR, 'sleep');
      at(1, 'finish', two);
      at(2, 'wake', loop, one);
      at(2, 'ready', one, loop, 'loop');
    });
    expect(words).toEqual([]);
  });

  test('wake: an idle worker of an executor takes a job that was submitted to it', () => {
    const words = from(({ builder, at, main, other, process, pool }) => {
      at(0, 'wait', other, pool, 'work');
      builder.now = seconds(1);
      const job = builder.actor('task', 'job', process, main);
      at(1, 'ready', job, pool, 'pool');
      at(2, 'run', other);
      at(3, 'carry', other, job);
    });
    expect(words).toEqual(['MainThread starts job, 1 to 1', 'MainThread wakes Worker, 1 to 3']);
  });

  test('hand-over: to who was blocked by then, the first release to the first who acquires', () => {
    const words = from(({ at, main, other, one, two, lock }) => {
      for (const holder of [one, two]) at(0, 'acquire', holder, lock);
      for (const waiter of [main, other]) {
        at(1, 'request', waiter, lock);
        at(1, 'block', waiter, lock);
      }
      at(2, 'release', one, lock);
      at(2, 'wake', one, main);
      at(3, 'release', two, lock);
      at(4, 'acquire', main, lock);
      at(5, 'acquire', other, lock);
    });
    expect(words).toEqual(['one hands lock to MainThread, 2 to 4', 'two hands lock to Worker, 3 to 5']);
  });

  test('no hand-over to who asked when the lock was free', () => {
    const words = from(({ at, one, two, lock }) => {
      at(0, 'acquire', one, lock);
      at(1, 'release', one, lock);
      at(2, 'request', two, lock);
      at(2, 'acquire', two, lock);
    });
    expect(words).toEqual([]);
  });

  test('no hand-over after a wait for the lock that was given up', () => {
    const words = from(({ at, loop, one, two, lock }) => {
      at(0, 'acquire', one, lock);
      at(1, 'request', two, lock);
      at(1, 'block', two, lock);
      at(2, 'wake', loop, two);
      at(2, 'ready', two, loop, 'loop');
      at(3, 'release', one, lock);
      at(4, 'request', two, lock);
      at(4, 'acquire', two, lock);
    });
    expect(words).toEqual([]);
  });

  test('hand-over: an item that a consumer waited for; wake: room that a producer waited for', () => {
    const words = from(({ at, loop, one, two, queue }) => {
      at(0, 'wait', two, queue, 'queue');
      at(1, 'put', one, queue);
      at(1, 'wake', one, two);
      at(1, 'ready', two, loop, 'loop');
      at(2, 'get', two, queue);
      at(3, 'wait', one, queue, 'queue');
      at(4, 'put', two, queue);
      at(5, 'get', two, queue);
      at(6, 'put', one, queue);
    });
    expect(words).toEqual(['one hands two an item of queue, 1 to 2', 'two wakes one, 5 to 6']);
  });

  test('the GIL: to a thread that wanted it by then', () => {
    const words = from(({ at, main, other, gil }) => {
      at(0, 'acquire', main, gil);
      at(1, 'ready', other, gil, 'gil');
      at(2, 'release', main, gil);
      at(2, 'acquire', other, gil);
      at(3, 'release', other, gil);
      at(4, 'ready', main, gil, 'gil');
      at(4, 'acquire', main, gil);
    });
    expect(words).toEqual(['MainThread hands the GIL to Worker, 2 to 2']);
  });

  test('join: from the end of a thread to who waited for it; of a pool, from its last worker', () => {
    const story = (awaited: 'other' | 'pool') =>
      from((hand) => {
        hand.at(0, 'wait', hand.main, hand[awaited], 'join');
        hand.at(1, 'finish', hand.other);
        hand.at(2, 'run', hand.main);
      });
    expect(story('other')).toEqual(['Worker ends, and MainThread goes on, 1 to 2']);
    expect(story('pool')).toEqual(story('other'));
  });

  test('a thread is shown by the task it works on, and a task by the thread that works on it', () => {
    const { builder, at, main, other, one, lock } = byHand();
    at(0, 'carry', other, one);
    at(0, 'acquire', one, lock);
    at(1, 'request', main, lock);
    at(1, 'block', main, lock);
    at(2, 'release', one, lock);
    at(3, 'acquire', main, lock);
    const { fromTask, toTask, fromThread, toThread } = createArrowReader().read(builder.view(header));
    expect([fromTask[0], toTask[0], fromThread[0], toThread[0]]).toEqual([one, NO_ACTOR, other, main]);
  });
});

describe('the arrows of a workload', () => {
  it.each([
    ['documents', 'async', ['main starts doc 2', 'doc 4 wakes main']],
    ['documents', 'threads', ['MainThread starts doc 2', 'Worker 3 ends, and MainThread goes on']],
    ['documents', 'processes', ['MainThread starts doc 2', 'doc 0 wakes MainThread']],
    ['create-task', 'async', ['main starts fetch(5)', 'fetch(5) wakes main']],
    ['gather', 'async', ['main starts fetch(1)', 'fetch(5) wakes main']],
    ['print-race', 'threads+lock', ['Worker 0 hands print_lock to Worker 1', 'MainThread starts Worker 4']],
    [
      'lost-update',
      'threads+lock',
      ['Worker 3 hands lock to Worker 0', 'Thread 0 hands the GIL to MainThread'],
    ],
    ['deadlock', 'threads:one-order', ['A hands lock_a to B', 'Thread B ends, and MainThread goes on']],
    ['producer-consumer', 'async', ['producer hands consumer an item of queue', 'consumer wakes producer']],
    ['producer-consumer', 'threads', ['producer hands consumer an item of queue', 'consumer wakes producer']],
    ['semaphore', 'async', ['call 0 hands slots to call 10', 'call 1 hands slots to call 11']],
    ['io-pool', 'threads', ['MainThread starts call 9', 'call 0 wakes MainThread']],
    ['sum-squares', 'processes', ['n = 400 wakes MainThread', 'MainThread ends, and MainThread goes on']],
    ['timeout', 'async', ['limited(5) starts fetch(5)', 'fetch(5) wakes limited(5)']],
    ['blocking-call', 'async:to-thread', ['rude starts time.sleep', 'time.sleep wakes rude']],
  ])('%s in %s say so', async (id, key, expected) => {
    const words = wordsOf(await modelled(id, key)).map((line) => line.slice(0, line.lastIndexOf(',')));
    expect(words).toEqual(expect.arrayContaining(expected));
  });

  it('of documents done one after another are none', async () => {
    expect(wordsOf(await modelled('documents', 'sync'))).toEqual([]);
    expect(wordsOf(await modelled('documents', 'await-loop'))).toEqual([]);
  });

  it('are no hand-over of a lock while a deadlock lasts', async () => {
    expect(
      wordsOf(await modelled('deadlock', 'threads')).filter((line) => line.includes('hands lock')),
    ).toEqual([]);
  });
});

test('another trace is read from its beginning', async () => {
  const reader = createArrowReader();
  reader.read(await modelled('gather', 'async'));
  const { builder, at, main, other } = byHand();
  at(0, 'wait', main, other, 'join');
  at(1, 'finish', other);
  at(2, 'run', main);
  expect(reader.read(builder.view(header)).length).toBe(1);
});
