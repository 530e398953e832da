import { describe, expect, it } from 'vitest';
import { cancel, createTask, gather, print, wait, withLock } from '../../src/program/actions.ts';
import type { FutureHandle, Routine } from '../../src/program/effects.ts';
import { asyncioRun, except } from './asyncio.ts';

// Each expected list is what CPython 3.11.7 printed for the same program.

const LOCK = { locks: { lock: {} } };
const TWO_PERMITS = { locks: { lock: { permits: 2 } } };

function* inside(name: string, seconds: number): Routine {
  yield* withLock('lock', function* () {
    yield* print(`${name} in`);
    yield* wait(seconds);
  });
  yield* print(`${name} out`);
}

function* startAll(
  routines: readonly (readonly [name: string, routine: Routine])[],
): Routine<FutureHandle[]> {
  const tasks: FutureHandle[] = [];
  for (const [name, routine] of routines) tasks.push(yield* createTask(routine, name));
  return tasks;
}

describe('asyncio.Lock', () => {
  it('is fair: who releases it and asks again stands behind those who wait', () => {
    function* worker(name: string): Routine {
      for (let turn = 0; turn < 2; turn++) {
        yield* withLock('lock', function* () {
          yield* print(`${name} ${turn}`);
          yield* wait(0);
        });
      }
    }
    const lines = asyncioRun(function* () {
      yield* gather(yield* startAll(['a', 'b', 'c'].map((name) => [name, worker(name)] as const)));
    }, LOCK);
    expect(lines).toEqual(['a 0', 'b 0', 'c 0', 'a 1', 'b 1', 'c 1']);
  });

  it('passes over a waiter that was cancelled', () => {
    const lines = asyncioRun(function* () {
      const tasks = yield* startAll([
        ['a', inside('a', 0.02)],
        ['b', inside('b', 0)],
        ['c', inside('c', 0)],
      ]);
      yield* wait(0.01);
      yield* cancel(tasks[1] as FutureHandle);
      yield* gather(tasks, undefined, true);
      yield* print(String(tasks[1]?.cancelled));
    }, LOCK);
    expect(lines).toEqual(['a in', 'a out', 'c in', 'c out', 'true']);
  });

  it('goes to the next when a waiter is cancelled after it was woken', () => {
    const lines = asyncioRun(function* () {
      let tasks: FutureHandle[] = [];
      yield* withLock('lock', function* () {
        tasks = yield* startAll([
          ['b', inside('b', 0)],
          ['c', inside('c', 0)],
        ]);
        yield* wait(0);
      });
      yield* cancel(tasks[0] as FutureHandle);
      yield* gather(tasks, undefined, true);
      yield* print(String(tasks[0]?.cancelled));
    }, LOCK);
    expect(lines).toEqual(['c in', 'c out', 'true']);
  });

  it('cannot be released by nobody', () => {
    function* release(): Routine {
      yield { kind: 'release', lock: 'lock' };
    }
    const lines = asyncioRun(() => except('RuntimeError', release(), ({ message }) => print(message)), LOCK);
    expect(lines).toEqual(['Lock is not acquired.']);
  });
});

describe('asyncio.Semaphore', () => {
  it('lets so many in at once, in the order they came', () => {
    const lines = asyncioRun(function* () {
      yield* gather(
        yield* startAll(['a', 'b', 'c', 'd', 'e'].map((name) => [name, inside(name, 0.01)] as const)),
      );
    }, TWO_PERMITS);
    expect(lines).toEqual([
      'a in',
      'b in',
      'a out',
      'b out',
      'c in',
      'd in',
      'c out',
      'd out',
      'e in',
      'e out',
    ]);
  });

  it('passes over a waiter that was cancelled', () => {
    const lines = asyncioRun(function* () {
      const tasks = yield* startAll(['a', 'b', 'c', 'd'].map((name) => [name, inside(name, 0.02)] as const));
      yield* wait(0.01);
      yield* cancel(tasks[2] as FutureHandle);
      yield* gather(tasks, undefined, true);
      yield* print(tasks.map((task) => task.cancelled).join());
    }, TWO_PERMITS);
    expect(lines.filter((line) => !line.endsWith('out'))).toEqual([
      'a in',
      'b in',
      'd in',
      'false,false,true,false',
    ]);
  });
});

describe('asyncio.Queue', () => {
  it('makes a producer wait for room and a consumer for items', () => {
    function* produce(): Routine {
      for (let item = 0; item < 5; item++) {
        yield { kind: 'put', queue: 'queue', item };
        yield* print(`put ${item}`);
      }
    }
    function* consume(): Routine {
      for (let count = 0; count < 5; count++) yield* print(`got ${yield { kind: 'get', queue: 'queue' }}`);
    }
    const lines = asyncioRun(
      function* () {
        yield* gather(
          yield* startAll([
            ['producer', produce()],
            ['consumer', consume()],
          ]),
        );
      },
      { queues: { queue: 2 } },
    );
    expect(lines).toEqual([
      'put 0',
      'put 1',
      'got 0',
      'got 1',
      'put 2',
      'put 3',
      'got 2',
      'got 3',
      'put 4',
      'got 4',
    ]);
  });

  it('serves those who wait in the order they came, passing over the cancelled', () => {
    function* getter(name: string): Routine {
      yield* print(`${name} ${yield { kind: 'get', queue: 'queue' }}`);
    }
    const lines = asyncioRun(
      function* () {
        const tasks = yield* startAll(['a', 'b', 'c'].map((name) => [name, getter(name)] as const));
        yield* wait(0);
        yield* cancel(tasks[0] as FutureHandle);
        for (let item = 0; item < 2; item++) yield { kind: 'put', queue: 'queue', item };
        yield* gather(tasks, undefined, true);
        yield* print(tasks.map((task) => task.cancelled).join());
      },
      { queues: { queue: 0 } },
    );
    expect(lines).toEqual(['b 0', 'c 1', 'true,false,false']);
  });
});
