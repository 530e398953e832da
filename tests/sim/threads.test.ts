import { describe, expect, it } from 'vitest';
import { compute, invoke, print, read, wait, withLock, write } from '../../src/program/actions.ts';
import type { Call, Routine, ThreadHandle } from '../../src/program/effects.ts';
import { PythonError } from '../../src/program/errors.ts';
import { kernelNamed } from '../../src/program/kernels.ts';
import type { Program } from '../../src/program/program.ts';
import { DEADLOCK_DURATION } from '../../src/runtime/deadlock.ts';
import { isGil } from '../../src/trace/actors.ts';
import { EVENT_CODE, type EventKind } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { printedLines } from './output.ts';
import { FREE_OF_COST, runProgram } from './run-program.ts';

const SECOND = 1 / kernelNamed('sum-squares').secondsPerStep;

/** Computes for so many seconds of the model. */
const work = (seconds: number): Routine<number> =>
  compute({ kernel: 'sum-squares', from: 0, to: Math.round(seconds * SECOND) });

function* startAll(calls: readonly Call[]): Routine<void> {
  const threads: ThreadHandle[] = [];
  for (const [index, call] of calls.entries()) {
    const name = `Worker ${index}`;
    threads.push((yield { kind: 'start-thread', call, name, job: `job ${index}` }) as ThreadHandle);
  }
  for (const thread of threads) yield { kind: 'join-thread', thread };
}

/** A program whose main starts threads that all make the same call, and waits for them. */
const inThreads = (count: number, routine: () => Routine, shared: Partial<Program> = {}): Program => ({
  ...shared,
  routines: {
    main: () => startAll(Array.from({ length: count }, () => ({ routine: 'work', args: [] }))),
    work: routine,
  },
});

const indicesOf = ({ events }: Trace, kind: EventKind): number[] =>
  Array.from({ length: events.length }, (_, index) => index).filter(
    (index) => events.kind[index] === EVENT_CODE[kind],
  );

const timesOf = (trace: Trace, kind: EventKind): number[] =>
  indicesOf(trace, kind).map((index) => trace.events.time[index] as number);

describe('the GIL', () => {
  const computing = inThreads(4, function* () {
    yield* work(0.1);
  });

  it('lets threads that compute take turns, so that they gain nothing', () => {
    const trace = runProgram(computing, { machine: { cores: 4 }, costs: FREE_OF_COST });
    expect(trace.duration).toBeCloseTo(0.4, 6);
  });

  it('makes them slower by its hand-overs', () => {
    const trace = runProgram(computing, {
      machine: { cores: 4 },
      costs: { ...FREE_OF_COST, gilSwitch: 1e-4 },
    });
    expect(trace.duration).toBeGreaterThan(0.405);
    expect(trace.duration).toBeLessThan(0.42);
  });

  it('is asked for after a switch interval, and given up at once', () => {
    const trace = runProgram(computing, { machine: { cores: 4, switchInterval: 0.01 }, costs: FREE_OF_COST });
    const requests = timesOf(trace, 'drop-request');
    expect(requests.length).toBeGreaterThan(30);
    requests.slice(0, 20).forEach((time, index) => {
      expect(time).toBeCloseTo((index + 1) * 0.01, 9);
    });
  });

  it('is not there in a free-threaded build', () => {
    const trace = runProgram(computing, { machine: { cores: 4, gil: false }, costs: FREE_OF_COST });
    expect(trace.actors.some(isGil)).toBe(false);
    expect(trace.duration).toBeCloseTo(0.1, 6);
  });

  it('is released by whoever waits', () => {
    const waiting = inThreads(20, function* () {
      yield* wait(1);
    });
    expect(runProgram(waiting, { costs: FREE_OF_COST }).duration).toBe(1);
  });

  it('is handed on as the seed decides', () => {
    const orders = Array.from({ length: 20 }, (_, seed) => {
      const { events } = runProgram(computing, { machine: { cores: 4 }, seed });
      return [...events.actor.slice(0, events.length)].join();
    });
    expect(new Set(orders).size).toBeGreaterThan(1);
  });
});

describe('cores', () => {
  const computing = inThreads(3, function* () {
    yield* work(0.1);
  });

  it.each([
    [1, 0.3],
    [3, 0.1],
    [8, 0.1],
  ])('with %i of them, three threads of 0.1 s take %f s', (cores, seconds) => {
    const trace = runProgram(computing, { machine: { cores, gil: false }, costs: FREE_OF_COST });
    expect(trace.duration).toBeCloseTo(seconds, 6);
  });

  it('are shared by time slices while threads are waiting for one', () => {
    const trace = runProgram(computing, {
      machine: { cores: 2, gil: false },
      costs: { ...FREE_OF_COST, timeSlice: 0.003 },
    });
    const ends = timesOf(trace, 'finish');
    expect(trace.duration).toBeGreaterThanOrEqual(0.15);
    expect(trace.duration).toBeLessThan(0.156);
    expect(ends[0]).toBeGreaterThan(0.14);
  });

  it('lose a context switch when they turn to another thread', () => {
    const costs = { ...FREE_OF_COST, contextSwitch: 1e-3, timeSlice: 0.01 };
    const trace = runProgram(computing, { machine: { cores: 1, gil: false }, costs });
    expect(trace.duration).toBeGreaterThan(0.325);
  });
});

