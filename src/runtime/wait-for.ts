import { CancelledError, PythonError } from '../program/errors.ts';
import { awaitFuture, type Coroutine } from './coroutine.ts';
import { Future, whenDone } from './future.ts';
import type { Loop } from './loop.ts';
import type { Task } from './task.ts';

/**
 * `asyncio.wait_for`: waits for a future, at most so many seconds. When the time is up the task that waits is cancelled,
 * and with it the future; once that has taken effect it raises `TimeoutError`.
 *
 * Source: CPython 3.12 to 3.14, `wait_for` in Lib/asyncio/tasks.py, which is `async with timeout(seconds)`, and
 * Lib/asyncio/timeouts.py. (In 3.11 it was written with callbacks, to the same end an iteration later.)
 */
export function* waitFor(loop: Loop, task: Task, future: Future, seconds: number): Coroutine {
  if (seconds <= 0) {
    if (!future.done) {
      yield* cancelAndWait(loop, future);
      if (future.cancelled) throw new PythonError('TimeoutError', '');
    }
    return future.result();
  }
  const requestsBefore = task.cancelling;
  let expired = false;
  const timer = loop.callLater(seconds, () => {
    task.cancel();
    expired = true;
  });
  try {
    return yield* awaitFuture(future);
  } catch (error) {
    const requestedElsewhere = task.cancelling - 1 > requestsBefore;
    if (expired && !requestedElsewhere && error instanceof CancelledError) {
      throw new PythonError('TimeoutError', '');
    }
    throw error;
  } finally {
    timer.cancel();
    if (expired) task.uncancel();
  }
}

/** Cancels a future and waits until it is done, which a task may put off. */
function* cancelAndWait(loop: Loop, future: Future): Coroutine<void> {
  const waiter = new Future(loop, future.waiting);
  const callback = whenDone(loop, () => {
    if (!waiter.done) waiter.setResult(null);
  });
  future.addDoneCallback(callback);
  try {
    future.cancel();
    yield* awaitFuture(waiter);
  } finally {
    future.removeDoneCallback(callback);
  }
}
