import { describe, expect, it } from 'vitest';
import {
  awaitFuture,
  block,
  gather,
  mapPool,
  print,
  read,
  toThread,
  wait,
  withPool,
  write,
} from '../../src/program/actions.ts';
import type { FutureHandle, PoolHandle, PoolKind, Routine } from '../../src/program/effects.ts';
import { PythonError } from '../../src/program/errors.ts';
import type { Program } from '../../src/program/program.ts';
import { representation } from '../../src/program/representation.ts';
import { violations } from '../../src/trace/invariants.ts';
import { printedLines } from './output.ts';
import { FREE_OF_COST, type RunOptions, runProgram } from './run-program.ts';

/** Maps naps of 1 s over a pool, the later ones shorter; prints the results. */
const naps = (pool: PoolKind, workers: number | null, count: number): Program => ({
  routines: {
    *main() {
      const calls = Array.from({ length: count }, (_, index) => ({
        name: `job ${index}`,
        call: { routine: 'nap', args: [index] },
      }));
      yield* print(representation(yield* withPool(pool, workers, (handle) => mapPool(handle, calls))));
    },
    *nap(_scope, index: number) {
      yield* wait(1);
      return index * index;
    },
  },
});

/** Runs it, and checks that nothing impossible happened. */
function soundly(program: Program, options: RunOptions) {
  const trace = runProgram(program, options);
  expect(violations(trace)).toEqual([]);
  return trace;
}

const namesOf = (trace: ReturnType<typeof runProgram>, kind: string): string[] =>
  trace.actors.filter((actor) => actor.kind === kind).map(({ name }) => name);

describe('a pool', () => {
  it.each([
    ['threads', 5, 10, 2],
    ['threads', 20, 10, 1],
    ['threads', 10, 100, 10],
    ['processes', 20, 10, 1],
    ['processes', 4, 10, 3],
  ] as const)('of %s with %i workers takes %i waits of 1 s in %i s', (kind, workers, count, seconds) => {
    const trace = soundly(naps(kind, workers, count), { costs: FREE_OF_COST });
    expect(trace.duration).toBeCloseTo(seconds, 9);
  });

  it('of threads has four workers more than there are cores, at most 32', () => {
    expect(soundly(naps('threads', null, 40), { machine: { cores: 3 }, costs: FREE_OF_COST }).duration).toBe(
      6,
    );
    expect(soundly(naps('threads', null, 40), { machine: { cores: 64 }, costs: FREE_OF_COST }).duration).toBe(
      2,
    );
  });

  it('of processes has as many workers as there are cores', () => {
    const trace = soundly(naps('processes', null, 10), { machine: { cores: 3 } });
    expect(namesOf(trace, 'process')).toEqual([
      'MainProcess',
      'SpawnProcess-1',
      'SpawnProcess-2',
      'SpawnProcess-3',
    ]);
  });

  it('starts no more workers than it has calls', () => {
    const trace = soundly(naps('threads', 20, 3), {});
    expect(namesOf(trace, 'thread')).toEqual([
      'MainThread',
      'ThreadPoolExecutor-0_0',
      'ThreadPoolExecutor-0_1',
      'ThreadPoolExecutor-0_2',
    ]);
  });

  it('gives results in the order of the calls', () => {
    const trace = soundly(naps('processes', 3, 5), {});
    expect(printedLines(trace).map(([, text]) => text)).toEqual(['[0, 1, 4, 9, 16]']);
  });

  it('of processes costs what the course notebook measured: 100 waits in 100 processes take about 1.45 s', () => {
    const trace = soundly(naps('processes', 100, 100), { machine: { cores: 8 } });
    expect(trace.duration).toBeGreaterThan(1.4);
    expect(trace.duration).toBeLessThan(1.5);
  });

  it('raises the error of a call where its result is asked for', () => {
    const program: Program = {
      routines: {
        *main() {
          const calls = [{ name: 'bad', call: { routine: 'bad', args: [] } }];
          yield* withPool('processes', 1, (pool) => mapPool(pool, calls));
        },
        *bad() {
          yield* wait(1);
          throw new PythonError('ValueError', 'no');
        },
      },
    };
    expect(soundly(program, {}).error).toEqual({ type: 'ValueError', message: 'no' });
  });

  it.each([
    ['threads', '3'],
    ['processes', '0'],
  ] as const)('of %s leaves the counter of the main process at %s', (kind, counter) => {
    const program: Program = {
      variables: { counter: 0 },
      routines: {
        *main() {
          const call = { routine: 'count', args: [] };
          yield* withPool(kind, 3, (pool) =>
            mapPool(
              pool,
              [1, 2, 3].map((n) => ({ name: `job ${n}`, call })),
            ),
          );
          yield* print(String(yield* read('counter')));
        },
        *count() {
          yield* write('counter', (yield* read('counter')) + 1);
        },
      },
    };
    expect(printedLines(soundly(program, {})).at(-1)?.[1]).toBe(counter);
  });
});

it('waits for executors that nobody closed', () => {
  const program: Program = {
    routines: {
      *main() {
        const pool = (yield { kind: 'open-pool', pool: 'threads', workers: 1 }) as PoolHandle;
        for (const n of [1, 2])
          yield { kind: 'submit', pool, call: { routine: 'nap', args: [] }, job: `nap ${n}` };
        yield* print('main is done');
      },
      *nap() {
        yield* wait(1);
        yield* print('rested');
      },
    },
  };
  expect(printedLines(soundly(program, { costs: FREE_OF_COST }))).toEqual([
    [0, 'main is done'],
    [1, 'rested'],
    [2, 'rested'],
  ]);
});

describe('an event loop and executors', () => {
  function* nap(): Routine {
    yield* wait(1);
    return 'rested';
  }

  it('goes on while a thread does its blocking call', () => {
    const program: Program = {
      routines: {
        *main() {
          const call = { routine: 'nap', args: [] };
          const future = (yield { kind: 'run-in-executor', pool: null, call, job: 'nap' }) as FutureHandle;
          yield* wait(0.5);
          yield* print(`meanwhile ${future.done}`);
          yield* print(String(yield* awaitFuture(future)));
        },
        nap,
      },
    };
    const trace = soundly(program, { mode: 'async', costs: FREE_OF_COST });
    expect(printedLines(trace)).toEqual([
      [0.5, 'meanwhile false'],
      [1, 'rested'],
    ]);
  });

  it('makes as many calls at once as the pool has workers', () => {
    const program: Program = {
      routines: {
        *main() {
          const pool = (yield { kind: 'open-pool', pool: 'processes', workers: 2 }) as PoolHandle;
          const call = { routine: 'nap', args: [] };
          const futures: FutureHandle[] = [];
          for (const n of [1, 2, 3, 4]) {
            futures.push((yield { kind: 'run-in-executor', pool, call, job: `nap ${n}` }) as FutureHandle);
          }
          yield* gather(futures);
          yield { kind: 'close-pool', pool };
        },
        nap,
      },
    };
    const trace = soundly(program, { mode: 'async+processes', costs: FREE_OF_COST });
    expect(trace.duration).toBe(2);
  });

  it('raises what the call raised', () => {
    const program: Program = {
      routines: {
        *main() {
          yield* toThread({ routine: 'bad', args: [] }, 'bad');
        },
        *bad() {
          yield* block(1);
          throw new PythonError('ValueError', 'no');
        },
      },
    };
    expect(soundly(program, { mode: 'async' }).error).toEqual({ type: 'ValueError', message: 'no' });
  });
});