describe('threads', () => {
  it('lose updates when they wait between reading and writing, and none under a lock', () => {
    function* add(): Routine {
      const seen = yield* read('counter');
      yield* wait(0.01);
      yield* write('counter', seen + 1);
    }
    const count = (routine: () => Routine): string => {
      const program = inThreads(5, routine, { variables: { counter: 0 }, locks: { lock: {} } });
      const { main } = program.routines;
      const routines = {
        ...program.routines,
        main: function* (scope: Parameters<typeof main>[0]): Routine {
          yield* main(scope);
          yield* print(String(yield* read('counter')));
        },
      };
      return printedLines(runProgram({ ...program, routines })).at(-1)?.[1] ?? '';
    };
    expect(count(add)).toBe('1');
    expect(count(() => withLock('lock', add))).toBe('5');
  });

  it('get a lock in the order they asked for it', () => {
    let next = 0;
    const program = inThreads(
      4,
      function* () {
        const number = next++;
        yield* withLock('lock', function* () {
          yield* wait(1);
          yield* print(`Worker ${number}`);
        });
      },
      { locks: { lock: {} } },
    );
    expect(printedLines(runProgram(program)).map(([, text]) => text)).toEqual([
      'Worker 0',
      'Worker 1',
      'Worker 2',
      'Worker 3',
    ]);
  });

  it('go on when another one fails', () => {
    const program: Program = {
      routines: {
        main: () =>
          startAll([
            { routine: 'fail', args: [] },
            { routine: 'succeed', args: [] },
          ]),
        *fail() {
          yield* wait(1);
          throw new PythonError('ValueError', 'no');
        },
        *succeed() {
          yield* wait(2);
          yield* print('done');
        },
      },
    };
    const trace = runProgram(program);
    expect(trace.error).toBeNull();
    expect(printedLines(trace).map(([, text]) => text)).toEqual(['done']);
    expect(trace.texts).toContain('ValueError: no');
    expect(timesOf(trace, 'fail')).toHaveLength(2);
  });

  it('are waited for when main has returned', () => {
    const program: Program = {
      routines: {
        *main() {
          yield { kind: 'start-thread', call: { routine: 'work', args: [] }, name: 'Worker' };
          yield* print('main is done');
        },
        *work() {
          yield* wait(3);
          yield* print('worker is done');
        },
      },
    };
    const trace = runProgram(program, { costs: FREE_OF_COST });
    expect(printedLines(trace)).toEqual([
      [0, 'main is done'],
      [3, 'worker is done'],
    ]);
    expect(trace.duration).toBe(3);
  });

  it('that wait for each other in a circle end the run after a second of it, and fail', () => {
    function* both(first: string, second: string): Routine {
      yield* withLock(first, function* () {
        yield* wait(1);
        yield* withLock(second, () => print('never'));
      });
    }
    const program: Program = {
      locks: { a: {}, b: {} },
      routines: {
        main: () =>
          startAll([
            { routine: 'linger', args: [] },
            { routine: 'both', args: ['a', 'b'] },
            { routine: 'both', args: ['b', 'a'] },
          ]),
        both: (_scope, first: string, second: string) => both(first, second),
        *linger() {
          yield* wait(1.5);
          yield* print('meanwhile');
          yield* wait(10);
        },
      },
    };
    const trace = runProgram(program, { costs: FREE_OF_COST });
    const message = 'Worker 1 waits for b, held by Worker 2; Worker 2 waits for a, held by Worker 1';
    expect(trace.error).toEqual({ type: 'Deadlock', message });
    expect(printedLines(trace)).toEqual([[1.5, 'meanwhile']]);
    expect(trace.duration).toBe(1 + DEADLOCK_DURATION);
    expect(violations(trace)).toEqual([]);
    const blocked = indicesOf(trace, 'block').map((index) => [
      trace.events.time[index],
      trace.actors[trace.events.actor[index] as number]?.name,
    ]);
    expect(blocked).toEqual(['Worker 1', 'job 1', 'Worker 2', 'job 2'].map((name) => [1, name]));
    const ended = (kind: EventKind): (string | undefined)[] =>
      indicesOf(trace, kind).map((index) => trace.actors[trace.events.actor[index] as number]?.name);
    expect(ended('fail').sort()).toEqual(['Worker 1', 'Worker 2', 'job 1', 'job 2']);
    expect(ended('cancel').sort()).toEqual(['MainProcess', 'MainThread', 'Worker 0', 'job 0']);
    expect(trace.texts).toContain(`Deadlock: ${message}`);
  });

  it('go on when somebody else breaks the circle in time', () => {
    const program: Program = {
      locks: { a: {} },
      routines: {
        main: () =>
          startAll([
            { routine: 'twice', args: [] },
            { routine: 'breaker', args: [] },
          ]),
        *twice() {
          yield { kind: 'acquire', lock: 'a' };
          yield { kind: 'acquire', lock: 'a' };
          yield* print('twice');
        },
        *breaker() {
          yield* wait(DEADLOCK_DURATION / 2);
          yield { kind: 'release', lock: 'a' };
        },
      },
    };
    const trace = runProgram(program, { costs: FREE_OF_COST });
    expect(trace.error).toBeNull();
    expect(printedLines(trace)).toEqual([[DEADLOCK_DURATION / 2, 'twice']]);
  });

  it('that ask for a lock which they hold end the run', () => {
    const program: Program = {
      locks: { a: {} },
      routines: { main: () => withLock('a', () => withLock('a', () => print('never'))) },
    };
    expect(runProgram(program).error?.message).toBe('MainThread waits for a, held by MainThread');
  });

  it('that are waited for by the holder of the lock they want end the run', () => {
    const program: Program = {
      locks: { a: {} },
      routines: {
        main: () => withLock('a', () => startAll([{ routine: 'work', args: [] }])),
        work: () => withLock('a', () => print('never')),
      },
    };
    expect(runProgram(program).error?.message).toBe(
      'MainThread waits for the end of Worker 0; Worker 0 waits for a, held by MainThread',
    );
  });

  it('that nobody can wake end the run with a report of what they wait for', () => {
    const program: Program = {
      queues: { empty: 0 },
      routines: {
        *main() {
          yield { kind: 'get', queue: 'empty' };
        },
      },
    };
    const trace = runProgram(program, { costs: FREE_OF_COST });
    expect(trace.error?.message).toMatch(/^no thread can ever go on: MainThread waits for /);
    expect(trace.duration).toBe(DEADLOCK_DURATION);
    expect(violations(trace)).toEqual([]);
  });

  it('whose event loop can never go on end the run after a second of it', () => {
    const program: Program = {
      locks: { a: {} },
      routines: { main: () => withLock('a', () => withLock('a', () => print('never'))) },
    };
    const trace = runProgram(program, { mode: 'async', costs: FREE_OF_COST });
    expect(trace.error?.type).toBe('Deadlock');
    expect(trace.duration).toBe(DEADLOCK_DURATION);
    expect(violations(trace)).toEqual([]);
  });

  it('may get the GIL before one that has just been started', () => {
    const program = inThreads(5, function* () {
      yield { kind: 'output', text: 'a' };
      yield { kind: 'output', text: 'b' };
    });
    const outputs = Array.from({ length: 20 }, (_, seed) =>
      printedLines(runProgram(program, { seed }))
        .map(([, text]) => text)
        .join(''),
    );
    expect(outputs).toContain('ababababab');
    expect(outputs.some((output) => output.includes('aa'))).toBe(true);
  });

  it('have no event loop', () => {
    const program: Program = {
      routines: {
        main: function* () {
          yield { kind: 'open-group' };
        },
      },
    };
    expect(runProgram(program).error).toEqual({ type: 'RuntimeError', message: 'no running event loop' });
  });
});

