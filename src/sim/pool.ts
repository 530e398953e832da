import { Deque } from '../base/deque.ts';
import type { Call, PoolKind } from '../program/effects.ts';
import type { Outcome } from '../runtime/host.ts';
import type { ActorId } from '../trace/actors.ts';
import { type Recorder, Subjects } from '../trace/recorder.ts';
import type { Obstacle, Thread } from './thread.ts';

/** A call given to an executor. */
export class Job implements Obstacle {
  readonly number: number;
  readonly pool: Pool;
  readonly call: Call;
  /** The job's own actor, as the thread that works on it carries it. */
  readonly subjects: Subjects;
  /** The thread whose `select` hears of the completion, if any. */
  readonly notify: Thread | null;
  /** Whether a worker has it, and records how it ends. */
  carried = false;
  outcome: Outcome | null = null;
  /** Threads that wait for the outcome. */
  readonly waiters: Thread[] = [];

  constructor(
    recorder: Recorder,
    number: number,
    pool: Pool,
    call: Call,
    task: ActorId,
    notify: Thread | null,
  ) {
    this.number = number;
    this.pool = pool;
    this.call = call;
    this.subjects = new Subjects(recorder, task);
    this.notify = notify;
  }

  describe(): string {
    return `the result of a call of ${this.call.routine}`;
  }
}

/**
 * An executor. Workers are started on demand, up to a number: a call finds an idle worker, or starts one, or queues.
 *
 * Source: CPython 3.11, `_adjust_thread_count` in Lib/concurrent/futures/thread.py and `_adjust_process_count` in
 * process.py, with the start method `spawn`.
 */
export class Pool implements Obstacle {
  readonly kind: PoolKind;
  readonly actor: ActorId;
  /** The process it was opened in. */
  readonly owner: ActorId;
  readonly name: string;
  readonly maximum: number;
  readonly queue = new Deque<Job>();
  /** Workers that wait for work, in the order they began to. */
  readonly idle = new Deque<Thread>();
  /** Threads that wait for it to close. */
  readonly closers: Thread[] = [];
  closing = false;
  /** Whether a worker process has died, after which it takes no calls. */
  broken = false;
  /** Workers started so far. */
  started = 0;
  /** Workers started that have not ended. */
  alive = 0;
  /** Jobs done since, less calls that found somebody idle: the executors' idle semaphore. */
  #idlePermits = 0;

  constructor(kind: PoolKind, actor: ActorId, owner: ActorId, name: string, maximum: number) {
    this.kind = kind;
    this.actor = actor;
    this.owner = owner;
    this.name = name;
    this.maximum = maximum;
  }

  /** Whether a call just submitted is to start a worker. */
  needsWorker(): boolean {
    if (this.#idlePermits > 0) {
      this.#idlePermits--;
      return false;
    }
    return this.started < this.maximum;
  }

  /** A worker has done a job. */
  workerIsFree(): void {
    this.#idlePermits++;
  }

  describe(): string {
    return `${this.name} to close`;
  }
}

/** How many workers an executor has unless it is told. Source: the documentation of concurrent.futures. */
export const defaultWorkers = (kind: PoolKind, cores: number): number =>
  kind === 'threads' ? Math.min(32, cores + 4) : cores;
