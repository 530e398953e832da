import type { Routine, TaskGroupHandle } from '../program/effects.ts';
import { CancelledError, PythonError, PythonErrorGroup } from '../program/errors.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { awaitFuture, type Coroutine } from './coroutine.ts';
import { Future, whenDone } from './future.ts';
import type { Task, TaskLoop } from './task.ts';

/** What a task group needs of its loop: it creates tasks. */
export interface GroupLoop extends TaskLoop {
  createTask(routine: Routine, name: string): Task;
}

/**
 * `asyncio.TaskGroup`: waits for its tasks as its block ends. When one fails the others are cancelled, and so is the task
 * that is in the block; the errors are raised together.
 *
 * Source: CPython 3.13 and 3.14, Lib/asyncio/taskgroups.py. (Before, a cancellation from outside was lost where tasks had
 * failed at the same time.)
 */
export class TaskGroup implements TaskGroupHandle {
  readonly taskGroup = true;
  readonly #loop: GroupLoop;
  readonly #parent: Task;
  readonly #tasks = new Set<Future>();
  readonly #errors: PythonError[] = [];
  #exiting = false;
  #aborting = false;
  #parentCancelRequested = false;
  #allDone: Future | null = null;

  constructor(loop: GroupLoop, parent: Task) {
    this.#loop = loop;
    this.#parent = parent;
  }

  /**
   * `group.create_task`.
   *
   * @throws PythonError `RuntimeError` when the group is finished or shutting down.
   */
  createTask(routine: Routine, name: string): Task {
    if (this.#exiting && this.#tasks.size === 0)
      throw new PythonError('RuntimeError', 'TaskGroup is finished');
    if (this.#aborting) throw new PythonError('RuntimeError', 'TaskGroup is shutting down');
    const task = this.#loop.createTask(routine, name);
    task.addDoneCallback(whenDone(this.#loop, (done) => this.#onTaskDone(done)));
    this.#tasks.add(task);
    return task;
  }

  /**
   * Leaves the block: `__aexit__`.
   *
   * @param error what the block raised, or null.
   * @throws PythonErrorGroup what went wrong in the tasks and the block; `CancelledError` when the task itself was
   *   cancelled and nothing else went wrong.
   */
  *exit(error: unknown): Coroutine<undefined> {
    this.#exiting = true;
    const cancelled = error instanceof CancelledError;
    let propagated: CancelledError | null = cancelled ? error : null;
    if (error !== null && !this.#aborting) this.#abort();
    while (this.#tasks.size > 0) {
      this.#allDone ??= new Future(this.#loop, {
        reason: 'future',
        subject: NO_ACTOR,
        label: `a task group of ${this.#tasks.size}`,
        parts: [...this.#tasks],
      });
      try {
        yield* awaitFuture(this.#allDone);
      } catch (interruption) {
        if (!(interruption instanceof CancelledError)) throw interruption;
        if (!this.#aborting) {
          propagated = interruption;
          this.#abort();
        }
      }
      this.#allDone = null;
    }
    if (this.#parentCancelRequested && this.#parent.uncancel() === 0) propagated = null;
    if (propagated && this.#errors.length === 0) throw propagated;
    if (error instanceof PythonError && !cancelled) this.#errors.push(error);
    if (this.#errors.length === 0) return;
    if (this.#parent.cancelling > 0) {
      this.#parent.uncancel();
      this.#parent.cancel();
    }
    throw new PythonErrorGroup('unhandled errors in a TaskGroup', this.#errors);
  }

  #abort(): void {
    this.#aborting = true;
    for (const task of this.#tasks) task.cancel();
  }

  #onTaskDone(task: Future): void {
    this.#tasks.delete(task);
    if (this.#allDone && this.#tasks.size === 0 && !this.#allDone.done) this.#allDone.setResult(true);
    const { error } = task;
    if (task.cancelled || error === null) return;
    this.#errors.push(error);
    if (this.#parent.done || this.#aborting || this.#parentCancelRequested) return;
    this.#abort();
    this.#parentCancelRequested = true;
    this.#parent.cancel();
  }
}
