import { Deque } from '../../base/deque.ts';
import type { PoolKind } from '../../program/effects.ts';
import { PythonError } from '../../program/errors.ts';
import type { Completion, HostOperation, Outcome } from '../../runtime/host.ts';
import { type ActorId, NO_ACTOR } from '../../trace/actors.ts';
import { REASON_CODE } from '../../trace/events.ts';
import type { CallOrder } from '../protocol.ts';
import { DirectedWorker } from './directed-worker.ts';
import type { Steps } from './steps.ts';
import { identityFrom, type ThreadContext } from './thread-context.ts';

interface Pool {
  readonly kind: PoolKind;
  readonly actor: ActorId;
  readonly name: string;
  readonly maximum: number;
  readonly queue: Deque<CallOrder>;
  /** Workers that have made all their calls, in the order they became free. */
  readonly idle: Deque<DirectedWorker>;
  readonly workers: DirectedWorker[];
  /** Jobs done, less calls that found somebody idle: the executors' idle semaphore. */
  idlePermits: number;
  closing: boolean;
}

interface Job {
  readonly task: ActorId;
  /** Whether the thread's `select` is to hear of it. */
  readonly notify: boolean;
  readonly outcome: Promise<Outcome>;
  readonly settle: (outcome: Outcome) => void;
  known: Outcome | null;
}

/**
 * The executors of a thread: pools of threads and of processes.
 *
 * Workers are started on demand, up to a number: a call finds an idle worker, or starts one, or queues.
 * Source: CPython 3.11, `_adjust_thread_count` in Lib/concurrent/futures/thread.py and `_adjust_process_count` in
 * process.py, with the start method `spawn`. What CPython's manager thread does happens here whenever messages arrive.
 */
export class Executors {
  readonly #context: ThreadContext;
  readonly #pools: Pool[] = [];
  readonly #jobs: Job[] = [];
  #completions: Completion[] = [];
  #outstanding = 0;
  #processes = 0;
  #threadPools = 0;
  /** Called when `select` has something to hear. */
  onCompletion: () => void = () => {};

  constructor(context: ThreadContext) {
    this.#context = context;
  }

  /** Whether jobs are under way, so that messages must be given a chance to arrive. */
  get areBusy(): boolean {
    return this.#outstanding > 0;
  }

  /** Completions that `select` has not heard of yet, which it does by this. */
  takeCompletions(): readonly Completion[] {
    const completions = this.#completions;
    this.#completions = [];
    return completions;
  }

  /** Whether there are such completions. */
  get hasCompletions(): boolean {
    return this.#completions.length > 0;
  }

  /** Opens an executor; gives its number. */
  open({ pool: kind, workers }: Extract<HostOperation, { readonly kind: 'open-pool' }>): number {
    const { recorder, actors, subjects } = this.#context;
    const name = kind === 'threads' ? `ThreadPoolExecutor-${this.#threadPools++}` : 'ProcessPoolExecutor';
    const actor = recorder.actor('pool', name, actors.process, subjects.current);
    const pool: Pool = {
      kind,
      actor,
      name,
      maximum: workers ?? defaultWorkers(kind),
      queue: new Deque(),
      idle: new Deque(),
      workers: [],
      idlePermits: 0,
      closing: false,
    };
    return this.#pools.push(pool) - 1;
  }

  /** Gives an executor a call; gives the number of the job. */
  *submit(operation: Extract<HostOperation, { readonly kind: 'submit' }>): Steps<number> {
    const pool = this.#pool(operation.pool);
    const { recorder } = this.#context;
    const { task, call } = operation;
    if (pool.closing) {
      recorder.record('cancel', task);
      throw new PythonError('RuntimeError', 'cannot schedule new futures after shutdown');
    }
    const job = this.#addJob(task, operation.notify);
    recorder.record('ready', task, pool.actor, REASON_CODE.pool);
    pool.queue.push({ job, call, task });
    this.#dispatch(pool);
    if (this.#jobs[job]?.known) return job;
    if (pool.idlePermits > 0) {
      pool.idlePermits--;
    } else if (pool.workers.length < pool.maximum) {
      if (pool.kind === 'threads') yield* this.#startThread(pool);
      else this.#startProcess(pool, task);
    }
    return job;
  }

  /** Waits for the outcome of a job. */
  *result(number: number): Steps<Outcome> {
    const job = this.#jobs[number];
    if (!job) throw new Error(`There is no job ${number}.`);
    if (job.known) return job.known;
    const { subjects, turns } = this.#context;
    return yield* turns.without(
      () => subjects.wait('future', job.task),
      () => job.outcome,
    );
  }

  /** Waits until all jobs of an executor are done and its workers have ended. */
  *close(number: number): Steps<void> {
    const pool = this.#pool(number);
    if (pool.closing) return;
    this.#beginClosing(pool);
    const { subjects, turns, recorder } = this.#context;
    if (pool.workers.some((worker) => !worker.hasEnded)) {
      yield* turns.without(
        () => subjects.wait('join', pool.actor),
        () => Promise.all(pool.workers.map((worker) => worker.ended)),
      );
    }
    recorder.record('finish', pool.actor);
  }

  /** Closes all, as the interpreter does on its way out. */
  *closeAll(): Steps<void> {
    for (const number of this.#pools.keys()) yield* this.close(number);
  }

  #addJob(task: ActorId, notify: boolean): number {
    let settle = (_outcome: Outcome): void => {};
    const outcome = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    this.#outstanding++;
    return this.#jobs.push({ task, notify, outcome, settle, known: null }) - 1;
  }

  /** Gives queued calls to workers that are free. */
  #dispatch(pool: Pool): void {
    while (pool.queue.size > 0) {
      const worker = pool.idle.shift();
      if (!worker) return;
      this.#send(pool, worker, pool.queue.shift() as CallOrder);
    }
    if (pool.closing) for (const worker of pool.idle) worker.retire();
  }

