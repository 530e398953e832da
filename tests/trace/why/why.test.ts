import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import '../../property-seed.ts';
import { countUpTo } from '../../../src/base/binary-search.ts';
import { modeKey } from '../../../src/program/modes.ts';
import { catalogue } from '../../../src/scenarios/catalogue.ts';
import { actorNames } from '../../../src/trace/actor-names.ts';
import type { ActorId } from '../../../src/trace/actors.ts';
import { listOf, type Phrase, phraseText } from '../../../src/trace/phrase.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { why } from '../../../src/trace/why/why.ts';
import { createInstantReader, type Instant } from '../../../src/trace/why/why-instant.ts';
import { asMeasured, modelled, modelRun, workload } from '../../catalogue-runs.ts';
import { arbitraryTrace } from '../random-trace.ts';
import { actorsIn, sentenceAt } from '../sentences.ts';

/** A run of the model, by which sentences are checked: workload, mode, and at which time who is told to do what. */
type Told = readonly [id: string, mode: string, sentences: readonly (readonly [number, string, string])[]];

const TOLD: readonly Told[] = [
  [
    'documents',
    'sync',
    [
      [1.8, 'doc 0', 'doc 0 waits until 5.00 s (time.sleep), 3.20 s more'],
      [1.8, 'doc 1', 'doc 1 does not exist yet'],
      [7, 'doc 0', 'doc 0 finished at 5.00 s'],
      [1.8, 'Core 0', 'Core 0 is idle: no thread waits for a core'],
      [1.8, 'MainProcess', 'MainProcess has 1 thread; nobody has its GIL'],
    ],
  ],
  [
    'documents',
    'await-loop',
    [
      [1.8, 'doc 0', 'doc 0 waits until 5.00 s (asyncio.sleep), 3.20 s more'],
      [
        1.8,
        'event loop',
        'The event loop has nothing ready; the next timer, of doc 0, rings at 5.00 s, in 3.20 s',
      ],
    ],
  ],
  [
    'documents',
    'async',
    [
      [1.8, 'doc 2', 'doc 2 waits until 5.00 s (asyncio.sleep), 3.20 s more'],
      [1.8, 'main', 'main waits for a future; of the tasks it created doc 0, doc 1 and 3 more are not done'],
      [
        1.8,
        'MainThread',
        'MainThread waits: its event loop has nothing ready; the next timer, of doc 0, rings at 5.00 s, in 3.20 s',
      ],
    ],
  ],
  [
    'documents',
    'threads',
    [
      [1.8, 'doc 2', 'doc 2 waits until 5.00 s (time.sleep), 3.20 s more'],
      [
        1.8,
        'MainThread',
        'MainThread waits for the end of Worker 0; Worker 0 waits until 5.00 s (time.sleep), 3.20 s more',
      ],
      [0.00006, 'doc 0', 'doc 0 is running on Core 0, in Worker 0'],
    ],
  ],
  [
    'documents',
    'processes',
    [
      [
        0.01,
        'doc 1',
        'doc 1 waits in the queue of ProcessPoolExecutor, second in line: SpawnProcess-1, SpawnProcess-2 and SpawnProcess-3 are still booting',
      ],
      [0.01, 'SpawnProcess-1', 'SpawnProcess-1 is being started: it boots an interpreter of its own'],
    ],
  ],
  [
    'print-race',
    'threads+lock',
    [
      [0.00034, 'Worker 2', 'Worker 2 waits for print_lock, held by Worker 0 since 0.0001 s, second in line'],
      [
        0.00034,
        'print_lock',
        'print_lock is held by Worker 0 since 0.0001 s; Worker 1 and Worker 2 wait for it, in this order',
      ],
      [
        0.00054,
        'Thread 3',
        'Thread 3 waits for print_lock, held by Thread 1 since 0.0005 s, second in line; Thread 1 waits for the standard output to take its text',
      ],
    ],
  ],
  [
    'lost-update',
    'threads',
    [
      [0.3, 'counter', 'counter is 1'],
      [0.3, 'Thread 1', 'Thread 1 is ready, but Thread 2 has had the GIL since 0.2954 s'],
      [
        0.3,
        'Worker 1',
        'Worker 1 is ready, but its thread, Thread 1, waits for the GIL, which Thread 2 has had since 0.2954 s',
      ],
    ],
  ],
  [
    'lost-update',
    'threads+lock',
    [
      [
        0.3,
        'lock',
        'lock is held by Worker 3 since 0.28 s; Worker 0, Worker 1 and Worker 2 wait for it, in this order',
      ],
    ],
  ],
  [
    'deadlock',
    'threads',
    [
      [0.5, 'A', 'A holds lock_a and waits until 1.00 s (time.sleep), 0.50 s more'],
      [
        1.5,
        'A',
        'A holds lock_a and waits for lock_b, held by B since 0.00 s, and so waits for itself: A → lock_b → B → lock_a',
      ],
      [
        1.5,
        'Thread B',
        'Thread B holds lock_b and waits for lock_a, held by Thread A since 0.00 s, and so waits for itself: Thread B → lock_a → Thread A → lock_b',
      ],
    ],
  ],
  [
    'deadlock',
    'threads:one-order',
    [
      [
        0.5,
        'B',
        'B waits for lock_a, held by A since 0.00 s; A waits until 1.00 s (time.sleep), 0.50 s more',
      ],
    ],
  ],
  [
    'dining-philosophers',
    'threads',
    [
      [
        1.5,
        'philosopher 3',
        'philosopher 3 holds fork 3 and waits for fork 4, held by philosopher 4 since 0.00 s, and so waits for itself: philosopher 3 → fork 4 → philosopher 4 → fork 0 → philosopher 0 → fork 1 → philosopher 1 → fork 2 → philosopher 2 → fork 3',
      ],
      [3, 'philosopher 0', 'philosopher 0 failed in a deadlock at 2.00 s and never let go of fork 0'],
    ],
  ],
  [
    'gather',
    'async',
    [
      [
        1.5,
        'main',
        'main waits for a future; of the tasks it created fetch(2), fetch(3), fetch(4) and fetch(5) are not done',
      ],
      [1.5, 'fetch(3)', 'fetch(3) waits until 3.00 s (asyncio.sleep), 1.50 s more'],
      [1.5, 'fetch(1)', 'fetch(1) finished at 1.00 s'],
    ],
  ],
  [
    'blocking-call',
    'async',
    [
      [1.5, 'rude', 'rude waits until 3.00 s (time.sleep), 1.50 s more, and blocks the event loop meanwhile'],
      [
        1.5,
        'polite 1',
        'polite 1 is to go on: its sleep was over at 1.00 s; the event loop is running rude, which has blocked it since 0.00 s (time.sleep)',
      ],
      [
        1.5,
        'polite 2',
        'polite 2 is ready, first in the event loop’s queue; the event loop is running rude, which has blocked it since 0.00 s (time.sleep)',
      ],
      [
        1.5,
        'event loop',
        'The event loop has been blocked by rude since 0.00 s (time.sleep); polite 2 is ready and cannot run',
      ],
    ],
  ],
  [
    'blocking-call',
    'async:to-thread',
    [
      [
        1.5,
        'rude',
        'rude waits for the result of time.sleep; time.sleep waits until 3.00 s (time.sleep), 1.50 s more',
      ],
    ],
  ],
  [
    'producer-consumer',
    'async',
    [
      [0.2, 'consumer', 'consumer waits for an item in queue, which is empty'],
      [4, 'producer', 'producer waits for room in queue, which holds 3'],
      [4, 'queue', 'queue holds 3: 5, 6, 7; producer waits at it'],
    ],
  ],
  [
    'producer-consumer',
    'threads',
    [[4, 'Thread-1 (produce)', 'Thread-1 (produce) waits for room in queue, which holds 3']],
  ],
  [
    'semaphore',
    'async',
    [
      [0.5, 'call 11', 'call 11 waits for slots, held by call 0, call 1 and 8 more, second in line'],
      [0.5, 'call 1', 'call 1 holds slots and waits until 1.00 s (asyncio.sleep), 0.50 s more'],
    ],
  ],
  [
    'io-pool',
    'threads',
    [
      [
        0.5,
        'call 7',
        'call 7 waits in the queue of ThreadPoolExecutor-0, third in line: all 5 workers are busy, with call 0, call 1 and 3 more',
      ],
      [
        0.5,
        'ThreadPoolExecutor-0',
        'ThreadPoolExecutor-0 has 5 of 5 workers busy, with call 0, call 1 and 3 more; in its queue: call 5, call 6 and 3 more',
      ],
    ],
  ],
  [
    'sum-squares',
    'processes',
    [
      [
        3,
        'n = 400',
        'n = 400 waits in the queue of ProcessPoolExecutor, second in line: both workers are busy, with n = 100 and n = 200',
      ],
      [3, 'n = 100', 'n = 100 is running on Core 0, in SpawnProcess-1'],
    ],
  ],
  [
    'sum-squares',
    'async',
    [
      [
        3,
        'n = 300',
        'n = 300 is ready, second in the event loop’s queue; the event loop is running n = 100, which has blocked it since 0.00 s',
      ],
    ],
  ],
  [
    'sum-squares',
    'async+processes',
    [
      [
        3,
        'event loop',
        'The event loop has nothing ready; no timer is set: only a result from outside can wake it',
      ],
    ],
  ],
  ['chat', 'async', [[0.05, 'client 3', 'client 3 waits until 0.40 s (asyncio.sleep), 0.35 s more']]],
  [
    'timeout',
    'async',
    [
      [
        1.5,
        'limited(5)',
        'limited(5) waits for the result of fetch(5), until 2.00 s at most; fetch(5) waits until 5.00 s (asyncio.sleep), 3.50 s more',
      ],
    ],
  ],
  ['bad-doc', 'sync', [[0.5, 'doc 2', 'doc 2 failed at 0.30 s: ValueError: Bad doc 2']]],
];

