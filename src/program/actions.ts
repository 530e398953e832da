import type {
  Call,
  EffectResult,
  FutureHandle,
  Mark,
  PoolHandle,
  PoolKind,
  Routine,
  Value,
  Work,
} from './effects.ts';
import type { PythonError } from './errors.ts';
import type { ParameterValues, Scope } from './program.ts';

/**
 * The statements programs are written with. Each is a generator to be delegated to with `yield*`, which gives its result
 * the right type; `at` names the statement of the listing by its mark.
 */

/** Waits, as the mode waits: `time.sleep` in a thread, `await asyncio.sleep` in a task. */
export function* wait(seconds: number, at?: Mark): Routine<void> {
  yield { kind: 'wait', seconds, at };
}

/** Blocks the whole thread, event loop and all: `time.sleep`, whatever the mode. */
export function* block(seconds: number, at?: Mark): Routine<void> {
  yield { kind: 'block', seconds, at };
}

/** Computes; gives the total of the kernel over its steps. */
export function* compute(work: Work, at?: Mark): Routine<number> {
  return (yield { kind: 'compute', work, at }) as number;
}

/** Prints a line. */
export function* print(text: string, at?: Mark): Routine<void> {
  yield { kind: 'print', text, at };
}

/** Prints a line in two writes, its text and its newline, as an unbuffered standard output has it. */
export function* printInTwoWrites(text: string, at?: Mark): Routine<void> {
  yield { kind: 'output', text, at };
  yield { kind: 'output', text: '\n', at };
}

/** Warns on the standard error: `warn('RuntimeWarning', "coroutine 'fetch' was never awaited")`. */
export function* warn(category: string, message: string, at?: Mark): Routine<void> {
  yield { kind: 'warn', text: `${category}: ${message}`, at };
}

/** `raise error`. */
export function* raise(error: PythonError, at?: Mark): Routine<never> {
  yield { kind: 'raise', error, at };
  throw error;
}

/** `time.monotonic()`, in program seconds since the start of the run. */
export function* now(at?: Mark): Routine<number> {
  return (yield { kind: 'now', at }) as number;
}

/** `threading.get_ident()`: a number that no other thread has meanwhile. */
export function* threadIdent(at?: Mark): Routine<number> {
  return (yield { kind: 'thread-ident', at }) as number;
}

/** Records how long a message waited for its answer, in program seconds. */
export function* latency(seconds: number, at?: Mark): Routine<void> {
  yield { kind: 'latency', seconds, at };
}

/** Moves on to a statement that does nothing to time: an assignment, a `return`. */
export function* mark(at: Mark): Routine<void> {
  yield { kind: 'mark', at };
}

/** Reads a shared variable. */
export function* read<Result extends Value = number>(variable: string, at?: Mark): Routine<Result> {
  return (yield { kind: 'read', variable, at }) as Result;
}

/** Writes a shared variable. */
export function* write(variable: string, value: Value, at?: Mark): Routine<void> {
  yield { kind: 'write', variable, value, at };
}

/** `with lock:` — acquires it, runs the body, releases it however the body ends. */
export function* withLock<Result>(lock: string, body: () => Routine<Result>, at?: Mark): Routine<Result> {
  yield { kind: 'acquire', lock, at };
  try {
    return yield* body();
  } finally {
    yield { kind: 'release', lock };
  }
}

/** The body under the lock in a mode that has one, bare in a mode that has none. */
export function* withLockIf<Result>(
  locked: boolean,
  lock: string,
  body: () => Routine<Result>,
  at?: Mark,
): Routine<Result> {
  return locked ? yield* withLock(lock, body, at) : yield* body();
}

/** Calls a routine in a frame of its own, in the same thread or task. */
export function* invoke(
  scope: Scope<ParameterValues>,
  routine: string,
  args: readonly Value[],
  at?: Mark,
): Routine<Value> {
  if (at !== undefined) yield { kind: 'mark', at };
  yield { kind: 'enter', frame: routine };
  try {
    return (yield* scope.routine({ routine, args })) ?? null;
  } finally {
    yield { kind: 'leave', frame: routine };
  }
}

