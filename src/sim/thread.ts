import type { Value } from '../program/effects.ts';
import type { Completion, HostOperation, HostResult, Outcome, ThreadHost } from '../runtime/host.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Core } from './core.ts';
import type { Job, Pool } from './pool.ts';
import type { Process } from './process.ts';

/** What a modelled thread asks of the kernel: what every thread may ask of its host, and what executors' workers do. */
export type KernelOperation =
  | HostOperation
  /** Waits for the next job of an executor: `Thread.job`, null when there will be no more. Gives null. */
  | { readonly kind: 'take-job'; readonly pool: Pool }
  /** Hands in the outcome of a job. Gives null. */
  | { readonly kind: 'complete-job'; readonly pool: Pool; readonly job: Job; readonly outcome: Outcome };

/** A thread under way in the kernel. */
export type KernelBody = Generator<KernelOperation, Value, HostResult>;

/** How often a computation tells how far it is, at most. */
const MOST_REPORTS = 50;

/** How much work there is between two reports at least, in program seconds: a live run's are a thirtieth apart. */
const SHORTEST_REPORT_INTERVAL = 1 / 30;

/** What a thread waits for, so that a deadlock can be told in words. */
export interface Obstacle {
  /** For example `the lock a, held by Worker 1`. */
  describe(): string;
}

/** A thread of the model. Its fields are the kernel's to change. */
export class Thread implements Obstacle {
  readonly number: number;
  readonly name: string;
  readonly process: Process;
  readonly host: ThreadHost;
  /** What it executes; set right after its host, which the body needs, is made. */
  body: KernelBody | null = null;
  /** The core it is on. */
  core: Core | null = null;
  /** The core it was on last, where it goes again if it can. */
  lastCore: Core | null = null;
  /** Core time it owes for services: switches, starting threads, pickling. Paid before anything else. */
  debt = 0;
  /** Core time left of its computation. */
  work = 0;
  /** Core time that its computation takes in all. */
  wholeWork = 0;
  /** How much of its work will be left when it next tells how far it is; 0 where it will not. */
  reportAt = 0;
  /** What to do once debt and work are done, before its body goes on. */
  continuation: (() => void) | null = null;
  /** What it has asked for and may not do yet. */
  pending: KernelOperation | null = null;
  /** What its body is told when it goes on. */
  answer: HostResult = null;
  /** What its body is thrown when it goes on. */
  thrown: Error | null = null;
  obstacle: Obstacle | null = null;
  ended = false;
  /** Threads that wait for its end. */
  readonly joiners: Thread[] = [];
  /** Called when it first runs. */
  onFirstRun: (() => void) | null = null;
  /** Called when it has ended. */
  onEnd: (() => void) | null = null;
  /** Completions of its loop's jobs that its loop has not heard of yet. */
  completions: Completion[] = [];
  /** Ends its wait in `select`, while it is in one. */
  endSelect: (() => void) | null = null;
  /** The job it was given as an executor's worker. */
  job: Job | null = null;

  constructor(number: number, name: string, process: Process, host: ThreadHost) {
    this.number = number;
    this.name = name;
    this.process = process;
    this.host = host;
  }

  get actor(): ActorId {
    return this.host.subjects.owner;
  }

  /** The innermost actor it carries, else itself: who asks for locks and touches variables. */
  get current(): ActorId {
    return this.host.subjects.current;
  }

  /** Begins a computation. @param duration core time, in program seconds. */
  compute(duration: number): void {
    this.work = duration;
    this.wholeWork = duration;
    this.reportAt = Math.max(0, duration - this.reportInterval);
  }

  /** How much work it does between two reports of its progress: of a short computation there is none. */
  get reportInterval(): number {
    return Math.max(this.wholeWork / MOST_REPORTS, SHORTEST_REPORT_INTERVAL);
  }

  describe(): string {
    return `the end of ${this.name}`;
  }
}