describe('a sentence about an actor', () => {
  describe.each(TOLD)('%s, %s', (id, mode, sentences) => {
    let trace: Trace;
    beforeAll(async () => {
      trace = await modelled(id, mode);
    });
    it.each(sentences)('at %s s: %s', (time, name, sentence) => {
      expect(sentenceAt(trace, time, name)).toBe(sentence);
    });
  });

  it('does not say when a sleep ends that is still under way', async () => {
    const trace = await modelled('documents', 'threads');
    const length = countUpTo(trace.events.time, 1, trace.events.length);
    const growing = { ...trace, events: { ...trace.events, length } };
    expect(sentenceAt(growing, 1, 'doc 2')).toBe('doc 2 has slept since 0.00 s (time.sleep)');
  });

  it('says of a live run that its event loop is blocked where a step takes long by the clock on the wall', async () => {
    const trace = asMeasured(await modelled('sum-squares', 'async'), 0.02);
    expect([3, 6].map((time) => sentenceAt(trace, time, 'event loop'))).toEqual([
      'The event loop is running n = 100; next in its queue: n = 200, n = 300 and n = 400',
      'The event loop has been blocked by n = 200 since 4.60 s; n = 300 and n = 400 are ready and cannot run',
    ]);
  });
});

/** What is wrong with what is said at an instant: nothing, if all is well. */
function faultsAt(instant: Instant, nameOf: (actor: ActorId) => string): string[] {
  const { trace, state } = instant;
  return trace.actors.flatMap(({ id, kind }) => {
    const phrase = why(instant, id);
    const text = phraseText(phrase, nameOf);
    const isSaid = text.trim() !== '' && !/NaN|undefined|Infinity/.test(text);
    const isOfActors = actorsIn(phrase).every((part) => trace.actors[part]);
    const isFlow = kind === 'thread' || kind === 'task';
    const isTold = !isFlow || state.statusOf(id) !== 'blocked' || tellsOfLock(instant, id, phrase);
    return isSaid && isOfActors && isTold ? [] : [`${nameOf(id)} after ${state.count} events: ${text}`];
  });
}

