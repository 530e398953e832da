import { describe, expect, it } from 'vitest';
import { awaitFuture, block, cancel, createTask, gather, print, wait } from '../../src/program/actions.ts';
import type { FutureHandle, Routine } from '../../src/program/effects.ts';
import { CancelledError, PythonError } from '../../src/program/errors.ts';
import { asyncioRun, except, exceptCancelled, nap } from './asyncio.ts';

// Each expected list is what CPython 3.11.7 printed for the same program.

describe('the order of steps', () => {
  it('gives every task one step per iteration when each sleeps for 0 s', () => {
    function* worker(name: string): Routine {
      for (let turn = 0; turn < 2; turn++) {
        yield* print(`${name} ${turn}`);
        yield* wait(0);
      }
    }
    const lines = asyncioRun(function* () {
      const tasks: FutureHandle[] = [];
      for (const name of ['a', 'b', 'c']) tasks.push(yield* createTask(worker(name), name));
      yield* gather(tasks);
    });
    expect(lines).toEqual(['a 0', 'b 0', 'c 0', 'a 1', 'b 1', 'c 1']);
  });

  it('begins a task in the iteration after its creation, behind what was ready', () => {
    function* child(n: number): Routine {
      yield* print(`child ${n}`);
      if (n === 0) return;
      const task = yield* createTask(child(n - 1), `child ${n - 1}`);
      yield* print(`created ${n - 1}`);
      yield* awaitFuture(task);
      yield* print(`joined ${n - 1}`);
    }
    const lines = asyncioRun(function* () {
      const tasks = [yield* createTask(child(2), 'child 2'), yield* createTask(nap('x', 0), 'x')];
      yield* gather(tasks);
    });
    expect(lines).toEqual([
      'child 2',
      'created 1',
      'x starts',
      'child 1',
      'created 0',
      'x ends',
      'child 0',
      'joined 0',
      'joined 1',
    ]);
  });

  it('runs what is ready before the timers that have become due', () => {
    const lines = asyncioRun(function* () {
      function* sleeper(): Routine {
        yield* wait(0.05);
        yield* print('timer');
      }
      function* spinner(): Routine {
        yield* wait(0.01);
        yield* block(0.1);
        const task = yield* createTask(print('other'), 'other');
        yield* print('spun');
        yield* awaitFuture(task);
      }
      yield* gather([yield* createTask(sleeper(), 'sleeper'), yield* createTask(spinner(), 'spinner')]);
    });
    expect(lines).toEqual(['spun', 'other', 'timer']);
  });

  it('fires timers that are due together in the order they were set', () => {
    const lines = asyncioRun(function* () {
      function* sleeper(name: string): Routine {
        yield* wait(0.01);
        yield* print(name);
      }
      const tasks: FutureHandle[] = [];
      for (const name of ['a', 'b', 'c']) tasks.push(yield* createTask(sleeper(name), name));
      yield* gather(tasks);
    });
    expect(lines).toEqual(['a', 'b', 'c']);
  });

  it('does not suspend to await a task that is done', () => {
    const lines = asyncioRun(function* () {
      const done = yield* createTask(nap('a', 0), 'a');
      yield* wait(0.01);
      const other = yield* createTask(nap('b', 0), 'b');
      yield* awaitFuture(done);
      yield* print('after await of a done task');
      yield* awaitFuture(other);
    });
    expect(lines).toEqual(['a starts', 'a ends', 'after await of a done task', 'b starts', 'b ends']);
  });

  it('refuses to let a task await itself', () => {
    const lines = asyncioRun(function* () {
      let own: FutureHandle | undefined;
      function* narcissus(): Routine {
        yield* except('RuntimeError', awaitFuture(own as FutureHandle), ({ message }) => print(message));
      }
      own = yield* createTask(narcissus(), 'narcissus');
      yield* awaitFuture(own);
    });
    expect(lines).toEqual(['Task cannot await on itself: narcissus']);
  });
});

describe('cancellation', () => {
  it('ends a task that has not begun without running any of it', () => {
    const lines = asyncioRun(function* () {
      const task = yield* createTask(nap('a', 1), 'a');
      yield* cancel(task);
      yield* exceptCancelled(awaitFuture(task), () => print(`caught ${task.cancelled}`));
    });
    expect(lines).toEqual(['caught true']);
  });

  it('can be suppressed', () => {
    const lines = asyncioRun(function* () {
      function* stubborn(): Routine {
        yield* exceptCancelled(wait(1), () => print('no'));
        yield* wait(0.1);
        return 7;
      }
      const task = yield* createTask(stubborn(), 'stubborn');
      yield* wait(0);
      yield* cancel(task);
      yield* print(`${yield* awaitFuture(task)} ${task.cancelled}`);
    });
    expect(lines).toEqual(['no', '7 false']);
  });

  it('takes effect even in the step in which the task returns', () => {
    const lines = asyncioRun(function* () {
      let own: FutureHandle | undefined;
      function* selfish(): Routine {
        yield* cancel(own as FutureHandle);
        return 3;
      }
      own = yield* createTask(selfish(), 'selfish');
      yield* exceptCancelled(awaitFuture(own), () => print(`cancelled ${own?.cancelled}`));
    });
    expect(lines).toEqual(['cancelled true']);
  });

  it('raises once for two requests made before the task runs again', () => {
    const lines = asyncioRun(function* () {
      function* sleeper(): Routine {
        for (let turn = 0; turn < 2; turn++) yield* exceptCancelled(wait(1), () => print(`cancel ${turn}`));
        return 'survived';
      }
      const task = yield* createTask(sleeper(), 'sleeper');
      yield* wait(0);
      yield* cancel(task);
      yield* cancel(task);
      yield* print(String(yield* awaitFuture(task)));
    });
    expect(lines).toEqual(['cancel 0', 'survived']);
  });

  it('leaves a task that is done as it is', () => {
    const lines = asyncioRun(function* () {
      const task = yield* createTask(nap('a', 0), 'a');
      yield* awaitFuture(task);
      yield* cancel(task);
      yield* print(String(task.cancelled));
    });
    expect(lines).toEqual(['a starts', 'a ends', 'false']);
  });
});

describe('the end of asyncio.run', () => {
  it('cancels the tasks that are left and lets them tidy up', () => {
    const lines = asyncioRun(function* () {
      function* background(): Routine {
        try {
          yield* wait(9);
        } catch (error) {
          yield* print('bg cancelled');
          yield* wait(0.01);
          yield* print('bg tidied');
          throw error;
        }
      }
      yield* createTask(background(), 'background');
      yield* wait(0);
      yield* print('main returns');
    });
    expect(lines).toEqual(['main returns', 'bg cancelled', 'bg tidied']);
  });

  it('raises what main raised', () => {
    const lines = asyncioRun(function* () {
      yield* wait(1);
      throw new PythonError('ValueError', 'no');
    });
    expect(lines).toEqual(['ValueError: no']);
  });

  it('raises the cancellation of main', () => {
    const lines = asyncioRun(function* () {
      yield* wait(1);
      throw new CancelledError();
    });
    expect(lines).toEqual(['CancelledError: ']);
  });

  it('says who waits for what when nothing can ever go on', () => {
    const lines = asyncioRun(
      function* () {
        yield { kind: 'acquire', lock: 'a' };
        yield { kind: 'acquire', lock: 'a' };
      },
      { locks: { a: {} } },
    );
    expect(lines).toEqual(['Deadlock: the event loop can never go on: main waits for the lock a']);
  });
});
