import { assertNever } from '../base/assert-never.ts';
import type { EffectResult } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { awaitFuture, type Coroutine, sleep } from './coroutine.ts';
import type { ExecutorBridge } from './executor-bridge.ts';
import { futureOf } from './future.ts';
import { gather } from './gather.ts';
import { type AsyncLock, Lock, Semaphore } from './lock.ts';
import { Queue } from './queue.ts';
import type { AsyncioEffect, Task } from './task.ts';
import { type GroupLoop, TaskGroup } from './task-group.ts';
import { waitFor } from './wait-for.ts';

/** What effects mean to a task: which coroutine of asyncio performs each, on the locks and queues of the program. */
export class AsyncioOperations {
  readonly #loop: GroupLoop;
  readonly #executors: ExecutorBridge;
  readonly #locks = new Map<string, AsyncLock>();
  readonly #queues = new Map<string, Queue>();

  constructor(loop: GroupLoop, executors: ExecutorBridge) {
    this.#loop = loop;
    this.#executors = executors;
    const { recorder, host, setup } = loop;
    for (const [name, { permits = 1 }] of Object.entries(setup.program.locks ?? {})) {
      const actor = recorder.actor('lock', name, host.process, host.subjects.owner);
      this.#locks.set(
        name,
        permits === 1 ? new Lock(loop, actor, name) : new Semaphore(loop, actor, name, permits),
      );
    }
    for (const [name, capacity] of Object.entries(setup.program.queues ?? {})) {
      const actor = recorder.actor('queue', name, host.process, host.subjects.owner);
      this.#queues.set(name, new Queue(loop, actor, name, capacity));
    }
  }

  /** The coroutine that performs an effect for a task. */
  coroutineFor(effect: AsyncioEffect, task: Task): Coroutine<EffectResult> {
    const loop = this.#loop;
    switch (effect.kind) {
      case 'wait':
        return sleep(loop, effect.seconds);
      case 'acquire':
        return this.#lock(effect.lock).acquire();
      case 'release':
        return atOnce(() => {
          this.#lock(effect.lock).release();
          return null;
        });
      case 'put':
        return this.#queue(effect.queue).put(effect.item);
      case 'get':
        return this.#queue(effect.queue).get();
      case 'create-task':
        return atOnce(() => groupOf(effect.group, loop).createTask(effect.routine, effect.name));
      case 'await':
        return awaitFuture(futureOf(effect.future));
      case 'gather':
        return awaitFuture(gather(loop, effect.futures.map(futureOf), effect.returnExceptions));
      case 'wait-for':
        return waitFor(loop, task, futureOf(effect.future), effect.seconds);
      case 'cancel':
        return atOnce(() => futureOf(effect.future).cancel());
      case 'open-group':
        return atOnce(() => new TaskGroup(loop, task));
      case 'close-group':
        return closeGroup(effect.group, effect.error);
      case 'run-in-executor':
        return this.#executors.run(effect.pool, effect.call, effect.job);
      default:
        return assertNever(effect);
    }
  }

  #lock(name: string): AsyncLock {
    const lock = this.#locks.get(name);
    if (!lock) throw new Error(`The program declares no lock named "${name}".`);
    return lock;
  }

  #queue(name: string): Queue {
    const queue = this.#queues.get(name);
    if (!queue) throw new Error(`The program declares no queue named "${name}".`);
    return queue;
  }
}

/** A coroutine that never waits. */
// biome-ignore lint/correctness/useYield: a coroutine all the same, so that what it raises is raised in the program
function* atOnce<Result>(action: () => Result): Coroutine<Result> {
  return action();
}

/** Where a task is created: in its group, or in the loop itself. */
function groupOf(group: unknown, loop: GroupLoop): Pick<GroupLoop, 'createTask'> {
  if (group === undefined) return loop;
  if (group instanceof TaskGroup) return group;
  throw new PythonError('TypeError', 'not a TaskGroup');
}

function* closeGroup(group: unknown, error: unknown): Coroutine<undefined> {
  if (group instanceof TaskGroup) yield* group.exit(error);
}
