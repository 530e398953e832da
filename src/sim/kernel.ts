import { assertNever } from '../base/assert-never.ts';
import type { Call, Value } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { hasEventLoop } from '../program/modes.ts';
import { representation } from '../program/representation.ts';
import { recordEnd } from '../runtime/activity.ts';
import { DEADLOCK_DURATION, Deadlock } from '../runtime/deadlock.ts';
import { type HostResult, WRITE_DURATION } from '../runtime/host.ts';
import type { RunSetup } from '../runtime/setup.ts';
import { callBody, mainBody } from '../runtime/thread.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { describeWaitCycle } from '../trace/locks/deadlock.ts';
import { Subjects } from '../trace/recorder.ts';
import { Executors } from './executors.ts';
import { durationOf, totalOf } from './kernel-totals.ts';
import { LimitExceeded } from './limited-recorder.ts';
import { Process } from './process.ts';
import type { Machine } from './scheduler.ts';
import type { Scheduling } from './scheduling.ts';
import { type KernelBody, type KernelOperation, type Obstacle, Thread } from './thread.ts';
import { waitCycleThrough } from './wait-cycle.ts';

/** What the program's main thread ended by. */
export type MainEnd = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/**
 * The modelled operating system: performs what threads ask of their host on a virtual clock, and decides with the
 * scheduler who runs when. It has no state outside its objects, and no chance but the machine's seed.
 */
export class Kernel {
  readonly machine: Machine;
  readonly setup: RunSetup;
  readonly scheduler: Scheduling;
  /** The kernels that the run has computed with so far. */
  readonly kernels = new Set<string>();
  readonly #executors: Executors;
  readonly #setNow: (time: number) => void;
  readonly #threads: Thread[] = [];
  #main: Thread | null = null;
  #mainEnd: MainEnd = { ok: true };
  #alive = 0;
  #steps = 0;

  constructor(machine: Machine, setup: RunSetup, scheduler: Scheduling, setNow: (time: number) => void) {
    this.machine = machine;
    this.setup = setup;
    this.scheduler = scheduler;
    this.#setNow = setNow;
    this.#executors = new Executors(this);
  }