/** Whether a blocked actor's sentence names its lock and who has it or, where they are many, says how many. */
function tellsOfLock({ state, chains }: Instant, actor: ActorId, phrase: Phrase): boolean {
  const lock = state.subjectOf(actor);
  const named = actorsIn(phrase);
  if (!named.includes(lock)) return false;
  if (phrase.some((part) => typeof part === 'string' && part.includes('been handed'))) return true;
  const list = listOf([...new Set(state.holders(lock))]);
  return list.every((part) =>
    typeof part === 'string'
      ? !part.endsWith(' more') || phrase.includes(part)
      : chains.chainOf(part).some((member) => named.includes(member)),
  );
}

describe('sentences', () => {
  it('can be said of anybody at any moment of any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(120), fc.nat({ max: 400 }), (trace, count) => {
        const state = createStateReader().at(trace, count);
        const instant = createInstantReader().at(trace, state);
        expect(faultsAt(instant, actorNames(trace.actors))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  const runs = catalogue.filter(({ kind }) => kind !== 'guide').map(({ id }) => id);
  it.each(runs)('can be said of everybody all through the runs of %s', async (id) => {
    const scenario = await workload(id);
    for (const { mode } of scenario.modes) {
      const trace = modelRun(scenario, modeKey(mode));
      const states = createStateReader();
      const instants = createInstantReader();
      const names = actorNames(trace.actors);
      // Every event of a short run; of a long one as many as can be looked at in a moment.
      const stride = Math.ceil((trace.events.length * trace.actors.length ** 2) / 100_000);
      for (let count = 0; count <= trace.events.length; count += stride) {
        expect(faultsAt(instants.at(trace, states.at(trace, count)), names)).toEqual([]);
      }
    }
  });
});
