import type { Page, Worker } from '@playwright/test';
import type { Mode } from '../../../src/program/modes.ts';
import { DEADLOCK_DURATION } from '../../../src/runtime/deadlock.ts';
import { violations } from '../../../src/trace/invariants.ts';
import { actorsOf, expect, modes, printed, test } from './harness.ts';

const noWorkerIsLeft = (page: Page): Promise<void> => expect.poll(() => page.workers().length).toBe(0);

for (const host of ['isolated', 'plain'] as const) {
  test.describe(host, () => {
    test('no worker outlives a run that has finished', async ({ live, page }) => {
      const [run] = await (await live(host)).run('counter', modes('threads'));
      expect(run?.phase).toBe('finished');
      await noWorkerIsLeft(page);
    });

    test('cancelling ends every run at once and leaves no worker', async ({ live, page }) => {
      const harness = await live(host);
      const wanted = modes('sync', 'await-loop', 'async', 'threads', 'processes', 'async+processes');
      await harness.begin('documents-everywhere', wanted, { unit: 60 });
      await harness.seen('wait', 'doc 0');
      await harness.cancel();
      for (const { phase, trace } of await harness.ended()) {
        expect(phase).toBe('cancelled');
        expect(trace.error).toBeNull();
        expect(violations(trace), trace.mode).toEqual([]);
        expect(actorsOf(trace, 'cancel')).toContain('doc 0');
        expect(actorsOf(trace, 'cancel')).toContain('MainProcess');
        expect(trace.duration).toBeLessThan(5);
      }
      await noWorkerIsLeft(page);
    });

    test('cancelling while the workers are still being started leaves none', async ({ live, page }) => {
      const harness = await live(host);
      await harness.begin('documents-everywhere', modes('threads'), { parameters: { tasks: 20 } });
      await harness.cancel();
      const [run] = await harness.ended();
      expect(run?.phase).toBe('cancelled');
      expect(run?.trace.events.length).toBe(0);
      await noWorkerIsLeft(page);
    });

    test('a worker that throws ends its run with the error on its lane', async ({ live, page }) => {
      const harness = await live(host);
      const wanted = modes('sync', 'async', 'threads', 'processes', 'async+processes');
      const runs = await harness.run('trouble', wanted, { parameters: { bug: true } });
      for (const { phase, trace } of runs) {
        expect(phase, trace.mode).toBe('failed');
        expect(trace.error, trace.mode).toEqual({ type: 'TypeError', message: 'a bug of the worker' });
        expect(actorsOf(trace, 'fail'), trace.mode).toContain('job 1');
        expect(actorsOf(trace, 'fail'), trace.mode).not.toContain('job 2');
      }
      await noWorkerIsLeft(page);
    });

    test('an exception of the program is told as Python tells it', async ({ live }) => {
      const harness = await live(host);
      const runs = await harness.run(
        'trouble',
        modes('sync', 'async', 'threads', 'processes', 'async+processes'),
      );
      for (const { phase, trace } of runs) {
        expect(violations(trace), trace.mode).toEqual([]);
        expect(actorsOf(trace, 'fail'), trace.mode).toContain('job 1');
        // An exception in a thread of its own is no concern of the thread that started it.
        const isAlone = trace.mode === 'threads';
        expect(phase, trace.mode).toBe(isAlone ? 'finished' : 'failed');
        expect(trace.error, trace.mode).toEqual(
          isAlone ? null : { type: 'ValueError', message: 'Bad doc 1' },
        );
      }
    });

    test('threads that wait for each other in a circle end their run after a second of it, and no other', async ({
      live,
      page,
    }) => {
      const wanted: readonly Mode[] = [
        { id: 'threads', lock: false },
        { id: 'threads', lock: false, variant: 'one-order' },
      ];
      const [circle, cured] = await (await live(host)).run('deadlock', wanted);
      const trace = circle?.trace ?? never();
      expect(circle?.phase).toBe('failed');
      const message =
        'Thread A waits for lock_b, held by Thread B; Thread B waits for lock_a, held by Thread A';
      expect(trace.error).toEqual({ type: 'Deadlock', message });
      expect(violations(trace)).toEqual([]);
      expect(actorsOf(trace, 'fail').toSorted()).toEqual(['A', 'B', 'Thread A', 'Thread B']);
      expect(actorsOf(trace, 'cancel').toSorted()).toEqual(['MainProcess', 'MainThread']);
      // Both have their first lock for a second before they ask for the other.
      expect(trace.duration).toBeGreaterThanOrEqual(1 + DEADLOCK_DURATION);
      expect(cured?.phase).toBe('finished');
      expect(cured?.trace.error).toBeNull();
      await noWorkerIsLeft(page);
    });

    test('a worker that ends without a word ends its run, and no other', async ({ live, page }) => {
      const harness = await live(host);
      await harness.begin('documents-everywhere', modes('async', 'processes'), { unit: 0.4 });
      await harness.seen('wait', 'doc 4');
      const victim = await workerNamed(page, 'async 0');
      await victim.evaluate(() => self.close());
      const [loop, pool] = await harness.ended();
      expect(loop?.phase).toBe('failed');
      expect(loop?.trace.error?.type).toBe('WorkerDied');
      expect(actorsOf(loop?.trace ?? never(), 'fail')).toContain('MainThread');
      expect(pool?.phase).toBe('finished');
      expect(printed(pool?.trace ?? never())).toHaveLength(5);
      await noWorkerIsLeft(page);
    });
  });
}

/** A worker by its name. One that blocks does not tell its own, so the first to answer to the name decides. */
const workerNamed = (page: Page, name: string): Promise<Worker> =>
  Promise.any(
    page.workers().map(async (worker) => {
      if ((await worker.evaluate(() => self.name)) === name) return worker;
      throw new Error('It is another.');
    }),
  );

function never(): never {
  throw new Error('There is no such run.');
}
