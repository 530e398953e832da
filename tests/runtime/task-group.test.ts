import { describe, expect, it } from 'vitest';
import { awaitFuture, cancel, createTask, print, taskGroup, wait } from '../../src/program/actions.ts';
import type { Routine } from '../../src/program/effects.ts';
import { PythonError, PythonErrorGroup } from '../../src/program/errors.ts';
import { asyncioRun, except, exceptCancelled, nap } from './asyncio.ts';

// Each expected list is what CPython 3.11.7 printed for the same program.

function* failing(seconds: number, message: string): Routine {
  yield* wait(seconds);
  throw new PythonError('ValueError', message);
}

const messagesOf = (error: PythonError): string =>
  error instanceof PythonErrorGroup
    ? error.errors.map(({ type, message }) => `${type} ${message}`).join(', ')
    : '';

describe('a task group', () => {
  it('cancels its tasks when its block raises', () => {
    const lines = asyncioRun(function* () {
      const group = taskGroup(function* (create) {
        yield* create(nap('a', 1), 'a');
        yield* wait(0.01);
        throw new PythonError('ValueError', 'body');
      });
      yield* except('ExceptionGroup', group, (error) => print(messagesOf(error)));
    });
    expect(lines).toEqual(['a starts', 'a cancelled', 'ValueError body']);
  });

  it('raises all errors together, those of cancelled tasks too', () => {
    const lines = asyncioRun(function* () {
      function* second(): Routine {
        yield* exceptCancelled(wait(1), () => {
          throw new PythonError('KeyError', 'on the way out');
        });
      }
      const group = taskGroup(function* (create) {
        yield* create(failing(0.01, 'one'), 'one');
        yield* create(second(), 'two');
      });
      yield* except('ExceptionGroup', group, (error) => print(`${error.message}: ${messagesOf(error)}`));
    });
    expect(lines).toEqual([
      'unhandled errors in a TaskGroup (2 sub-exceptions): ValueError one, KeyError on the way out',
    ]);
  });

  it('interrupts its block when a task fails, and takes that cancellation back', () => {
    const lines = asyncioRun(function* () {
      const group = taskGroup(function* (create) {
        yield* create(failing(0.01, 'bad'), 'bad');
        try {
          yield* wait(1);
        } catch (error) {
          yield* print('body cancelled');
          throw error;
        }
      });
      yield* except('ExceptionGroup', group, (error) => print(messagesOf(error)));
      yield* wait(0);
      yield* print('and goes on');
    });
    expect(lines).toEqual(['body cancelled', 'ValueError bad', 'and goes on']);
  });

  it('cancels its tasks when the task it is in is cancelled', () => {
    const lines = asyncioRun(function* () {
      const parent = yield* createTask(
        taskGroup(function* (create) {
          yield* create(nap('a', 1), 'a');
        }),
        'parent',
      );
      yield* wait(0.01);
      yield* cancel(parent);
      yield* exceptCancelled(awaitFuture(parent), () => print(`cancelled ${parent.cancelled}`));
    });
    expect(lines).toEqual(['a starts', 'a cancelled', 'cancelled true']);
  });

  it('nests: the error of an inner group cancels the tasks of the outer one', () => {
    const lines = asyncioRun(function* () {
      const outer = taskGroup(function* (createOuter) {
        yield* createOuter(nap('sibling', 1), 'sibling');
        yield* taskGroup(function* (createInner) {
          yield* createInner(failing(0.01, 'inner'), 'failing');
          yield* createInner(nap('cousin', 1), 'cousin');
        });
      });
      yield* except('ExceptionGroup', outer, (error) => print(messagesOf(error)));
    });
    expect(lines).toEqual([
      'sibling starts',
      'cousin starts',
      'cousin cancelled',
      'sibling cancelled',
      'ExceptionGroup unhandled errors in a TaskGroup (1 sub-exception)',
    ]);
  });

  it('takes no new task while it shuts down', () => {
    const lines = asyncioRun(function* () {
      const group = taskGroup(function* (create) {
        yield* create(failing(0, 'x'), 'failing');
        try {
          yield* wait(1);
        } catch (error) {
          yield* except('RuntimeError', create(nap('late', 1), 'late'), ({ message }) => print(message));
          throw error;
        }
      });
      yield* except('ExceptionGroup', group, () => print('group'));
    });
    expect(lines).toEqual(['TaskGroup is shutting down', 'group']);
  });
});