/** Runs a body as a job of its own: a lane by the name given, in the thread or task that is running. */
export function* job<Result>(name: string, body: () => Routine<Result>): Routine<Result> {
  yield { kind: 'begin-job', name };
  try {
    const result = yield* body();
    yield { kind: 'end-job', error: null };
    return result;
  } catch (error) {
    yield { kind: 'end-job', error };
    throw error;
  }
}

/** `asyncio.create_task`. */
export function* createTask(routine: Routine, name: string, at?: Mark): Routine<FutureHandle> {
  return (yield { kind: 'create-task', routine, name, at }) as FutureHandle;
}

/** `await task`. */
export function* awaitFuture(future: FutureHandle, at?: Mark): Routine<Value> {
  return ((yield { kind: 'await', future, at }) ?? null) as Value;
}

/** `await asyncio.to_thread(call)`: makes the call in a thread of the loop's default executor. */
export function* toThread(call: Call, name: string, at?: Mark): Routine<Value> {
  const future = (yield { kind: 'run-in-executor', pool: null, call, job: name, at }) as FutureHandle;
  return yield* awaitFuture(future, at);
}

/**
 * `await asyncio.gather(*futures)`: results in argument order; the first error is raised and siblings go on. With
 * `returnExceptions` errors are results: `{ type, message }`.
 */
export function* gather(
  futures: readonly FutureHandle[],
  at?: Mark,
  returnExceptions = false,
): Routine<readonly Value[]> {
  return (yield { kind: 'gather', futures, returnExceptions, at }) as readonly Value[];
}

/** `await asyncio.wait_for(future, seconds)`: cancels it and raises `TimeoutError` when the time is up. */
export function* waitFor(future: FutureHandle, seconds: number, at?: Mark): Routine<Value> {
  return ((yield { kind: 'wait-for', future, seconds, at }) ?? null) as Value;
}

/** `task.cancel()`: requests cancellation; the task hears of it the next time it runs. */
export function* cancel(future: FutureHandle, at?: Mark): Routine<void> {
  yield { kind: 'cancel', future, at };
}

/** Creates tasks of a group, inside `taskGroup`. */
export type CreateInGroup = (routine: Routine, name: string, at?: Mark) => Routine<FutureHandle>;

/**
 * `async with asyncio.TaskGroup() as group:` — waits for all its tasks; when one fails the others are cancelled and the
 * errors are raised together as a `PythonErrorGroup`.
 */
export function* taskGroup<Result>(
  body: (create: CreateInGroup) => Routine<Result>,
  at?: Mark,
): Routine<Result> {
  const group = (yield { kind: 'open-group', at }) as { readonly taskGroup: true };
  function* create(routine: Routine, name: string, mark?: Mark): Routine<FutureHandle> {
    return (yield { kind: 'create-task', routine, name, group, at: mark }) as FutureHandle;
  }
  let result: Result;
  try {
    result = yield* body(create);
  } catch (error) {
    yield { kind: 'close-group', group, error, at };
    throw error;
  }
  yield { kind: 'close-group', group, error: null, at };
  return result;
}

/** Opens an executor, runs the body, and waits for its workers, as `with ThreadPoolExecutor() as pool:` does. */
export function* withPool<Result>(
  pool: PoolKind,
  workers: number | null,
  body: (pool: PoolHandle) => Routine<Result>,
  at?: Mark,
): Routine<Result> {
  const handle = (yield { kind: 'open-pool', pool, workers, at }) as PoolHandle;
  try {
    return yield* body(handle);
  } finally {
    yield { kind: 'close-pool', pool: handle };
  }
}

/**
 * `for result in pool.map(...)`: submits all calls, then gives their results in the order of the calls.
 *
 * @param each what is done with each result as soon as it and all before it are there.
 */
export function* mapPool(
  pool: PoolHandle,
  calls: readonly { readonly name: string; readonly call: Call }[],
  at?: Mark,
  each?: (result: Value) => Routine<void>,
): Routine<readonly Value[]> {
  const jobs: EffectResult[] = [];
  for (const { name, call } of calls) jobs.push(yield { kind: 'submit', pool, call, job: name, at });
  const results: Value[] = [];
  for (const handle of jobs) {
    const result = ((yield { kind: 'result', job: handle as { readonly job: number }, at }) ?? null) as Value;
    results.push(result);
    if (each) yield* each(result);
  }
  return results;
}
