import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_ACTOR } from '../../../src/trace/actors.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import type { LoopMoment } from '../../../src/trace/loop/event-loop-moment.ts';
import { livingTasks } from '../../../src/trace/loop/event-loop-moment.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryMain } from '../../conformance/arbitrary-coroutines.ts';
import { programOf } from '../../conformance/coroutines-as-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { countAt, described, historyOf, momentsOf, names } from './loop-moments.ts';

const at = async (id: string, mode: string, time: number) => {
  const trace = await modelled(id, mode);
  return described(trace, momentsOf(trace)(countAt(trace, time), time));
};

const IDLE = { phase: 'idle', ready: [], running: null, sleeping: [], waiting: [], ended: [] };

describe('where the tasks of a loop are', () => {
  test.each([
    ['hello', 'async', 1, { ...IDLE, sleeping: [['main', 1]] }],
    ['documents', 'await-loop', 7, { ...IDLE, sleeping: [['main', 3]] }],
    [
      'documents',
      'async',
      2,
      {
        ...IDLE,
        sleeping: [0, 1, 2, 3, 4].map((doc) => [`doc ${doc}`, 3]),
        waiting: [['main', 'future', 'doc 0', 'doc 1', 'doc 2', 'doc 3', 'doc 4']],
      },
    ],
    [
      'create-task',
      'async',
      3,
      {
        ...IDLE,
        sleeping: [['fetch(5)', 2]],
        waiting: [['main', 'future', 'fetch(5)']],
        ended: ['fetch(3)'],
      },
    ],
    [
      'gather',
      'async',
      3.5,
      {
        ...IDLE,
        sleeping: [
          ['fetch(4)', 0.5],
          ['fetch(5)', 1.5],
        ],
        waiting: [['main', 'future', 'fetch(4)', 'fetch(5)']],
        ended: ['fetch(3)', 'fetch(2)', 'fetch(1)'],
      },
    ],
    [
      'blocking-call',
      'async',
      2.5,
      {
        ...IDLE,
        phase: 'stepping',
        ready: ['polite 2'],
        running: 'rude',
        sleeping: [['polite 1', -1.5]],
        waiting: [['main', 'future', 'polite 1', 'rude', 'polite 2']],
      },
    ],
    [
      'blocking-call',
      'async:to-thread',
      2.5,
      {
        ...IDLE,
        waiting: [
          ['main', 'future', 'rude'],
          ['rude', 'future', 'time.sleep'],
        ],
        ended: ['polite 2', 'polite 1'],
      },
    ],
    [
      'timeout',
      'async',
      1.5,
      {
        ...IDLE,
        sleeping: [['fetch(5)', 3.5]],
        waiting: [
          ['main', 'future', 'limited(5)'],
          ['limited(5)', 'future', 'fetch(5)'],
        ],
        ended: ['limited(1)', 'fetch(1)'],
      },
    ],
    [
      'producer-consumer',
      'async',
      2,
      {
        ...IDLE,
        sleeping: [['consumer', 0.3]],
        waiting: [
          ['main', 'future', 'producer', 'consumer'],
          ['producer', 'queue', 'queue'],
        ],
      },
    ],
    [
      'bad-doc',
      'async:task-group',
      0.1,
      {
        ...IDLE,
        sleeping: [
          ['doc 2', 0.1],
          ['doc 3', 0.2],
          ['doc 4', 0.3],
        ],
        waiting: [['main', 'future', 'doc 2', 'doc 3', 'doc 4']],
        ended: ['doc 1', 'doc 0'],
      },
    ],
    [
      'sum-squares',
      'async',
      20,
      {
        ...IDLE,
        phase: 'stepping',
        ready: ['n = 400'],
        running: 'n = 300',
        waiting: [['main', 'future', 'n = 300', 'n = 400']],
        ended: ['n = 200', 'n = 100'],
      },
    ],
    ['sum-squares', 'async+processes', 20, { ...IDLE, waiting: [['main', 'future', 'n = 400']] }],
  ])('%s, %s, at %s s', async (id, mode, time, expected) => {
    expect(await at(id, mode, time)).toEqual(expected);
  });

  test('those that want a semaphore stand in its line', async () => {
    const { waiting, sleeping } = await at('semaphore', 'async', 0.5);
    expect(sleeping).toHaveLength(10);
    expect(waiting.slice(1)).toEqual(
      Array.from({ length: 90 }, (_, index) => [`call ${index + 10}`, 'lock', 'slots']),
    );
  });

  test('a client of the chat talks to nobody while another sleeps', async () => {
    const { sleeping, waiting } = await at('chat', 'async', 2.2);
    expect(sleeping.slice(0, 2)).toEqual([
      ['client 1', 0.01],
      ['client 2', 0.1],
    ]);
    expect(waiting).toHaveLength(1);
  });

  test('a lock has its line, and the time limit of wait_for its deadline', async () => {
    const race = await modelled('async-race', 'async+lock');
    const moments = momentsOf(race);
    const lines = Array.from({ length: race.events.length }, (_, count) =>
      described(race, moments(count)).waiting.flatMap(([task, reason]) => (reason === 'lock' ? [task] : [])),
    );
    expect(lines).toContainEqual(['task 1', 'task 2', 'task 3', 'task 4']);

    const limits = await modelled('timeout', 'async');
    const { waiting } = momentsOf(limits)(countAt(limits, 0.5), 0.5);
    expect(waiting.map(({ task, deadline }) => [...names(limits, [task]), deadline])).toEqual([
      ['main', null],
      ['limited(1)', 2],
      ['limited(5)', 2],
    ]);
  });
});

