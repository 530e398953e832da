import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  createTask,
  gather,
  invoke,
  job,
  mapPool,
  mark,
  print,
  raise,
  taskGroup,
  toThread,
  wait,
  waitFor,
  warn,
  withLock,
  withPool,
} from '../../../src/program/actions.ts';
import type { EffectResult, FutureHandle, PoolKind, ThreadHandle } from '../../../src/program/effects.ts';
import { PythonError } from '../../../src/program/errors.ts';
import type { RoutineDefinition } from '../../../src/program/program.ts';
import { NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { createSiblingReader } from '../../../src/trace/errors/siblings.ts';
import { createErrorReader, type Traceback } from '../../../src/trace/errors/traceback.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { type RunOptions, runProgram } from '../../sim/run-program.ts';
import { header } from '../random-trace.ts';

const badDoc = (n: number): PythonError => new PythonError('ValueError', `Bad doc ${n}`);

/** The listing that the programs below share: its lines are what their tracebacks name. */
const LISTING = `
  def fetch(n):
      sleep(0.1 * n)  #@ sleep
      raise ValueError(f"Bad doc {n}")  #@ raise
  fetch(n)  #@ each
  collect(jobs)  #@ collect
  except ValueError:  #@ except
  asyncio.run(main())  #@ run
`;
const LINES = LISTING.trim().split('\n');

const fetch: RoutineDefinition = function* (_scope, n: number) {
  yield* wait(0.1 * n, 'sleep');
  if (n === 2) yield* raise(badDoc(n), 'raise');
  yield* mark('sleep');
  return n;
};

/** A program that does what the test is about, with `fetch`, which fails for 2. */
const run = (
  main: RoutineDefinition,
  options: RunOptions = {},
  routines: Readonly<Record<string, RoutineDefinition>> = {},
): Trace =>
  runProgram(
    { locks: { tidy: {}, other: {} }, routines: { ...routines, fetch, main } },
    { listing: LISTING, ...options },
  );

/** A traceback as Python writes it, without line numbers: a frame of the library by its file, else by its line. */
function written(trace: Trace, { frames, error, cause, parts }: Traceback): unknown[] {
  const lines = frames.map(({ actor, name, line, library }) =>
    library ? `${library}, in ${name}` : `${trace.actors[actor]?.name}, in ${name}: ${textOf(line)}`,
  );
  return [
    ...(cause ? [written(trace, cause)] : []),
    ...lines,
    error,
    ...parts.map((part) => written(trace, part)),
  ];
}

const textOf = (line: number | null): string =>
  line === null ? '' : (LINES[line - 1] ?? '').replace(/#@.*/, '').trim();

const report = (trace: Trace) => createErrorReader().read(trace);

const only = (trace: Trace): Traceback => {
  const { tracebacks } = report(trace);
  expect(tracebacks).toHaveLength(1);
  return tracebacks[0] as Traceback;
};

const tasksOf = function* (scope: Parameters<RoutineDefinition>[0]) {
  const tasks: FutureHandle[] = [];
  for (const n of [0, 1, 2, 3])
    tasks.push(yield* createTask(scope.routine({ routine: 'fetch', args: [n] }), `doc ${n}`, 'each'));
  return tasks;
};

const FETCH_2 = 'doc 2, in fetch: raise ValueError(f"Bad doc {n}")';
const RUNNING = [
  'asyncio/runners.py, in run',
  'asyncio/runners.py, in run',
  'asyncio/base_events.py, in run_until_complete',
];

describe('a traceback is what CPython 3.11 prints', () => {
  it('of an error in plain code', () => {
    const trace = run(function* (scope) {
      for (const n of [0, 1, 2, 3]) yield* job(`doc ${n}`, () => invoke(scope, 'fetch', [n], 'each'));
    });
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'MainThread, in <module>: fetch(n)',
      FETCH_2,
      'ValueError: Bad doc 2',
    ]);
    expect(traceback.fate).toBe('ends-run');
    expect(trace.actors[traceback.actor]?.name).toBe('doc 2');
    expect(traceback.time).toBeCloseTo(0.3, 6);
  });

  it('of an error that gather raises and main catches', () => {
    const trace = run(
      function* (scope) {
        const tasks = yield* tasksOf(scope);
        try {
          yield* gather(tasks, 'collect');
        } catch {
          yield* print('caught', 'except');
        }
      },
      { mode: 'async' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'main, in main: collect(jobs)',
      FETCH_2,
      'ValueError: Bad doc 2',
    ]);
    expect(traceback.fate).toBe('caught');
  });

  it('of an error that gather raises and nobody catches', () => {
    const trace = run(
      function* (scope) {
        yield* gather(yield* tasksOf(scope), 'collect');
      },
      { mode: 'async' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'MainThread, in <module>: asyncio.run(main())',
      ...RUNNING,
      'main, in main: collect(jobs)',
      FETCH_2,
      'ValueError: Bad doc 2',
    ]);
    expect(traceback.fate).toBe('ends-run');
  });

  it('of a group of errors, each with its own', () => {
    const trace = run(
      function* (scope) {
        yield* taskGroup(function* (create) {
          for (const [index, n] of [2, 3, 2].entries())
            yield* create(
              scope.routine({ routine: 'fetch', args: [n] }),
              `doc ${n}${'ab'[index] ?? ''}`,
              'each',
            );
        }, 'collect');
      },
      { mode: 'async' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'MainThread, in <module>: asyncio.run(main())',
      ...RUNNING,
      'main, in main: collect(jobs)',
      'asyncio/taskgroups.py, in __aexit__',
      'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)',
      ['doc 2a, in fetch: raise ValueError(f"Bad doc {n}")', 'ValueError: Bad doc 2'],
      ['doc 2, in fetch: raise ValueError(f"Bad doc {n}")', 'ValueError: Bad doc 2'],
    ]);
  });

  it('of the block of a group that fails itself', () => {
    const trace = run(
      function* () {
        try {
          yield* taskGroup(function* () {
            yield* raise(badDoc(7), 'raise');
          }, 'collect');
        } catch {
          yield* print('caught', 'except');
        }
      },
      { mode: 'async' },
    );
    const { tracebacks } = report(trace);
    expect(tracebacks.map((traceback) => traceback.parts.map(({ error }) => error))).toEqual([
      ['ValueError: Bad doc 7'],
    ]);
  });

  const mapped = (pool: PoolKind): RoutineDefinition =>
    function* () {
      const calls = [0, 1, 2].map((n) => ({ name: `doc ${n}`, call: { routine: 'fetch', args: [n] } }));
      yield* withPool(pool, 3, (handle) => mapPool(handle, calls, 'collect'));
    };
  const RESULT = ['result_iterator', '_result_or_cancel', 'result', '__get_result'].map(
    (name) => `concurrent/futures/_base.py, in ${name}`,
  );

  it('of a call in a pool of threads', () => {
    const trace = run(mapped('threads'), { mode: 'threads' });
    expect(written(trace, only(trace))).toEqual([
      'MainThread, in <module>: collect(jobs)',
      ...RESULT,
      'concurrent/futures/thread.py, in run',
      FETCH_2,
      'ValueError: Bad doc 2',
    ]);
  });

  it('of a call in a pool of processes, with the cause in its worker', () => {
    const trace = run(mapped('processes'), { mode: 'processes' });
    expect(written(trace, only(trace))).toEqual([
      [
        'concurrent/futures/process.py, in _process_worker',
        'concurrent/futures/process.py, in _process_chunk',
        'concurrent/futures/process.py, in <listcomp>',
        FETCH_2,
        'ValueError: Bad doc 2',
      ],
      'MainThread, in <module>: collect(jobs)',
      'concurrent/futures/process.py, in _chain_from_iterable_of_lists',
      ...RESULT,
      'ValueError: Bad doc 2',
    ]);
  });

  it('of a function called by asyncio.to_thread', () => {
    const trace = run(
      function* () {
        yield* toThread({ routine: 'read', args: [] }, 'doc 2', 'collect');
      },
      { mode: 'async' },
      {
        *read() {
          yield* raise(badDoc(2), 'raise');
        },
      },
    );
    expect(written(trace, only(trace))).toEqual([
      'MainThread, in <module>: asyncio.run(main())',
      ...RUNNING,
      'main, in main: collect(jobs)',
      'asyncio/threads.py, in to_thread',
      'concurrent/futures/thread.py, in run',
      'doc 2, in read: raise ValueError(f"Bad doc {n}")',
      'ValueError: Bad doc 2',
    ]);
  });

  it('of a thread of the program', () => {
    const trace = run(
      function* () {
        const thread = yield {
          kind: 'start-thread',
          call: { routine: 'fetch', args: [2] },
          name: 'Worker 2',
          job: 'doc 2',
        };
        yield { kind: 'join-thread', thread: thread as ThreadHandle };
      },
      { mode: 'threads' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'threading.py, in _bootstrap_inner',
      'threading.py, in run',
      FETCH_2,
      'ValueError: Bad doc 2',
    ]);
    expect(traceback.fate).toBe('ends-thread');
    expect(trace.error).toBeNull();
  });
});