  /**
   * Runs the program from its start until every thread has ended.
   *
   * @returns how the main thread ended.
   * @throws Deadlock when threads have waited for each other in a circle, or are left that nothing can wake, for
   *   `DEADLOCK_DURATION`.
   * @throws LimitExceeded when it records too many events or takes too many steps.
   */
  run(): MainEnd {
    const process = this.createProcess('MainProcess', NO_ACTOR);
    this.machine.recorder.record('run', process.actor);
    const main = this.createThread(process, 'MainThread', NO_ACTOR);
    main.body = mainBody(main.host, this.setup);
    this.#main = main;
    this.scheduler.wake(main);
    for (;;) {
      for (let thread = this.scheduler.nextToExecute(); thread; thread = this.scheduler.nextToExecute()) {
        this.#execute(thread);
      }
      const { agenda } = this.machine;
      const time = agenda.next;
      if (time === undefined) break;
      this.#setNow(time);
      agenda.ringNext();
    }
    if (this.#alive > 0) {
      this.#setNow(this.machine.clock.now() + DEADLOCK_DURATION);
      throw new Deadlock(this.#describeObstacles());
    }
    return this.#mainEnd;
  }

  createProcess(name: string, by: ActorId): Process {
    const { recorder, settings } = this.machine;
    return new Process({
      recorder,
      program: this.setup.program,
      name,
      by,
      gil: settings.gil,
      threadLocks: by !== NO_ACTOR || !hasEventLoop(this.setup.scope.mode.id),
    });
  }

  /** Creates a thread. It has no body yet, and does not run before it is woken. */
  createThread(process: Process, name: string, by: ActorId): Thread {
    const { recorder, clock } = this.machine;
    const actor = recorder.actor('thread', name, process.actor, by);
    const host = { clock, recorder, subjects: new Subjects(recorder, actor), process: process.actor };
    const thread = new Thread(this.#threads.length, name, process, host);
    this.#threads.push(thread);
    this.#alive++;
    return thread;
  }

  /**
   * Starts a thread of the same process, as `Thread.start` does: it waits until the new one has begun to run. The new
   * one asks for the GIL while its starter still has it, so others that wait for it may get it first.
   * Source: CPython 3.11, `start` in Lib/threading.py and `thread_run` in Modules/_threadmodule.c.
   */
  startThread(starter: Thread, thread: Thread): void {
    starter.debt += this.machine.costs.threadStart;
    starter.continuation = () => {
      thread.onFirstRun = () => this.scheduler.wake(starter);
      this.scheduler.wake(thread);
      this.suspend(starter, thread, () => starter.host.subjects.wait('none', thread.actor));
    };
  }

  /** Makes a thread wait until somebody wakes it. */
  suspend(thread: Thread, obstacle: Obstacle | null, record: () => void): void {
    thread.obstacle = obstacle;
    this.scheduler.suspend(thread, record);
  }

  /** Wakes a thread with the answer to what it asked for. */
  answer(thread: Thread, answer: HostResult): void {
    thread.answer = answer;
    this.scheduler.wake(thread);
  }

  /** Lets a thread go on until it waits, computes or ends. */
  #execute(thread: Thread): void {
    if (thread.onFirstRun) {
      const { onFirstRun } = thread;
      thread.onFirstRun = null;
      onFirstRun();
    }
    while (thread.core) {
      if (thread.debt + thread.work > 0) {
        this.scheduler.proceed(thread);
        return;
      }
      if (thread.continuation) {
        const { continuation } = thread;
        thread.continuation = null;
        continuation();
      } else if (thread.pending) {
        const { pending } = thread;
        thread.pending = null;
        this.#perform(thread, pending);
      } else if (thread.body) {
        const operation = this.#step(thread, thread.body);
        if (!operation) continue;
        if (!this.scheduler.admits(thread, operation)) {
          thread.pending = operation;
          return;
        }
        this.#perform(thread, operation);
      }
    }
  }

  /** Has a thread's body go on; gives what it asks for next, or null when it has ended. */
  #step(thread: Thread, body: KernelBody): KernelOperation | null {
    const { limit } = this.machine;
    if (++this.#steps > limit) throw new LimitExceeded(limit, 'steps');
    const { answer, thrown } = thread;
    thread.answer = null;
    thread.thrown = null;
    let step: IteratorResult<KernelOperation, Value>;
    try {
      step = thrown ? body.throw(thrown) : body.next(answer);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      this.#end(thread, error);
      return null;
    }
    if (!step.done) return step.value;
    this.#end(thread, null);
    return null;
  }

  #perform(thread: Thread, operation: KernelOperation): void {
    const { recorder } = this.machine;
    switch (operation.kind) {
      case 'compute': {
        const { work } = operation;
        this.kernels.add(work.kernel);
        thread.compute(durationOf(work, this.machine.speeds));
        thread.continuation = () => {
          thread.answer = totalOf(work);
        };
        return;
      }
      case 'sleep': {
        if (operation.seconds < 0) {
          thread.thrown = new PythonError('ValueError', 'sleep length must be non-negative');
          return;
        }
        this.scheduler.sleep(thread, operation.seconds);
        return;
      }
      case 'output':
        recorder.record('output', thread.current, NO_ACTOR, recorder.text(operation.text));
        this.scheduler.sleep(thread, WRITE_DURATION);
        return;
      case 'select':
        this.#select(thread, operation.until);
        return;
      case 'acquire': {
        const lock = declared(thread.process.locks, operation.lock, 'lock');
        recorder.record('request', thread.current, lock.actor);
        if (lock.acquire(thread)) {
          recorder.record('acquire', thread.current, lock.actor);
          return;
        }
        this.suspend(thread, lock, () => thread.host.subjects.block(lock.actor));
        this.#watchForWaitCycle(thread);
        return;
      }
      case 'release': {
        const lock = declared(thread.process.locks, operation.lock, 'lock');
        if (!lock.releasable) {
          thread.thrown = new PythonError('RuntimeError', 'release unlocked lock');
          return;
        }
        recorder.record('release', thread.current, lock.actor);
        const next = lock.release(thread);
        if (!next) return;
        recorder.record('acquire', next.current, lock.actor);
        this.#wakeBy(thread, next);
        return;
      }
      case 'read': {
        const variable = declared(thread.process.variables, operation.variable, 'variable');
        this.#recordValue('read', thread, variable.actor, variable.value);
        thread.answer = variable.value;
        return;
      }
      case 'write': {
        const variable = declared(thread.process.variables, operation.variable, 'variable');
        variable.value = operation.value;
        this.#recordValue('write', thread, variable.actor, variable.value);
        return;
      }
      case 'put':
      case 'get': {
        const queue = declared(thread.process.queues, operation.queue, 'queue');
        const { done, woken } =
          operation.kind === 'put' ? queue.put(thread, operation.item) : queue.get(thread);
        if (woken) this.#wakeBy(thread, woken);
        if (!done) this.suspend(thread, queue, () => thread.host.subjects.wait('queue', queue.actor));
        return;
      }
      case 'start-thread':
        this.#startProgramThread(thread, operation.call, operation.name, operation.task);
        return;
      case 'join-thread': {
        const other = this.#threads[operation.thread];
        if (!other || other.ended) return;
        other.joiners.push(thread);
        this.suspend(thread, other, () => thread.host.subjects.wait('join', other.actor));
        this.#watchForWaitCycle(thread);
        return;
      }
      case 'open-pool':
      case 'submit':
      case 'result':
      case 'close-pool':
      case 'take-job':
      case 'complete-job':
        this.#executors.perform(thread, operation);
        return;
      default:
        assertNever(operation);
    }
  }

