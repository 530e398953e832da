import {
  awaitFuture,
  cancel,
  createTask,
  gather,
  print,
  raise,
  taskGroup,
  wait,
  waitFor,
  withLock,
} from '../../src/program/actions.ts';
import type { FutureHandle, Routine, Value } from '../../src/program/effects.ts';
import { PythonError, PythonErrorGroup } from '../../src/program/errors.ts';
import type { Program } from '../../src/program/program.ts';
import { representation } from '../../src/program/representation.ts';
import { type Body, PERMITS, ROOM, type Statement, TICK } from './arbitrary-coroutines.ts';

/** The same program as the page has them: a generator that yields effects. */
export function programOf(main: Body): Program {
  return {
    locks: { lock: {}, semaphore: { permits: PERMITS } },
    queues: { queue: ROOM },
    routines: { main: () => new Performance().perform(main) },
  };
}

class Performance {
  readonly #tasks: FutureHandle[] = [];

  *perform(main: Body): Routine<void> {
    try {
      yield* this.#body(main, 'main');
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      yield* print(`main: ${error.type}`);
    }
    for (let pending = this.#pending; pending.length > 0; pending = this.#pending) {
      yield* gather(pending, undefined, true);
    }
    const results = yield* gather(this.#tasks, undefined, true);
    yield* print(representation(results.map((result) => (isError(result) ? result.type : result))));
  }

  get #pending(): FutureHandle[] {
    return this.#tasks.filter((task) => !task.done);
  }

  *#begin(body: Body, place: string): Routine<FutureHandle> {
    const task = yield* createTask(this.#body(body, place), place);
    this.#tasks.push(task);
    return task;
  }

  *#body(body: Body, place: string): Routine<Value> {
    for (const [index, statement] of body.entries()) yield* this.#statement(statement, `${place}.${index}`);
    return place;
  }

  *#statement(statement: Statement, place: string): Routine<void> {
    switch (statement.do) {
      case 'print':
        return yield* print(place);
      case 'raise':
        return yield* raise(new PythonError('ValueError', place));
      case 'sleep':
        return yield* wait(statement.ticks * TICK);
      case 'put':
        yield { kind: 'put', queue: 'queue', item: place };
        return;
      case 'get':
        return yield* print(`${place} ${yield { kind: 'get', queue: 'queue' }}`);
      case 'begin':
        yield* this.#begin(statement.body, `${place}-0`);
        return;
      case 'cancel': {
        const task = this.#tasks[statement.task];
        if (!task) return;
        const possible = !task.done;
        yield* cancel(task);
        return yield* print(`${place} ${possible ? 'True' : 'False'}`);
      }
      case 'await':
        return yield* print(
          `${place} ${yield* awaitFuture(yield* this.#begin(statement.body, `${place}-0`))}`,
        );
      case 'time-limit': {
        const task = yield* this.#begin(statement.body, `${place}-0`);
        return yield* print(`${place} ${yield* waitFor(task, statement.ticks * TICK)}`);
      }
      case 'gather': {
        const tasks: FutureHandle[] = [];
        for (const [index, body] of statement.bodies.entries()) {
          tasks.push(yield* this.#begin(body, `${place}-${index}`));
        }
        return yield* print(`${place} ${representation(yield* gather(tasks))}`);
      }
      case 'group':
        return yield* this.#group(statement.bodies, place);
      case 'lock':
        yield* withLock(statement.lock, () => this.#body(statement.body, place));
        return;
      case 'try':
        try {
          yield* this.#body(statement.body, place);
        } catch (error) {
          if (!(error instanceof PythonError) || error.type !== statement.caught) throw error;
          yield* print(`${place} caught`);
        }
        return;
      case 'finally':
        try {
          yield* this.#body(statement.body, place);
        } finally {
          yield* print(`${place} at last`);
        }
        return;
    }
  }

  *#group(bodies: readonly Body[], place: string): Routine<void> {
    const perform = this.#body.bind(this);
    try {
      yield* taskGroup(function* (create) {
        for (const [index, body] of bodies.entries()) {
          const name = `${place}-${index}`;
          yield* create(perform(body, name), name);
        }
        yield* print(`${place} in the group`);
      });
    } catch (error) {
      if (!(error instanceof PythonErrorGroup)) throw error;
      yield* print(`${place} ${representation(error.errors.map(({ type }) => type))}`);
    }
  }
}

const isError = (value: Value): value is { readonly type: string; readonly message: string } =>
  typeof value === 'object' && value !== null && 'type' in value;
