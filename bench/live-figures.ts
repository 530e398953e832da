import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Figure } from './figure.ts';
import type { LiveBench } from './live-bench.ts';

declare const bench: LiveBench;

/** How many steps each job of a test for idle cores has. */
const IDLE_STEPS = 2 ** 28;

/** Opens the page that makes live runs. */
export async function openLiveBench(page: Page, address: string): Promise<void> {
  await page.goto(`${address}bench/live.html`);
  await page.waitForFunction(() => 'bench' in globalThis);
}

/** How many milliseconds a bare pool takes for a number of jobs. */
export const runBarePool = (page: Page, workers: number, jobs: number, steps: number): Promise<number> =>
  page.evaluate((args) => bench.barePool(...args), [workers, jobs, steps] as const);

/** Waits for a moment at which nothing else uses the machine's cores; for about a minute at most. */
export async function twoIdleCores(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const ratio = (await runBarePool(page, 1, 2, IDLE_STEPS)) / (await runBarePool(page, 2, 2, IDLE_STEPS));
    if (ratio > 1.75) return;
    await setTimeout(1000);
  }
}

/** A row of the table. */
export const figure = (what: string, measured: number, unit: string, bar = '', passed = true): Figure => ({
  what,
  measured,
  unit,
  bar,
  passed,
});

/** The middle one of some numbers. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
