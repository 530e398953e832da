import { describe, expect, it } from 'vitest';
import { awaitFuture, cancel, createTask, print, wait, waitFor } from '../../src/program/actions.ts';
import type { Routine } from '../../src/program/effects.ts';
import { asyncioRun, except, exceptCancelled, nap } from './asyncio.ts';

// Each expected list is what CPython 3.11.7 printed for the same program.

describe('wait_for', () => {
  it('cancels what is late and raises TimeoutError once that has taken effect', () => {
    const lines = asyncioRun(function* () {
      const task = yield* createTask(nap('a', 1), 'a');
      yield* except('TimeoutError', waitFor(task, 0.01), () => print(`TimeoutError ${task.cancelled}`));
    });
    expect(lines).toEqual(['a starts', 'a cancelled', 'TimeoutError true']);
  });

  it('gives the result of what is in time', () => {
    const lines = asyncioRun(function* () {
      yield* print(String(yield* waitFor(yield* createTask(nap('a', 0.01, 3), 'a'), 1)));
    });
    expect(lines).toEqual(['a starts', 'a ends', '3']);
  });

  it('gives the result of a task that does not let itself be cancelled', () => {
    const lines = asyncioRun(function* () {
      function* stubborn(): Routine {
        yield* exceptCancelled(wait(1), () => wait(0.02));
        return 'late';
      }
      yield* print(String(yield* waitFor(yield* createTask(stubborn(), 'stubborn'), 0.01)));
    });
    expect(lines).toEqual(['late']);
  });

  it('cancels at once when there is no time at all', () => {
    const lines = asyncioRun(function* () {
      const task = yield* createTask(nap('a', 0), 'a');
      yield* except('TimeoutError', waitFor(task, 0), () => print(`TimeoutError ${task.cancelled}`));
    });
    expect(lines).toEqual(['TimeoutError true']);
  });

  it('cancels what it waits for when it is cancelled', () => {
    const lines = asyncioRun(function* () {
      const inner = yield* createTask(nap('a', 1), 'a');
      const outer = yield* createTask(waitFor(inner, 5), 'outer');
      yield* wait(0.01);
      yield* cancel(outer);
      yield* exceptCancelled(awaitFuture(outer), () => print(`cancelled ${inner.cancelled}`));
    });
    expect(lines).toEqual(['a starts', 'a cancelled', 'cancelled true']);
  });
});