  #select(thread: Thread, until: number | null): void {
    const { agenda, clock } = this.machine;
    if (thread.completions.length > 0 || (until !== null && until <= clock.now())) {
      thread.answer = thread.completions;
      thread.completions = [];
      return;
    }
    this.suspend(thread, null, () => thread.host.subjects.wait('select'));
    const alarm = until === null ? null : agenda.at(until, () => thread.endSelect?.());
    thread.endSelect = () => {
      alarm?.cancel();
      thread.endSelect = null;
      const { completions } = thread;
      thread.completions = [];
      this.answer(thread, completions);
    };
  }

  #startProgramThread(starter: Thread, call: Call, name: string, task: ActorId): void {
    const { recorder } = this.machine;
    const thread = this.createThread(starter.process, name, starter.current);
    thread.body = callBody(thread.host, this.setup, call, task);
    recorder.record('start', thread.actor);
    if (task !== NO_ACTOR) {
      recorder.record('start', task);
      thread.host.subjects.carry(new Subjects(recorder, task));
      thread.onEnd = () => thread.host.subjects.putDown();
    }
    starter.answer = thread.number;
    this.startThread(starter, thread);
  }

  #recordValue(kind: 'read' | 'write', thread: Thread, variable: ActorId, value: Value): void {
    const { recorder } = this.machine;
    recorder.record(kind, thread.current, variable, recorder.text(representation(value)));
  }

  #wakeBy(waker: Thread, woken: Thread): void {
    this.machine.recorder.record('wake', waker.current, woken.actor);
    this.scheduler.wake(woken);
  }

  /**
   * Ends a thread. The main thread waits for the other threads and the executors before it is over, unless it failed; the
   * run goes on until they are.
   */
  #end(thread: Thread, error: unknown): void {
    if (thread === this.#main) this.#mainEnd = error === null ? { ok: true } : { ok: false, error };
    thread.onEnd?.();
    const { recorder } = this.machine;
    if (thread === this.#main) this.#executors.closeAll();
    const remaining = this.#threads.find((other) => !other.ended && other !== thread);
    if (thread === this.#main && error === null && remaining) {
      this.suspend(thread, remaining, () => thread.host.subjects.wait('join', remaining.actor));
      remaining.joiners.push(thread);
      thread.continuation = () => this.#end(thread, null);
      return;
    }
    this.scheduler.suspend(thread, () => recordEnd(recorder, thread.actor, error));
    thread.ended = true;
    this.#alive--;
    for (const joiner of thread.joiners) this.scheduler.wake(joiner);
    this.#executors.workerEnded(thread, error);
    if (this.#alive === 0) recorder.record('finish', (this.#main ?? thread).process.actor);
  }

  /**
   * Has the run end when a thread that has begun to wait closes a circle, and it stays closed for `DEADLOCK_DURATION`. Until
   * then the others go on; Python lets one of them break the circle by a lock that it does not hold itself.
   */
  #watchForWaitCycle(thread: Thread): void {
    if (!waitCycleThrough(thread)) return;
    const { agenda, clock } = this.machine;
    agenda.at(clock.now() + DEADLOCK_DURATION, () => {
      const cycle = waitCycleThrough(thread);
      if (cycle) throw new Deadlock(describeWaitCycle(cycle));
    });
  }

  #describeObstacles(): string {
    const obstacles = this.#threads
      .filter((thread) => !thread.ended && thread.obstacle)
      .map((thread) => `${thread.name} waits for ${thread.obstacle?.describe()}`);
    return `no thread can ever go on: ${obstacles.join('; ')}`;
  }
}

/** A lock, variable or queue by its name. A program that uses one it does not declare is at fault. */
function declared<Thing>(things: ReadonlyMap<string, Thing>, name: string, kind: string): Thing {
  const thing = things.get(name);
  if (!thing) throw new Error(`The program declares no ${kind} named "${name}".`);
  return thing;
}

/** How a run's error is told. */
export function runErrorOf(error: unknown): { readonly type: string; readonly message: string } {
  if (error instanceof PythonError) return { type: error.type, message: error.message };
  if (error instanceof Error) return { type: error.name, message: error.message };
  return { type: 'Error', message: String(error) };
}