test('a task knows who waits for it', async () => {
  const trace = await modelled('timeout', 'async');
  const { awaited } = momentsOf(trace)(countAt(trace, 1.5), 1.5);
  expect(awaited.map(({ actor, waiters }) => [...names(trace, [actor]), names(trace, waiters)])).toEqual([
    ['limited(5)', ['main']],
    ['fetch(5)', ['limited(5)']],
  ]);
});

test('what ran in an iteration, for how long, and who came too late for it', async () => {
  const trace = await modelled('blocking-call', 'async');
  const { events } = trace;
  const moments = momentsOf(trace);
  const blocked = moments(countAt(trace, 2), 2);
  expect(blocked.ran.map(({ task, from, to }) => [...names(trace, [task]), to - from])).toEqual([
    ['polite 1', 0],
    ['rude', 2],
  ]);
  expect(blocked.ready.map(({ isForNext }) => isForNext)).toEqual([false]);
  const created = events.kind.lastIndexOf(EVENT_CODE.create) + 2;
  expect(moments(created).ready.map(({ isForNext }) => isForNext)).toEqual([true, true, true]);
});

const randomRun = (main: Parameters<typeof programOf>[0]): Trace =>
  runProgram(programOf(main), { mode: 'async' });

/** The tasks of the loop that have been created and have not ended, by the state alone. */
function living(
  trace: Trace,
  moment: LoopMoment,
  state: ReturnType<ReturnType<typeof createStateReader>['at']>,
) {
  return trace.actors
    .filter(({ id, kind, parent }) => {
      const status = state.statusOf(id);
      const isOver = ['absent', 'finished', 'failed', 'cancelled'].includes(status);
      return kind === 'task' && parent === moment.loop && !isOver;
    })
    .map(({ id }) => id);
}

describe('in random programs', () => {
  test('every living task is in exactly one place', () => {
    fc.assert(
      fc.property(arbitraryMain, (main) => {
        const trace = randomRun(main);
        const moments = momentsOf(trace);
        const reader = createStateReader();
        for (let count = 0; count <= trace.events.length; count++) {
          const moment = moments(count);
          const { starting, ready, running, sleeping, waiting } = moment;
          const placed = [
            ...starting,
            ...[...ready, ...sleeping, ...waiting].map(({ task }) => task),
            ...(running ? [running.task] : []),
          ];
          expect(placed).toHaveLength(livingTasks(moment));
          expect(placed.toSorted((one, other) => one - other)).toEqual(
            living(trace, moment, reader.at(trace, count)),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('what is taken up next is the head of the ready queue, and was there when the iteration began', () => {
    fc.assert(
      fc.property(arbitraryMain, (main) => {
        const trace = randomRun(main);
        const { thread, loop } = historyOf(trace);
        const moments = momentsOf(trace);
        const { kind, actor, subject, length } = trace.events;
        for (let event = 0; event < length; event++) {
          const takenUp = subject[event] as number;
          const isStep =
            kind[event] === EVENT_CODE.carry &&
            actor[event] === thread &&
            trace.actors[takenUp]?.parent === loop;
          if (!isStep) continue;
          const [head] = moments(event).ready;
          expect(head?.task).toBe(takenUp);
          expect(head?.isForNext).toBe(false);
          expect(moments(event + 1).next).toBe(takenUp);
          expect(moments(event + 2).running?.task).toBe(takenUp);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('who waits names what keeps it: something that has not ended', () => {
    fc.assert(
      fc.property(arbitraryMain, (main) => {
        const trace = randomRun(main);
        const moments = momentsOf(trace);
        for (let count = 0; count <= trace.events.length; count++) {
          const { waiting, awaited, phase } = moments(count);
          for (const { reason, subject, awaited: parts } of waiting) {
            if (reason !== 'future') expect(subject).not.toBe(NO_ACTOR);
            // Once the last of several is done, whoever waits for them is told by a callback.
            else if (phase === 'idle') expect(parts).not.toEqual([]);
          }
          for (const { waiters } of awaited) expect(waiters).not.toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
