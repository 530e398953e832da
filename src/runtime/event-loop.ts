import { Deque } from '../base/deque.ts';
import { Heap } from '../base/heap.ts';
import { type Seconds, seconds } from '../base/units.ts';
import type { EffectResult, Routine } from '../program/effects.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { Recorder } from '../trace/recorder.ts';
import { AsyncioOperations } from './asyncio-operations.ts';
import type { Coroutine } from './coroutine.ts';
import { DEADLOCK_DURATION, Deadlock } from './deadlock.ts';
import { ExecutorBridge } from './executor-bridge.ts';
import { type Future, whenDone } from './future.ts';
import type { Completion, HostOperation, HostResult, ThreadHost } from './host.ts';
import type { Handle, Timer } from './loop.ts';
import type { RunSetup } from './setup.ts';
import { type AsyncioEffect, Task, type TaskLoop } from './task.ts';

/** Timers due within this are due together: the resolution of the monotonic clock CPython uses on Linux. */
const CLOCK_RESOLUTION = 1e-9;

/** A function in the ready queue. It never needs the host. */
class Callback implements Handle, Timer {
  #callback: (() => void) | null;

  constructor(callback: () => void) {
    this.#callback = callback;
  }

  get cancelled(): boolean {
    return this.#callback === null;
  }

  cancel(): void {
    this.#callback = null;
  }

  begin(): null {
    this.#callback?.();
    return null;
  }

  resume(): null {
    return null;
  }

  fail(error: unknown): never {
    throw error;
  }
}

/**
 * An asyncio event loop: a ready queue, first in, first out, and a heap of timers.
 *
 * Source: CPython 3.11, `_run_once` in Lib/asyncio/base_events.py. An iteration waits for the selector when nothing is
 * ready, moves the timers that are due to the ready queue, and runs exactly the handles that are in it by then.
 */
export class EventLoop implements TaskLoop {
  readonly host: ThreadHost;
  readonly setup: RunSetup;
  readonly recorder: Recorder;
  readonly actor: ActorId;
  readonly #ready = new Deque<Handle>();
  readonly #timers = new Heap<Callback>();
  readonly #tasks = new Set<Task>();
  readonly #operations: AsyncioOperations;
  readonly #executors: ExecutorBridge;
  #current: Task | null = null;
  #iterations = 0;

  constructor(host: ThreadHost, setup: RunSetup) {
    this.host = host;
    this.setup = setup;
    this.recorder = host.recorder;
    this.actor = host.recorder.actor('loop', 'event loop', host.subjects.owner, host.subjects.owner);
    this.#executors = new ExecutorBridge(this);
    this.#operations = new AsyncioOperations(this, this.#executors);
  }

  get currentActor(): ActorId {
    return this.#current ? this.host.subjects.current : this.actor;
  }

  /** The tasks that are not done, in the order of their creation. */
  get pendingTasks(): readonly Task[] {
    return [...this.#tasks];
  }

  time(): Seconds {
    return this.host.clock.now();
  }

  setCurrent(task: Task | null): void {
    this.#current = task;
  }

  enqueue(handle: Handle): void {
    this.#ready.push(handle);
  }

  callSoon(callback: () => void): void {
    this.#ready.push(new Callback(callback));
  }

  callLater(delay: number, callback: () => void): Timer {
    const deadline = this.time() + delay;
    const timer = new Callback(callback);
    this.#timers.push(deadline, timer);
    this.recorder.record('timer', this.currentActor, this.actor, deadline);
    return timer;
  }

  createTask(routine: Routine, name: string): Task {
    const task = new Task(this, routine, name);
    this.#tasks.add(task);
    return task;
  }

  forget(task: Task): void {
    this.#tasks.delete(task);
  }

  coroutineFor(effect: AsyncioEffect, task: Task): Coroutine<EffectResult> {
    return this.#operations.coroutineFor(effect, task);
  }

  /**
   * Runs iterations until a future is done and those who wait for it have been told.
   *
   * @throws Deadlock when nothing is ready, no timer is set and no executor has work of this loop, after it has waited in
   *   the selector for `DEADLOCK_DURATION`.
   */
  *runUntilComplete(future: Future): Generator<HostOperation, void, HostResult> {
    let stopping = false;
    future.addDoneCallback(
      whenDone(this, () => {
        stopping = true;
      }),
    );
    while (!stopping) {
      const until = this.#selectUntil();
      if (until === 'for-ever') {
        yield { kind: 'select', until: seconds(this.time() + DEADLOCK_DURATION) };
        throw new Deadlock(this.#describeObstacles());
      }
      if (until !== undefined) {
        this.#executors.complete((yield { kind: 'select', until }) as readonly Completion[]);
      }
      this.#wakeTimers();
      let remaining = this.#ready.size;
      if (remaining > 0) this.recorder.record('iteration', this.actor, NO_ACTOR, ++this.#iterations);
      for (; remaining > 0; remaining--) {
        const handle = this.#ready.shift() as Handle;
        let operation = handle.begin();
        while (operation) {
          let result: HostResult;
          try {
            result = yield operation;
          } catch (error) {
            operation = handle.fail(error);
            continue;
          }
          operation = handle.resume(result);
        }
      }
    }
  }

  /** Waits for the workers of the default executor, if there is one. */
  *shutdownDefaultExecutor(): Generator<HostOperation, void, HostResult> {
    const pool = this.#executors.defaultPool;
    if (pool !== null) yield { kind: 'close-pool', pool };
  }

  /**
   * Until when to wait in the selector: null for as long as it takes, `undefined` when there is no need to look at all,
   * as when something is ready and no executor can have news, `for-ever` when nothing can end the wait.
   */
  #selectUntil(): Seconds | null | undefined | 'for-ever' {
    while (this.#timers.peek()?.cancelled) this.#timers.pop();
    const expectant = this.#executors.outstanding > 0;
    if (this.#ready.size > 0) return expectant ? this.time() : undefined;
    const deadline = this.#timers.smallestKey;
    if (deadline !== undefined) return seconds(deadline);
    return expectant ? null : 'for-ever';
  }

  #wakeTimers(): void {
    const end = this.time() + CLOCK_RESOLUTION;
    for (let due = this.#timers.smallestKey; due !== undefined && due < end; due = this.#timers.smallestKey) {
      const timer = this.#timers.pop();
      if (timer && !timer.cancelled) this.#ready.push(timer);
    }
  }

  #describeObstacles(): string {
    const obstacles = [...this.#tasks].map((task) => `${task.name} waits for ${task.obstacle ?? 'nothing'}`);
    return `the event loop can never go on: ${obstacles.join('; ')}`;
  }
}
