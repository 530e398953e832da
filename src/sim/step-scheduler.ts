import { Deque } from '../base/deque.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { Core } from './core.ts';
import type { Machine } from './scheduler.ts';
import type { Scheduling } from './scheduling.ts';
import { STEP_DURATION } from './step-duration.ts';
import type { KernelOperation, Thread } from './thread.ts';

/** What a thread does in a step that somebody chooses: what can be seen by others, and where time passes. */
const STEP_KINDS = ['read', 'write', 'acquire', 'release', 'put', 'get', 'output', 'compute'] as const;
export type StepOperation = Extract<KernelOperation, { readonly kind: (typeof STEP_KINDS)[number] }>;

const isStep = (operation: KernelOperation): operation is StepOperation =>
  (STEP_KINDS as readonly string[]).includes(operation.kind);

/** A thread that can go next, and what it would do; `null` for one that sleeps, whose sleep would be over. */
export interface Option {
  readonly thread: Thread;
  readonly operation: StepOperation | null;
}

/** Decides who goes next, and hears what that decides for the order of everything else. */
export interface StepPolicy {
  /**
   * Chooses the thread that takes the next step.
   *
   * @param options who can, by their numbers, ascending; at least one.
   * @throws Paused to leave the run where it is.
   */
  choose(options: readonly Option[]): Thread;
  /** A thread goes on that somebody's present step has woken, or that has been started by it. */
  woken?(thread: Thread): void;
  /** A thread asks for the end of another, which has ended. */
  joined?(thread: Thread, ended: number): void;
}

/** What is shorter is over within its step: the microseconds of a system call. In program seconds. */
const SHORTEST_SLEEP = 0.001;

/**
 * Has threads take turns step by step, as it is told: one core, one thread at a time. A step is one operation that others
 * can see, or a computation; what surrounds it belongs to it. Starting a thread and waiting for one are part of the step
 * before. A sleep lasts as long as the sleeper is not chosen: it stands for something of unknown duration.
 */
export class StepScheduler implements Scheduling {
  readonly #machine: Machine;
  readonly #policy: StepPolicy;
  readonly #core: Core;
  /** Threads that run up to what they ask for next: no choice of anybody's. */
  readonly #fresh = new Deque<Thread>();
  /** Threads that have asked for something, or sleep. */
  readonly #offered = new Set<Thread>();
  /** The thread that is to go on at once. */
  #continuing: Thread | null = null;
  /** Whether a step is under way. */
  #stepping = false;

  constructor(machine: Machine, policy: StepPolicy) {
    this.#machine = machine;
    this.#policy = policy;
    const actor = machine.recorder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
    machine.recorder.record('wait', actor);
    this.#core = new Core(actor);
  }

  nextToExecute(): Thread | undefined {
    const continuing = this.#continuing;
    this.#continuing = null;
    if (continuing) return continuing;
    const fresh = this.#fresh.shift();
    if (fresh) {
      this.#occupy(fresh);
      return fresh;
    }
    this.#beginStep();
    return undefined;
  }

  wake(thread: Thread): void {
    thread.obstacle = null;
    this.#beReady(thread);
    this.#policy.woken?.(thread);
    this.#fresh.push(thread);
  }

  suspend(thread: Thread, record: () => void): void {
    this.#letGo(thread);
    if (this.#core.thread === thread) {
      this.#core.thread = null;
      this.#core.idle = true;
      thread.core = null;
      const { recorder } = this.#machine;
      recorder.record('carry', this.#core.actor, NO_ACTOR);
      recorder.record('wait', this.#core.actor);
    }
    record();
  }

  proceed(thread: Thread): void {
    thread.debt = 0;
    thread.work = 0;
    this.#continuing = thread;
  }

  sleep(thread: Thread, duration: number): void {
    if (duration < SHORTEST_SLEEP) return;
    this.suspend(thread, () => thread.host.subjects.wait('sleep'));
    this.#offered.add(thread);
  }

  admits(thread: Thread, operation: KernelOperation): boolean {
    if (!isStep(operation)) {
      if (operation.kind === 'join-thread') this.#policy.joined?.(thread, operation.thread);
      return true;
    }
    this.#offered.add(thread);
    return false;
  }

  /** Has the next step begin, if there is anybody to take it. */
  #beginStep(): void {
    if (this.#stepping || this.#offered.size === 0) return;
    const options = [...this.#offered]
      .sort((one, other) => one.number - other.number)
      .map((thread): Option => ({ thread, operation: stepOf(thread) }));
    const thread = this.#policy.choose(options);
    this.#offered.delete(thread);
    this.#stepping = true;
    this.#occupy(thread);
    const { agenda, clock } = this.#machine;
    agenda.at(clock.now() + STEP_DURATION, () => {
      this.#stepping = false;
      this.#continuing = thread;
    });
  }

  /** Puts a thread on the core in place of whoever is on it, and gives it the GIL. */
  #occupy(thread: Thread): void {
    const core = this.#core;
    if (core.thread === thread) return;
    const { recorder } = this.#machine;
    if (core.thread) {
      const previous = core.thread;
      previous.core = null;
      this.#letGo(previous);
      this.#beReady(previous);
    }
    const { gil } = thread.process;
    if (gil) {
      gil.holder = thread;
      recorder.record('acquire', thread.actor, gil.actor);
    }
    if (core.idle) recorder.record('run', core.actor);
    core.idle = false;
    core.thread = thread;
    thread.core = core;
    recorder.record('carry', core.actor, thread.actor);
    thread.host.subjects.run(core.actor);
  }

  #letGo(thread: Thread): void {
    const { gil } = thread.process;
    if (gil?.holder !== thread) return;
    gil.holder = null;
    this.#machine.recorder.record('release', thread.actor, gil.actor);
  }

  #beReady(thread: Thread): void {
    const { gil } = thread.process;
    if (gil) thread.host.subjects.ready('gil', gil.actor);
    else thread.host.subjects.ready('core');
  }
}

function stepOf({ pending }: Thread): StepOperation | null {
  return pending && isStep(pending) ? pending : null;
}