  /** Gives a worker a call, with its function where the worker's process could not import it: such a call fails. */
  #send(pool: Pool, worker: DirectedWorker, order: CallOrder): void {
    const { setup, recorder } = this.#context;
    const { call, task, job } = order;
    const isKnown = pool.kind === 'threads' || (call.importable ?? true);
    try {
      worker.call(order, isKnown ? undefined : setup.program.routines[call.routine]);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      recorder.record('fail', task, NO_ACTOR, recorder.text(`${error.name}: ${error.message}`));
      this.#complete(job, {
        ok: false,
        error: { type: error.name, message: error.message, raisedIn: task },
      });
      pool.idle.push(worker);
    }
  }

  *#startThread(pool: Pool): Steps<void> {
    const { recorder, actors, subjects, turns } = this.#context;
    const name = `${pool.name}_${pool.workers.length}`;
    const thread = recorder.actor('thread', name, actors.process, subjects.current);
    recorder.record('start', thread);
    const worker = this.#employ(pool, 'thread', thread, actors.process);
    yield* turns.without(
      () => subjects.wait('none', thread),
      () => worker.up,
    );
  }

  /** @param task the job whose arrival makes the executor start one more process. */
  #startProcess(pool: Pool, task: ActorId): void {
    const { recorder, actors, subjects } = this.#context;
    const by = subjects.current;
    const process = recorder.actor('process', `SpawnProcess-${++this.#processes}`, actors.process, by);
    const thread = recorder.actor('thread', 'MainThread', process, by);
    for (const actor of [process, thread, task]) recorder.record('start', actor);
    this.#employ(pool, 'process', thread, process);
  }

  #employ(pool: Pool, role: 'thread' | 'process', thread: ActorId, process: ActorId): DirectedWorker {
    const { actors, clock } = this.#context;
    const identity = identityFrom(this.#context, {
      thread,
      process,
      shared: role === 'thread' ? actors : null,
      employer: { pool: pool.actor, process: actors.process },
      only: null,
    });
    const worker = new DirectedWorker(
      this.#context.hire(role, thread),
      clock,
      identity,
      (done, job, outcome) => {
        this.#complete(job, outcome);
        pool.idlePermits++;
        this.#free(pool, done);
      },
    );
    pool.workers.push(worker);
    void worker.up.then(() => this.#free(pool, worker));
    return worker;
  }

  #free(pool: Pool, worker: DirectedWorker): void {
    pool.idle.push(worker);
    this.#dispatch(pool);
  }

  #complete(number: number, outcome: Outcome): void {
    const job = this.#jobs[number];
    if (!job) return;
    this.#outstanding--;
    job.known = outcome;
    job.settle(outcome);
    if (!job.notify) return;
    this.#completions.push({ job: number, outcome });
    this.onCompletion();
  }

  #beginClosing(pool: Pool): void {
    pool.closing = true;
    if (pool.queue.size === 0) for (const worker of pool.workers) worker.retire();
  }

  #pool(number: number): Pool {
    const pool = this.#pools[number];
    if (!pool) throw new Error(`There is no executor ${number}.`);
    return pool;
  }
}

/** How many workers an executor has unless it is told. Source: the documentation of concurrent.futures. */
function defaultWorkers(kind: PoolKind): number {
  const cores = navigator.hardwareConcurrency;
  return kind === 'threads' ? Math.min(32, cores + 4) : cores;
}
