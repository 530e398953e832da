import type { Value } from '../program/effects.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { Future, type Waiting } from './future.ts';
import type { HostOperation, HostResult } from './host.ts';
import type { Loop } from './loop.ts';

/**
 * A coroutine of asyncio itself, such as `Lock.acquire`: what a task executes for one effect of its program.
 *
 * It yields a future to wait until that is done, null to let the loop go round once (the bare `yield` of
 * `asyncio.sleep(0)`), or an operation for the host. A cancellation is thrown into it, as into a coroutine of Python.
 */
export type Coroutine<Result = Value> = Generator<Future | HostOperation | null, Result, HostResult>;

/**
 * `await future`: does not suspend at all when it is done already.
 * Source: CPython 3.11, Future.__await__ in Lib/asyncio/futures.py.
 */
export function* awaitFuture(future: Future): Coroutine {
  if (!future.done) yield future;
  return future.result();
}

const SLEEPING: Waiting = { reason: 'sleep', subject: NO_ACTOR, label: 'a sleep' };

/**
 * `asyncio.sleep`: not above zero, it lets everything else that is ready run once; else it waits for a timer.
 * Source: CPython 3.11, sleep in Lib/asyncio/tasks.py.
 */
export function* sleep(loop: Loop, seconds: number): Coroutine {
  if (!(seconds > 0)) {
    yield null;
    return null;
  }
  const future = new Future(loop, SLEEPING);
  const timer = loop.callLater(seconds, () => {
    if (!future.done) future.setResult(null);
  });
  try {
    yield future;
    return future.result();
  } finally {
    timer.cancel();
  }
}
