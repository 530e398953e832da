import fc from 'fast-check';
import {
  awaitFuture,
  cancel,
  compute,
  createTask,
  gather,
  invoke,
  job,
  mapPool,
  print,
  read,
  wait,
  waitFor,
  withLock,
  withPool,
  write,
} from '../../src/program/actions.ts';
import type { FutureHandle, Routine, ThreadHandle } from '../../src/program/effects.ts';
import { PythonError } from '../../src/program/errors.ts';
import { hasEventLoop } from '../../src/program/modes.ts';
import type { ParameterValues, Program, Scope } from '../../src/program/program.ts';

/** One statement of a random program: a value, so that it can be an argument of a call in another process. */
export type Statement =
  | { readonly do: 'wait' | 'compute' | 'block'; readonly ticks: number }
  | { readonly do: 'print' | 'raise' | 'count' }
  | { readonly do: 'locked'; readonly lock: 'a' | 'b'; readonly body: readonly Statement[] }
  | { readonly do: 'call' | 'job'; readonly body: readonly Statement[] }
  | { readonly do: 'together'; readonly parts: readonly (readonly Statement[])[]; readonly how: How };

/** What becomes of parts that are done together: in a mode without that way, they are just waited for. */
type How = 'join' | 'cancel-first' | 'time-out' | 'thread-pool' | 'process-pool';

const TICK = 0.004;

const leaf: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ do: fc.constantFrom('wait', 'compute', 'block'), ticks: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('print', 'count', 'count') }),
);

/**
 * Random programs: trees of threads or tasks that wait, compute, print, count under locks taken in one global order, make
 * calls, cancel, and now and then fail.
 */
export const arbitraryStatements: fc.Arbitrary<readonly Statement[]> = fc.letrec<{
  statement: Statement;
  body: readonly Statement[];
}>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: leaf },
    { weight: 1, arbitrary: fc.constant<Statement>({ do: 'raise' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('locked'),
        lock: fc.constantFrom('a', 'b'),
        body: fc.array(leaf),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('call', 'job'), body: tie('body') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('together'),
        parts: fc.array(tie('body'), { minLength: 1, maxLength: 4 }),
        how: fc.constantFrom<How[]>('join', 'cancel-first', 'time-out', 'thread-pool', 'process-pool'),
      }),
    },
  ) as fc.Arbitrary<Statement>,
  body: fc.array(tie('statement'), { maxLength: 4 }),
})).body;

/** The program that executes the statements. */
export function programOf(statements: readonly Statement[]): Program {
  return {
    locks: { a: {}, b: { permits: 2 } },
    variables: { counter: 0 },
    routines: {
      main: (scope) => execute(scope, statements),
      body: (scope, body: readonly Statement[]) => execute(scope, body),
    },
  };
}

function* execute(scope: Scope<ParameterValues>, statements: readonly Statement[]): Routine<null> {
  for (const statement of statements) yield* perform(scope, statement);
  return null;
}

function* perform(scope: Scope<ParameterValues>, statement: Statement): Routine<unknown> {
  switch (statement.do) {
    case 'wait':
      return yield* wait(statement.ticks * TICK);
    case 'block':
      yield { kind: 'block', seconds: statement.ticks * TICK };
      return;
    case 'compute':
      return yield* compute({ kernel: 'sum-squares', from: 0, to: statement.ticks * 90_000 });
    case 'print':
      return yield* print('here');
    case 'raise':
      throw new PythonError('ValueError', 'raised');
    case 'count':
      return yield* write('counter', (yield* read('counter')) + 1);
    case 'locked':
      return yield* withLock(statement.lock, () => execute(scope, statement.body));
    case 'call':
      return yield* invoke(scope, 'body', [statement.body]);
    case 'job':
      return yield* job('job', () => execute(scope, statement.body));
    case 'together':
      return yield* together(scope, statement.parts, statement.how);
  }
}

/** Does the parts at the same time; an error that one of them raises is no error of this. */
function* together(
  scope: Scope<ParameterValues>,
  parts: readonly (readonly Statement[])[],
  how: How,
): Routine<void> {
  const calls = parts.map((body, index) => ({
    name: `part ${index}`,
    call: { routine: 'body', args: [body] },
  }));
  try {
    if (how === 'thread-pool' || how === 'process-pool') {
      // The locks of a program on an event loop are asyncio's, which are not for threads.
      const kind = how === 'thread-pool' && !hasEventLoop(scope.mode.id) ? 'threads' : 'processes';
      yield* withPool(kind, 2, (pool) => mapPool(pool, calls));
    } else if (hasEventLoop(scope.mode.id)) {
      const tasks: FutureHandle[] = [];
      for (const { name, call } of calls) tasks.push(yield* createTask(scope.routine(call), name));
      const [first] = tasks;
      if (first && how === 'cancel-first') yield* cancel(first);
      if (first && how === 'time-out') yield* waitFor(first, TICK);
      yield* gather(tasks, undefined, how === 'cancel-first');
      if (first) yield* awaitFuture(first);
    } else {
      const threads: ThreadHandle[] = [];
      for (const { name, call } of calls) {
        threads.push(
          (yield { kind: 'start-thread', call, name: `Thread of ${name}`, job: name }) as ThreadHandle,
        );
      }
      for (const thread of threads) yield { kind: 'join-thread', thread };
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (error.type === 'CancelledError' && how === 'join') throw error;
  }
}
