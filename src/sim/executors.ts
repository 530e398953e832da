import { assertNever } from '../base/assert-never.ts';
import type { Call, Value } from '../program/effects.ts';
import { CancelledError, describeError, PythonError } from '../program/errors.ts';
import { recordEnd } from '../runtime/activity.ts';
import type { HostOperation, Outcome } from '../runtime/host.ts';
import { failure } from '../runtime/host-effects.ts';
import type { RunSetup } from '../runtime/setup.ts';
import { callBody } from '../runtime/thread.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { REASON_CODE } from '../trace/events.ts';
import { pickledSize } from './pickle.ts';
import { defaultWorkers, Job, Pool } from './pool.ts';
import type { Process } from './process.ts';
import type { Machine } from './scheduler.ts';
import type { Scheduling } from './scheduling.ts';
import type { KernelBody, KernelOperation, Obstacle, Thread } from './thread.ts';

/** What executors need of the kernel. */
export interface ExecutorKernel {
  readonly machine: Machine;
  readonly setup: RunSetup;
  readonly scheduler: Scheduling;
  createProcess(name: string, by: ActorId): Process;
  createThread(process: Process, name: string, by: ActorId): Thread;
  startThread(starter: Thread, thread: Thread): void;
  suspend(thread: Thread, obstacle: Obstacle | null, record: () => void): void;
}

type ExecutorOperation = Extract<
  KernelOperation,
  { readonly kind: 'open-pool' | 'submit' | 'result' | 'close-pool' | 'take-job' | 'complete-job' }
>;

/** The executors of a run: pools of threads and of processes, their workers, and the jobs given to them. */
export class Executors {
  readonly #kernel: ExecutorKernel;
  readonly #pools: Pool[] = [];
  readonly #jobs: Job[] = [];
  readonly #poolOfWorker = new Map<Thread, Pool>();
  #processes = 0;
  #threadPools = 0;

  constructor(kernel: ExecutorKernel) {
    this.#kernel = kernel;
  }

  /** Performs an operation for a thread. */
  perform(thread: Thread, operation: ExecutorOperation): void {
    switch (operation.kind) {
      case 'open-pool':
        thread.answer = this.#open(thread, operation);
        return;
      case 'submit':
        this.#submit(thread, operation);
        return;
      case 'result':
        this.#result(thread, numbered(this.#jobs, operation.job));
        return;
      case 'close-pool':
        this.#close(thread, numbered(this.#pools, operation.pool));
        return;
      case 'take-job':
        this.#take(thread, operation.pool);
        return;
      case 'complete-job':
        this.#complete(thread, operation.pool, operation.job, operation.outcome);
        return;
      default:
        assertNever(operation);
    }
  }

  /** Tells all workers to end once no work is left, as the interpreter does on its way out. */
  closeAll(): void {
    for (const pool of this.#pools) this.#beginClosing(pool);
  }

  /** A thread has ended; it may have been a worker, and its process with it. */
  workerEnded(thread: Thread, error: unknown): void {
    const pool = this.#poolOfWorker.get(thread);
    if (!pool) return;
    const { recorder } = this.#kernel.machine;
    if (pool.kind === 'processes') recordEnd(recorder, thread.process.actor, error);
    pool.alive--;
    if (error !== null && !pool.broken) this.#break(pool);
    if (!pool.closing || pool.alive > 0) return;
    recorder.record('finish', pool.actor);
    for (const closer of pool.closers) this.#kernel.scheduler.wake(closer);
  }

  #open(thread: Thread, { pool: kind, workers }: Extract<HostOperation, { kind: 'open-pool' }>): number {
    const { recorder, settings } = this.#kernel.machine;
    const name = kind === 'threads' ? `ThreadPoolExecutor-${this.#threadPools++}` : 'ProcessPoolExecutor';
    const actor = recorder.actor('pool', name, thread.process.actor, thread.current);
    const maximum = workers ?? defaultWorkers(kind, settings.cores);
    return this.#pools.push(new Pool(kind, actor, thread.process.actor, name, maximum)) - 1;
  }