describe('what becomes of an error', () => {
  it('is told by the frame that caught it, not by those around it', () => {
    const trace = run(
      function* (scope) {
        yield* invoke(scope, 'careful', [], 'each');
        yield* print('on', 'collect');
      },
      {},
      {
        *careful(scope) {
          try {
            yield* withLock('tidy', () => invoke(scope, 'fetch', [2], 'each'));
          } catch {
            yield* print('caught', 'except');
          }
        },
      },
    );
    const traceback = only(trace);
    expect(traceback.frames.map(({ name }) => name)).toEqual(['careful', 'fetch']);
    expect(traceback.fate).toBe('caught');
  });

  it('is kept by a task that nobody awaits', () => {
    const trace = run(
      function* (scope) {
        yield* tasksOf(scope);
        yield* wait(1);
      },
      { mode: 'async' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([FETCH_2, 'ValueError: Bad doc 2']);
    expect(traceback.fate).toBe('kept');
  });

  it('is under way until its frames have been left', () => {
    const trace = run(function* (scope) {
      yield* invoke(scope, 'fetch', [2], 'each');
    });
    const [{ event }] = report(trace).tracebacks as [Traceback];
    const soFar = { ...trace, error: null, events: { ...trace.events, length: event + 1 } };
    const reader = createErrorReader();
    expect(reader.read(soFar).tracebacks.map(({ fate }) => fate)).toEqual(['under-way']);
    expect(reader.read(trace).tracebacks.map(({ fate }) => fate)).toEqual(['ends-run']);
  });

  it('is seen once where it is raised again, and as two errors where it is replaced', () => {
    const again = run(function* (scope) {
      try {
        yield* invoke(scope, 'fetch', [2], 'each');
      } catch (error) {
        yield* print('caught', 'except');
        yield* raise(error as PythonError, 'except');
      }
    });
    expect(only(again)).toMatchObject({
      fate: 'ends-run',
      frames: [{ name: '<module>' }, { name: 'fetch' }],
    });
    const replaced = run(function* (scope) {
      try {
        yield* invoke(scope, 'fetch', [2], 'each');
      } catch {
        yield* raise(new PythonError('KeyError', "'doc'"), 'except');
      }
    });
    expect(report(replaced).tracebacks).toMatchObject([
      { error: 'ValueError: Bad doc 2', fate: 'caught' },
      { error: "KeyError: 'doc'", fate: 'ends-run' },
    ]);
  });

  it('does not make errors of cancellations', () => {
    const trace = run(
      function* (scope) {
        const task = yield* createTask(scope.routine({ routine: 'fetch', args: [30] }), 'doc 30', 'each');
        try {
          yield* waitFor(task, 1, 'collect');
        } catch {
          yield* print('late', 'except');
        }
      },
      { mode: 'async' },
    );
    const traceback = only(trace);
    expect(written(trace, traceback)).toEqual([
      'main, in main: collect(jobs)',
      'asyncio/tasks.py, in wait_for',
      'TimeoutError',
    ]);
  });

  it('is told of a run that never ends, though nobody raised it', () => {
    const trace = run(
      function* () {
        for (;;) yield* print('on and on', 'each');
      },
      { eventLimit: 50 },
    );
    expect(only(trace)).toMatchObject({ frames: [], fate: 'ends-run' });
    expect(only(trace).error).toMatch(/^LimitExceeded: /);
  });

  it('is none where threads deadlock: nobody raises it, and each stands at a line', () => {
    const trace = run(
      function* () {
        const threads: EffectResult[] = [];
        for (const n of [1, 2]) {
          const call = { routine: 'cross', args: [n] };
          threads.push(yield { kind: 'start-thread', call, name: `Worker ${n}`, job: `job ${n}` });
        }
        for (const thread of threads) yield { kind: 'join-thread', thread: thread as ThreadHandle };
      },
      { mode: 'threads' },
      {
        *cross(_scope, n: number) {
          const [first, second] = n === 1 ? ['tidy', 'other'] : ['other', 'tidy'];
          yield* withLock(first as string, function* () {
            yield* wait(1, 'sleep');
            yield* withLock(second as string, () => wait(1), 'collect');
          });
        },
      },
    );
    const { tracebacks, deadlock } = report(trace);
    expect(tracebacks).toEqual([]);
    expect(deadlock?.circle).toMatch(/Worker 1 waits for other, held by Worker 2; Worker 2 waits for tidy/);
    expect(deadlock?.time).toBeCloseTo(1, 1);
    expect(deadlock?.lasted).toBeCloseTo(1, 1);
    const stands = deadlock?.flows.map(({ actor, frames, isWaiting }) => [
      trace.actors[actor]?.name,
      frames.map(({ name, line }) => `${name}: ${textOf(line)}`).at(-1),
      isWaiting,
    ]);
    expect(stands).toEqual([
      ['Worker 1', 'cross: collect(jobs)', true],
      ['Worker 2', 'cross: collect(jobs)', true],
      ['MainThread', '<module>: ', true],
    ]);
  });
});

it('lists warnings with the line they are given for', () => {
  const trace = run(function* () {
    yield* warn('RuntimeWarning', "coroutine 'fetch' was never awaited", 'each');
  });
  expect(report(trace)).toMatchObject({
    tracebacks: [],
    warnings: [{ line: 4, text: "RuntimeWarning: coroutine 'fetch' was never awaited" }],
  });
});

describe('any trace at all', () => {
  const KINDS = [
    'raise',
    'raise',
    'fail',
    'call',
    'return',
    'line',
    'carry',
    'print',
    'finish',
    'warn',
  ] as const;
  const happenings = fc.array(
    fc.record({ kind: fc.constantFrom(...KINDS), who: fc.nat(5), whom: fc.nat(6) }),
    {
      maxLength: 60,
    },
  );

  test('is read, and read on, to the same end', () => {
    fc.assert(
      fc.property(happenings, fc.nat(60), (all, stop) => {
        const builder = new TraceBuilder();
        const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
        const loop = builder.actor('loop', 'loop', process, NO_ACTOR);
        const actors = [
          ...['MainThread', 'Worker'].map((name) => builder.actor('thread', name, process, NO_ACTOR)),
          ...['main', 'doc 0'].map((name) => builder.actor('task', name, loop, NO_ACTOR)),
          ...['job 0', 'job 1'].map((name) => builder.actor('task', name, process, NO_ACTOR)),
        ] as const;
        const reader = createErrorReader();
        for (const [index, { kind, who, whom }] of all.entries()) {
          const texts = ['ValueError: no', 'CancelledError', 'ExceptionGroup: of (2 sub-exceptions)'];
          const isText = kind !== 'carry' && kind !== 'line' && kind !== 'finish';
          builder.record(
            kind,
            actors[who] ?? NO_ACTOR,
            kind === 'raise' || kind === 'carry' ? (actors[whom] ?? NO_ACTOR) : NO_ACTOR,
            isText ? builder.text(texts[whom % 3] ?? '') : whom,
          );
          if (index === stop) reader.read(builder.view(header));
        }
        const trace = builder.view(header);
        const report = createErrorReader().read(trace);
        expect(reader.read(trace)).toEqual(report);
        for (const traceback of report.tracebacks) createSiblingReader().of(trace, traceback, []);
      }),
    );
  });
});
