import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Mode } from '../src/program/modes.ts';
import type { BrowserFigures, Figure } from './figure.ts';
import type { LiveBench, Measurement } from './live.page.ts';

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
  await page.goto(`${address}bench/live.html`);
  await page.waitForFunction(() => 'bench' in globalThis);
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

const runBarePool = (page: Page, workers: number, jobs: number, steps: number): Promise<number> =>
  page.evaluate((args) => bench.barePool(...args), [workers, jobs, steps] as const);

/** Waits for a moment at which nothing else uses the machine's cores; for about a minute at most. */
async function twoIdleCores(page: Page): Promise<void> {
  const steps = STEPS / 2;
  for (let attempt = 0; attempt < 20; attempt++) {
    const ratio = (await runBarePool(page, 1, 2, steps)) / (await runBarePool(page, 2, 2, steps));
    if (ratio > 1.75) return;
    await setTimeout(1000);
  }
}

async function mainThread(page: Page): Promise<Figure> {
  const longest = await page.evaluate(() => bench.longestTask());
  return figure('live run of 100 threads, longest task of the page', longest, 'ms', '≤ 50 ms', longest <= 50);
}

const figure = (what: string, measured: number, unit: string, bar = '', passed = true): Figure => ({
  what,
  measured,
  unit,
  bar,
  passed,
});

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
