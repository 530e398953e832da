import type { Call, FutureHandle, PoolHandle } from '../program/effects.ts';
import type { Coroutine } from './coroutine.ts';
import { Future } from './future.ts';
import type { Completion, Outcome } from './host.ts';
import { createJobActor, received } from './host-effects.ts';
import type { TaskLoop } from './task.ts';

/**
 * Work that the loop has given to executors, and what becomes of it.
 *
 * Source: CPython 3.11, `run_in_executor` in Lib/asyncio/base_events.py and `wrap_future` in Lib/asyncio/futures.py: a
 * worker that is done calls `call_soon_threadsafe`, which wakes the selector and sets the future in the iteration after.
 */
export class ExecutorBridge {
  readonly #loop: TaskLoop;
  readonly #futures = new Map<number, Future>();
  #defaultPool: number | null = null;

  constructor(loop: TaskLoop) {
    this.#loop = loop;
  }

  /** How many jobs have not been heard of yet. */
  get outstanding(): number {
    return this.#futures.size;
  }

  /** The loop's own executor of threads, opened when it is first used. */
  get defaultPool(): number | null {
    return this.#defaultPool;
  }

  /** `loop.run_in_executor(pool, call)`; gives the future of the result. */
  *run(pool: PoolHandle | null, call: Call, name: string): Coroutine<FutureHandle> {
    let number = pool?.pool ?? this.#defaultPool;
    if (number === null) {
      number = (yield { kind: 'open-pool', pool: 'threads', workers: null }) as number;
      this.#defaultPool = number;
    }
    const { host } = this.#loop;
    const task = createJobActor(host, name, host.subjects.current);
    const job = (yield { kind: 'submit', pool: number, call, task, notify: true }) as number;
    const future = new Future(this.#loop, { reason: 'future', subject: task, label: `the job ${name}` });
    this.#futures.set(job, future);
    return future;
  }

  /** Schedules the outcomes that the selector brought. */
  complete(completions: readonly Completion[]): void {
    for (const { job, outcome } of completions) {
      const future = this.#futures.get(job);
      if (!future) continue;
      this.#futures.delete(job);
      this.#loop.callSoon(() => settle(future, outcome));
    }
  }
}

function settle(future: Future, outcome: Outcome): void {
  if (future.done) return;
  if (outcome.ok) future.setResult(outcome.value);
  else future.setError(received(outcome.error));
}
