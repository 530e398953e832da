import { CancelledError, PythonError } from '../program/errors.ts';
import { awaitFuture, type Coroutine } from './coroutine.ts';
import { Future, whenDone } from './future.ts';
import type { Loop } from './loop.ts';

/**
 * `asyncio.wait_for`: waits for a future, at most so many seconds. When the time is up it cancels the future, waits until
 * that has taken effect, and raises `TimeoutError`.
 *
 * Source: CPython 3.11, Lib/asyncio/tasks.py. (Since 3.12 it is written with `asyncio.timeout`, to the same end.)
 */
export function* waitFor(loop: Loop, future: Future, seconds: number): Coroutine {
  if (seconds <= 0) {
    if (future.done) return future.result();
    yield* cancelAndWait(loop, future);
    return resultInTime(future);
  }
  const waiter = new Future(loop, future.waiting);
  const release = (): void => {
    if (!waiter.done) waiter.setResult(null);
  };
  const timer = loop.callLater(seconds, release);
  const callback = whenDone(loop, release);
  future.addDoneCallback(callback);
  try {
    try {
      yield* awaitFuture(waiter);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      if (future.done) return future.result();
      future.removeDoneCallback(callback);
      yield* cancelAndWait(loop, future);
      throw error;
    }
    if (future.done) return future.result();
    future.removeDoneCallback(callback);
    yield* cancelAndWait(loop, future);
    return resultInTime(future);
  } finally {
    timer.cancel();
  }
}

/** The result of a future that was cancelled for being late, should it have one all the same. */
function resultInTime(future: Future) {
  try {
    return future.result();
  } catch (error) {
    if (error instanceof CancelledError) throw new PythonError('TimeoutError', '');
    throw error;
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
