import { describe, expect, it } from 'vitest';
import { awaitFuture, cancel, createTask, gather, print, wait } from '../../src/program/actions.ts';
import type { Routine } from '../../src/program/effects.ts';
import { PythonError } from '../../src/program/errors.ts';
import { representation } from '../../src/program/representation.ts';
import { asyncioRun, except, exceptCancelled, nap } from './asyncio.ts';

// Each expected list is what CPython 3.11.7 printed for the same program.

describe('gather', () => {
  it('raises the first error and leaves the others running', () => {
    const lines = asyncioRun(function* () {
      function* bad(): Routine {
        yield* wait(0.01);
        throw new PythonError('ValueError', 'bad');
      }
      function* good(): Routine {
        yield* wait(0.02);
        yield* print('good goes on');
      }
      const failing = yield* createTask(bad(), 'bad');
      const other = yield* createTask(good(), 'good');
      yield* except('ValueError', gather([failing, other]), ({ message }) =>
        print(`raised ${message} ${other.done}`),
      );
      yield* awaitFuture(other);
    });
    expect(lines).toEqual(['raised bad false', 'good goes on']);
  });

  it('gives errors as results when asked to', () => {
    const lines = asyncioRun(function* () {
      // biome-ignore lint/correctness/useYield: it raises before it waits for anything
      function* bad(): Routine {
        throw new PythonError('ValueError', 'bad');
      }
      const tasks = [yield* createTask(bad(), 'bad'), yield* createTask(nap('a', 0, 5), 'a')];
      yield* print(representation(yield* gather(tasks, undefined, true)));
    });
    expect(lines).toEqual(['a starts', 'a ends', "[{'type': 'ValueError', 'message': 'bad'}, 5]"]);
  });

  it('cancels its children when it is cancelled', () => {
    const lines = asyncioRun(function* () {
      const a = yield* createTask(nap('a', 1), 'a');
      const b = yield* createTask(nap('b', 1), 'b');
      function* outer(): Routine {
        try {
          yield* gather([a, b]);
        } catch (error) {
          yield* print(`outer cancelled ${a.cancelled} ${b.cancelled}`);
          throw error;
        }
      }
      const task = yield* createTask(outer(), 'outer');
      yield* wait(0.01);
      yield* cancel(task);
      yield* exceptCancelled(awaitFuture(task), () => print('done'));
    });
    expect(lines).toEqual([
      'a starts',
      'b starts',
      'a cancelled',
      'b cancelled',
      'outer cancelled true true',
      'done',
    ]);
  });

  it('raises the cancellation of a child and leaves the others running', () => {
    const lines = asyncioRun(function* () {
      const a = yield* createTask(nap('a', 1), 'a');
      const b = yield* createTask(nap('b', 0.02), 'b');
      const outer = yield* createTask(
        exceptCancelled(gather([a, b]), () => print(`outer hears ${b.done}`)),
        'outer',
      );
      yield* wait(0.01);
      yield* cancel(a);
      yield* awaitFuture(outer);
      yield* awaitFuture(b);
    });
    expect(lines).toEqual(['a starts', 'b starts', 'a cancelled', 'outer hears false', 'b ends']);
  });

  it('takes the same task twice, and no task at all', () => {
    const lines = asyncioRun(function* () {
      const task = yield* createTask(nap('a', 0, 4), 'a');
      yield* print(representation(yield* gather([task, task])));
      yield* print(representation(yield* gather([])));
    });
    expect(lines).toEqual(['a starts', 'a ends', '[4, 4]', '[]']);
  });
});