  #submit(thread: Thread, operation: Extract<HostOperation, { kind: 'submit' }>): void {
    const pool = numbered(this.#pools, operation.pool);
    const { recorder } = this.#kernel.machine;
    if (pool.closing) {
      recorder.record('cancel', operation.task);
      thread.thrown = new PythonError('RuntimeError', 'cannot schedule new futures after shutdown');
      return;
    }
    if (pool.broken) {
      recorder.record('cancel', operation.task);
      thread.thrown = new PythonError('BrokenProcessPool', UNUSABLE);
      return;
    }
    const notify = operation.notify ? thread : null;
    const job = new Job(recorder, this.#jobs.length, pool, operation.call, operation.task, notify);
    this.#jobs.push(job);
    recorder.record('ready', operation.task, pool.actor, REASON_CODE.pool);
    thread.answer = job.number;
    const idle = pool.idle.shift();
    if (idle) this.#give(idle, pool, job);
    else pool.queue.push(job);
    if (pool.kind === 'processes') thread.debt += this.#copyCost(pickledSize(job.call.args));
    if (pool.needsWorker()) this.#startWorker(thread, pool);
  }

  #startWorker(starter: Thread, pool: Pool): void {
    const { recorder, agenda, clock, costs } = this.#kernel.machine;
    const index = pool.started++;
    pool.alive++;
    if (pool.kind === 'threads') {
      const worker = this.#kernel.createThread(starter.process, `${pool.name}_${index}`, starter.current);
      this.#employ(worker, pool);
      recorder.record('start', worker.actor);
      this.#kernel.startThread(starter, worker);
      return;
    }
    const process = this.#kernel.createProcess(`SpawnProcess-${++this.#processes}`, starter.current);
    const worker = this.#kernel.createThread(process, 'MainThread', starter.current);
    this.#employ(worker, pool);
    recorder.record('start', process.actor);
    recorder.record('start', worker.actor);
    starter.debt += costs.processStart;
    starter.continuation = () => {
      agenda.at(clock.now() + costs.processBoot, () => {
        recorder.record('run', process.actor);
        this.#kernel.scheduler.wake(worker);
      });
    };
  }

  #employ(worker: Thread, pool: Pool): void {
    this.#poolOfWorker.set(worker, pool);
    worker.body = workerBody(worker, pool, this.#kernel.setup);
  }

