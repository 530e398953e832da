import type { Page } from '@playwright/test';
import type { BrowserFigures, Figure } from './figure.ts';
import { figure, median } from './live-figures.ts';

const ROUNDS = 3;

const WAYS = [
  { what: 'async', mode: 'async', bar: 1.03 },
  { what: '100 thread workers', mode: 'threads:more-workers', bar: 1.2 },
  { what: '100 process workers', mode: 'processes', bar: 2 },
] as const;

/** A hundred waits of a second at their real length, each mode by itself, in the page: what its workers cost. */
export const figures: BrowserFigures = async (page, address) => {
  const rows: Figure[] = [];
  for (const { what, mode, bar } of WAYS) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto(`${address}?scenario=io-pool-100&modes=${mode}&unit=1&autoplay=0`);
      times.push(await elapsed(page));
    }
    const time = median(times);
    rows.push(figure(`page, io-pool-100 live, ${what}`, time, 's', `≤ ${bar} s`, time <= bar));
  }
  return rows;
};

/** Runs what is open to its end; gives its program seconds. */
async function elapsed(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const group = page.getByRole('article');
  await group.getByText('Measured', { exact: true }).waitFor();
  return Number.parseFloat((await group.getByTitle(/^(Elapsed|Workers took)/).textContent()) ?? '');
}
