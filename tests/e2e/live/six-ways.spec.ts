import { violations } from '../../../src/trace/invariants.ts';
import { expect, modes, printed, test } from './harness.ts';

const five = [0, 1, 2, 3, 4];
const processed = five.map((index) => `doc ${index} processed.`);

for (const host of ['isolated', 'plain'] as const) {
  const shared = host === 'isolated';

  test(`documents run in all six ways ${shared ? 'in shared memory' : 'by messages'}`, async ({ live }) => {
    const page = await live(host);
    const wanted = [
      ...modes('sync', 'await-loop', 'async', 'threads'),
      { id: 'threads', lock: true } as const,
      ...modes('processes', 'async+processes'),
    ];
    const runs = await page.run('documents-everywhere', wanted);
    const byMode = new Map(
      runs.map(({ trace }) => [trace.params.lock ? `${trace.mode}+lock` : trace.mode, trace]),
    );
    expect(runs.map(({ phase }) => phase)).toEqual(wanted.map(() => 'finished'));
    for (const [mode, trace] of byMode) {
      expect(violations(trace), mode).toEqual([]);
      expect(trace.provenance).toBe('measured');
      expect(trace.machine.sharedMemory).toBe(shared);
      expect(trace.machine.startUp).toBeGreaterThan(0);
    }
    for (const mode of ['sync', 'await-loop', 'async', 'processes', 'async+processes']) {
      expect(printed(byMode.get(mode) ?? fail(mode)), mode).toEqual(processed);
    }
    for (const mode of ['threads', 'threads+lock']) {
      const lines = printed(byMode.get(mode) ?? fail(mode));
      expect([...lines].sort(), mode).toEqual(
        five.flatMap((index) => [`Worker ${index} finished`, `Worker ${index} running`]),
      );
    }
    const duration = (mode: string): number => (byMode.get(mode) ?? fail(mode)).duration;
    for (const mode of byMode.keys()) {
      const waits = mode === 'sync' || mode === 'await-loop' ? 25 : 5;
      expect(duration(mode), mode).toBeGreaterThanOrEqual(waits);
    }
    for (const mode of ['async', 'threads', 'threads+lock', 'processes']) {
      expect(duration(mode), mode).toBeLessThan(duration('sync'));
    }
    for (const { looks, isMonotone } of await page.growth()) {
      expect(looks).toBeGreaterThan(2);
      expect(isMonotone).toBe(true);
    }
  });
}

function fail(mode: string): never {
  throw new Error(`There is no trace of ${mode}.`);
}
