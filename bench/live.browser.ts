import type { Page } from '@playwright/test';
import type { Mode } from '../src/program/modes.ts';
import type { BrowserFigures, Figure } from './figure.ts';
import type { LiveBench, Measurement } from './live-bench.ts';
import { figure, median, openLiveBench, runBarePool, twoIdleCores } from './live-figures.ts';

declare const bench: LiveBench;

const ROUNDS = 5;
const JOBS = 8;
const STEPS = 2 ** 29;
const UNIT = 0.2;

const WAITING: readonly (Mode & { readonly ideal: number })[] = [
  { id: 'sync', lock: false, ideal: 25 },
  { id: 'await-loop', lock: false, ideal: 25 },
  { id: 'async', lock: false, ideal: 5 },
  { id: 'threads', lock: false, ideal: 5 },
  { id: 'threads', lock: true, ideal: 5 },
  { id: 'processes', lock: false, ideal: 5 },
];

/** Live runs against what they should take, and against workers that record nothing. */
export const figures: BrowserFigures = async (page, address) => {
  await openLiveBench(page, address);
  return [...(await waiting(page)), ...(await computing(page)), await mainThread(page)];
};

async function waiting(page: Page): Promise<Figure[]> {
  const rounds: (readonly Measurement[])[] = [];
  for (let round = 0; round < 3; round++) {
    await twoIdleCores(page);
    rounds.push(
      await page.evaluate(([modes, unit]) => bench.run('documents', modes, unit), [
        WAITING.map(({ id, lock }) => ({ id, lock })),
        UNIT,
      ] as const),
    );
  }
  return WAITING.flatMap(({ id, lock, ideal }, index): Figure[] => {
    const name = lock ? `${id} + lock` : id;
    const runs = rounds.flatMap((round) => round[index] ?? []);
    const excess = median(runs.map((run) => ((run.duration - run.processStart) / ideal - 1) * 100));
    const startUp = median(runs.map((run) => run.startUp + run.processStart)) * UNIT * 1000;
    return [
      figure(`live documents, ${name}, over ${ideal} s, start-up apart`, excess, '%', '≤ 3 %', excess <= 3),
      figure(`live documents, ${name}, start-up`, startUp, 'ms'),
    ];
  });
}

async function computing(page: Page): Promise<Figure[]> {
  const run = (mode: Mode['id'], jobs: number): Promise<number> =>
    page.evaluate(
      async ([id, parameters]) => {
        const [measured] = await bench.run('sums', [{ id, lock: false }], 1, parameters);
        return (measured?.duration ?? Number.NaN) * 1000;
      },
      [mode, { jobs, steps: STEPS, workers: 2 }] as const,
    );
  const barePool = (workers: number, jobs: number): Promise<number> =>
    runBarePool(page, workers, jobs, STEPS);
  const cores: number[] = [];
  const speedUps: number[] = [];
  const overheads: number[] = [];
  const gil: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await twoIdleCores(page);
    // What is compared runs side by side, so that a machine that slows down slows both.
    cores.push((await barePool(1, JOBS)) / (await barePool(2, JOBS)));
    const sync = await run('sync', JOBS);
    const processes = await run('processes', JOBS);
    const bare = await barePool(2, JOBS);
    speedUps.push(sync / processes);
    overheads.push(processes / bare);
    gil.push((await run('threads', 4)) / (await run('sync', 4)));
  }
  const [available, speedUp, overhead, turns] = [cores, speedUps, overheads, gil].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return [
    figure('idle cores: a bare pool of 2 workers against 1', available, '×'),
    figure('live computing, 2 processes against one worker', speedUp, '×', '≥ 1.9×', speedUp >= 1.9),
    figure('the same against a bare pool without recording', overhead, '×', '≤ 1.02×', overhead <= 1.02),
    figure('4 computing threads under the GIL against sync', turns, '×', '≤ 1.05×', turns <= 1.05),
  ];
}

async function mainThread(page: Page): Promise<Figure> {
  const longest = await page.evaluate(() => bench.longestTask());
  return figure('live run of 100 threads, longest task of the page', longest, 'ms', '≤ 50 ms', longest <= 50);
}
