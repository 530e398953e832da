import type { HostOperation } from '../../runtime/host.ts';
import { NO_ACTOR } from '../../trace/actors.ts';
import { DirectedWorker } from './directed-worker.ts';
import type { Steps } from './steps.ts';
import { identityFrom, type ThreadContext } from './thread-context.ts';

/** The threads that a thread has started with `threading.Thread`. */
export class ProgramThreads {
  readonly #context: ThreadContext;
  readonly #threads: DirectedWorker[] = [];

  constructor(context: ThreadContext) {
    this.#context = context;
  }

  /**
   * Starts a thread and waits until it has begun to run, as `Thread.start` does; gives its number.
   * Source: CPython 3.11, Lib/threading.py.
   */
  *start({ call, name, task }: Extract<HostOperation, { readonly kind: 'start-thread' }>): Steps<number> {
    const { recorder, subjects, actors, turns, clock } = this.#context;
    const actor = recorder.actor('thread', name, actors.process, subjects.current);
    recorder.record('start', actor);
    if (task !== NO_ACTOR) recorder.record('start', task);
    const identity = identityFrom(this.#context, {
      thread: actor,
      process: actors.process,
      shared: actors,
      employer: null,
      only: { job: 0, call, task },
    });
    const thread = new DirectedWorker(this.#context.hire('thread', actor), clock, identity, () => {});
    yield* turns.without(
      () => subjects.wait('none', actor),
      () => thread.up,
    );
    return this.#threads.push(thread) - 1;
  }

  /** Waits until a thread has ended. */
  *join(number: number): Steps<void> {
    const thread = this.#threads[number];
    if (thread) yield* this.#waitFor(thread);
  }

  /** Waits until all have ended, as the main thread does on its way out. */
  *joinAll(): Steps<void> {
    for (const thread of this.#threads) yield* this.#waitFor(thread);
  }

  *#waitFor(thread: DirectedWorker): Steps<void> {
    if (thread.hasEnded) return;
    const { subjects, turns } = this.#context;
    yield* turns.without(
      () => subjects.wait('join', thread.thread),
      () => thread.ended,
    );
  }
}