  #take(worker: Thread, pool: Pool): void {
    if (pool.broken) {
      worker.thrown = new CancelledError();
      return;
    }
    const job = pool.queue.shift();
    if (job) {
      this.#carry(worker, pool, job);
      if (canLoad(pool, job.call)) job.subjects.run(worker.core?.actor ?? NO_ACTOR);
    } else if (!pool.closing) {
      pool.idle.push(worker);
      this.#kernel.suspend(worker, null, () => worker.host.subjects.wait('work', pool.actor));
    }
  }

  /** Gives a job to a worker that is waiting for one. */
  #give(worker: Thread, pool: Pool, job: Job): void {
    this.#carry(worker, pool, job);
    this.#kernel.scheduler.wake(worker);
  }

  #carry(worker: Thread, pool: Pool, job: Job): void {
    worker.job = job;
    if (canLoad(pool, job.call)) {
      job.carried = true;
      worker.host.subjects.carry(job.subjects);
    }
    if (pool.kind !== 'processes') return;
    const bytes = pickledSize(job.call.args);
    this.#kernel.machine.recorder.record('send', job.subjects.owner, worker.process.actor, bytes);
    worker.debt += this.#copyCost(bytes);
  }

  #complete(worker: Thread, pool: Pool, job: Job, outcome: Outcome): void {
    worker.host.subjects.putDown();
    if (pool.kind === 'processes') worker.debt += this.#copyCost(outcomeSize(outcome));
    worker.continuation = () => {
      if (pool.kind === 'processes') {
        this.#kernel.machine.recorder.record('send', worker.actor, pool.owner, outcomeSize(outcome));
      }
      pool.workerIsFree();
      if (!job.outcome) this.#settle(job, outcome);
    };
  }

  #settle(job: Job, outcome: Outcome): void {
    job.outcome = outcome;
    job.notify?.completions.push({ job: job.number, outcome });
    job.notify?.endSelect?.();
    for (const waiter of job.waiters) {
      this.#receive(waiter, job, outcome);
      this.#kernel.scheduler.wake(waiter);
    }
  }

  /**
   * A worker process has died: all calls that are not done fail, and the other workers are terminated. One that is busy
   * makes its call to the end, whose result nobody hears of.
   * Source: CPython 3.11, `terminate_broken` in Lib/concurrent/futures/process.py.
   */
  #break(pool: Pool): void {
    const { recorder } = this.#kernel.machine;
    pool.broken = true;
    const words = recorder.text(`BrokenProcessPool: ${TERMINATED}`);
    for (const job of this.#jobs) {
      if (job.pool !== pool || job.outcome) continue;
      const task = job.subjects.owner;
      if (!job.carried) recorder.record('fail', task, NO_ACTOR, words);
      const error = { type: 'BrokenProcessPool', message: TERMINATED, raisedIn: task };
      this.#settle(job, { ok: false, error });
    }
    for (let worker = pool.idle.shift(); worker; worker = pool.idle.shift()) {
      worker.thrown = new CancelledError();
      this.#kernel.scheduler.wake(worker);
    }
  }

  #result(thread: Thread, job: Job): void {
    if (job.outcome) {
      this.#receive(thread, job, job.outcome);
      return;
    }
    job.waiters.push(thread);
    this.#kernel.suspend(thread, job, () => thread.host.subjects.wait('future', job.subjects.owner));
  }

  /** A thread is given an outcome, which it has to unpickle when it comes from another process. */
  #receive(thread: Thread, job: Job, outcome: Outcome): void {
    thread.answer = outcome;
    if (job.pool.kind === 'processes') thread.debt += this.#copyCost(outcomeSize(outcome));
  }

  #close(thread: Thread, pool: Pool): void {
    this.#beginClosing(pool);
    if (pool.alive === 0) return;
    pool.closers.push(thread);
    this.#kernel.suspend(thread, pool, () => thread.host.subjects.wait('join', pool.actor));
  }

  #beginClosing(pool: Pool): void {
    if (pool.closing) return;
    pool.closing = true;
    if (pool.alive === 0) this.#kernel.machine.recorder.record('finish', pool.actor);
    for (let worker = pool.idle.shift(); worker; worker = pool.idle.shift())
      this.#kernel.scheduler.wake(worker);
  }

  #copyCost(bytes: number): number {
    const { message, pickledByte } = this.#kernel.machine.costs;
    return message + bytes * pickledByte;
  }
}

const TERMINATED =
  'A process in the process pool was terminated abruptly while the future was running or pending.';
const UNUSABLE = 'A child process terminated abruptly, the process pool is not usable anymore';

/** Whether the workers of a pool find the function of a call: those that are processes have to import it. */
const canLoad = (pool: Pool, { importable = true }: Call): boolean => importable || pool.kind === 'threads';

/** What a worker process raises that unpickles a function it cannot import. */
const cannotLoad = ({ routine }: Call): PythonError =>
  new PythonError('AttributeError', `Can't get attribute '${routine}' on <module '__main__' (built-in)>`);

const outcomeSize = (outcome: Outcome): number =>
  pickledSize(outcome.ok ? outcome.value : [outcome.error.type, outcome.error.message]);

/** An executor's worker: does one job after another until there will be no more. */
function* workerBody(worker: Thread, pool: Pool, setup: RunSetup): KernelBody {
  for (;;) {
    yield { kind: 'take-job', pool };
    const { job } = worker;
    if (!job) return null;
    worker.job = null;
    if (!canLoad(pool, job.call)) {
      const { recorder } = worker.host;
      const error = cannotLoad(job.call);
      recorder.record('raise', worker.actor, NO_ACTOR, recorder.text(describeError(error)));
      throw error;
    }
    let outcome: Outcome;
    try {
      const value: Value = yield* callBody(worker.host, setup, job.call, job.subjects.owner);
      outcome = { ok: true, value };
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      outcome = failure(error);
    }
    yield { kind: 'complete-job', pool, job, outcome };
  }
}

/** A thing by the number its program knows it by. */
function numbered<Thing>(things: readonly Thing[], number: number): Thing {
  const thing = things[number];
  if (!thing) throw new Error(`There is no such number: ${number}.`);
  return thing;
}
