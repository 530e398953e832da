import type { Mode } from '../../../src/program/modes.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import { violations } from '../../../src/trace/invariants.ts';
import { actorsOf, expect, modes, printed, test } from './harness.ts';

const steps = 20_000_000;

for (const host of ['isolated', 'plain'] as const) {
  test.describe(host, () => {
    test('four threads that compute share one GIL', async ({ live }) => {
      const [run] = await (await live(host)).run('sums', modes('threads'), {
        unit: 1,
        parameters: { jobs: 4, steps },
      });
      const trace = run?.trace ?? never();
      expect(run?.phase).toBe('finished');
      expect(violations(trace)).toEqual([]);
      const { events, actors } = trace;
      const gil = actors.find(({ name }) => name === 'GIL')?.id;
      const takers = new Set<string | undefined>();
      for (let index = 0; index < events.length; index++) {
        if (events.kind[index] !== EVENT_CODE.acquire || events.subject[index] !== gil) continue;
        takers.add(actors[events.actor[index] ?? -1]?.name);
      }
      expect([...takers].sort()).toEqual(['MainThread', 'Worker 0', 'Worker 1', 'Worker 2', 'Worker 3']);
      if (host === 'isolated') expect(actorsOf(trace, 'drop-request').length).toBeGreaterThan(0);
    });

    test('without a GIL nobody asks for one', async ({ live }) => {
      const [run] = await (await live(host)).run('sums', modes('threads'), {
        unit: 1,
        parameters: { jobs: 4, steps },
        machine: { gil: false },
      });
      const trace = run?.trace ?? never();
      expect(run?.phase).toBe('finished');
      expect(violations(trace)).toEqual([]);
      expect(trace.actors.map(({ name }) => name)).not.toContain('GIL');
    });

    test('every way computes the same sum', async ({ live }) => {
      const page = await live(host);
      const runs = await page.run('sums', modes('sync', 'processes', 'async+processes'), {
        unit: 1,
        parameters: { jobs: 3, steps },
      });
      let sum = 0;
      for (let step = 0; step < steps; step++) sum += step * step;
      for (const { trace } of runs) {
        expect(violations(trace), trace.mode).toEqual([]);
        expect(printed(trace), trace.mode).toEqual([String(sum), String(sum), String(sum)]);
      }
      const [, processes] = runs;
      expect(actorsOf(processes?.trace ?? never(), 'start')).toEqual(
        expect.arrayContaining(['SpawnProcess-1', 'SpawnProcess-2']),
      );
      expect(actorsOf(processes?.trace ?? never(), 'send')).toContain('sum 2');
    });

    test('a lock of the program keeps threads from losing counts', async ({ live }) => {
      const [run] = await (await live(host)).run('counter', modes('threads'), { parameters: { threads: 4 } });
      const trace = run?.trace ?? never();
      expect(violations(trace)).toEqual([]);
      expect(printed(trace)).toEqual(['20']);
      expect(actorsOf(trace, 'block').length).toBeGreaterThan(0);
    });

    test('what threads write keeps its newlines, and under a lock its lines', async ({ live }) => {
      const wanted: readonly Mode[] = [
        { id: 'threads', lock: false },
        { id: 'threads', lock: true },
      ];
      const [free, locked] = await (await live(host)).run('print-race', wanted, {
        parameters: { threads: 8 },
      });
      const texts = Array.from({ length: 8 }, (_, index) => [
        `Worker ${index} running`,
        `Worker ${index} finished`,
      ]).flat();
      const whole = (lines: readonly string[]): readonly string[] =>
        lines.map((line) => line.replace(/ on thread ID \d+$/, '')).toSorted();
      expect(whole(printed(locked?.trace ?? never()))).toEqual(texts.toSorted());
      const lines = printed(free?.trace ?? never());
      expect(lines).toHaveLength(16);
      for (const text of texts) expect(lines.join('\n')).toContain(text);
    });

    test('nothing that is recorded gets lost, however much it is', async ({ live }) => {
      const lines = 30_000;
      const [run] = await (await live(host)).run('chatter', modes('sync'), { parameters: { lines } });
      const trace = run?.trace ?? never();
      expect(violations(trace)).toEqual([]);
      expect(printed(trace)).toEqual(
        Array.from({ length: lines }, (_, line) => `line ${line} – ${'ü'.repeat(line % 40)}`),
      );
    });

    test('a hundred threads', async ({ live }) => {
      const [run] = await (await live(host)).run('documents-everywhere', modes('threads'), {
        parameters: { tasks: 100, seconds: 1 },
        unit: 0.2,
      });
      const trace = run?.trace ?? never();
      expect(run?.phase).toBe('finished');
      expect(violations(trace)).toEqual([]);
      expect(printed(trace)).toHaveLength(200);
    });
  });
}

test('messages can be asked for where memory could be shared', async ({ live }) => {
  const [run] = await (await live('isolated')).run('counter', modes('threads'), { capability: 'messages' });
  expect(run?.trace.machine.sharedMemory).toBe(false);
  expect(printed(run?.trace ?? never())).toEqual(['20']);
});

function never(): never {
  throw new Error('There is no such run.');
}
