import { describe, expect, it } from 'vitest';
import { COMPARED, type ComparedMode, WHICH_TO_USE } from '../../src/scenarios/which-to-use.ts';
import { createStatisticsReader } from '../../src/trace/statistics.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, workload } from '../catalogue-runs.ts';

const MODES = COMPARED.map(({ mode }) => mode);

async function runsOf(id: string): Promise<Readonly<Record<ComparedMode, Trace>>> {
  const scenario = await workload(id);
  const run = (mode: ComparedMode): Trace => modelRun(scenario, mode);
  return { sync: run('sync'), threads: run('threads'), async: run('async'), processes: run('processes') };
}

it('has what the classroom note says, word for word', () => {
  const said = WHICH_TO_USE.map(({ title, verdicts }) => [
    title,
    ...MODES.map((mode) => verdicts[mode].said),
  ]);
  expect(said).toEqual([
    ['I/O-heavy', 'no', 'yes', 'better', 'yes'],
    ['CPU-heavy', 'no', 'no', 'no', 'better'],
    ['Realtime', 'no', 'no', 'async', 'no'],
    ['Simple script', 'better', 'no', 'no', 'no'],
  ]);
});

describe.each(WHICH_TO_USE)('$title', ({ scenario }) => {
  it('has a run in each of the four modes that ends without an error', async () => {
    for (const trace of Object.values(await runsOf(scenario))) expect(trace.error).toBeNull();
  });
});

describe('what is said to be shown', () => {
  const scenarioOf = (kind: string): string => WHICH_TO_USE.find(({ id }) => id === kind)?.scenario ?? '';

  it('is so where programs wait', async () => {
    const { sync, threads, async, processes } = await runsOf(scenarioOf('io-heavy'));
    for (const { duration } of [threads, async, processes]) expect(duration).toBeLessThan(sync.duration / 4);
    expect(processes.duration).toBeGreaterThan(threads.duration);
  });

  it('is so where programs compute', async () => {
    const { sync, threads, async, processes } = await runsOf(scenarioOf('cpu-heavy'));
    expect(threads.duration).toBeGreaterThan(sync.duration);
    expect(async.duration).toBeCloseTo(sync.duration);
    expect(processes.duration).toBeLessThan(threads.duration);
  });

  it('is so where clients wait for answers', async () => {
    const { sync, threads, async, processes } = await runsOf(scenarioOf('realtime'));
    const longest = (trace: Trace): number =>
      createStatisticsReader().read(trace).latencies?.worst ?? Number.NaN;
    for (const trace of [threads, async, processes]) expect(longest(trace)).toBeLessThan(longest(sync) / 10);
    expect(longest(threads)).toBeLessThan(longest(async) * 1.5);
  });

  it('is so where each step needs the one before', async () => {
    const { sync, threads, async, processes } = await runsOf(scenarioOf('simple-script'));
    for (const { duration } of [threads, async]) expect(duration).toBeCloseTo(sync.duration, 2);
    expect(processes.duration).toBeGreaterThan(sync.duration);
  });
});