describe('a program without end', () => {
  it('is stopped after a number of events', () => {
    const program: Program = {
      routines: {
        *main() {
          for (;;) yield* print('again');
        },
      },
    };
    const trace = runProgram(program, { eventLimit: 1000 });
    expect(trace.events.length).toBe(1000);
    expect(trace.error).toEqual({ type: 'LimitExceeded', message: 'the run was stopped after 1,000 events' });
  });

  it('is stopped after a number of steps when they leave no record', () => {
    const program: Program = {
      routines: {
        *main() {
          for (;;) yield* compute({ kernel: 'sum-squares', from: 0, to: 0 });
        },
      },
    };
    expect(runProgram(program, { eventLimit: 1000 }).error).toEqual({
      type: 'LimitExceeded',
      message: 'the run was stopped after 1,000 steps',
    });
  });
});

describe('lines and frames', () => {
  it('are recorded as the program moves through its listing', () => {
    const program: Program = {
      routines: {
        *main(scope) {
          yield* invoke(scope, 'inner', [], 'call');
          yield* print('done', 'call');
        },
        *inner() {
          yield* wait(1, 'sleep');
          yield* wait(1, 'unknown');
        },
      },
    };
    const { events, texts } = runProgram(program, {
      listing: 'def inner():\n    time.sleep(1)  #@ sleep\n\ninner()  #@ call',
    });
    const seen: string[] = [];
    for (let index = 0; index < events.length; index++) {
      const value = events.value[index] as number;
      if (events.kind[index] === EVENT_CODE.line) seen.push(`line ${value}`);
      if (events.kind[index] === EVENT_CODE.call) seen.push(`call ${texts[value]}`);
      if (events.kind[index] === EVENT_CODE.return) seen.push(`return ${texts[value]}`);
    }
    expect(seen).toEqual([
      'call <module>',
      'line 4',
      'call inner',
      'line 2',
      'return inner',
      'line 4',
      'return <module>',
    ]);
  });
});
