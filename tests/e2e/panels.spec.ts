import type { Locator } from '@playwright/test';
import { expect, test } from './page.ts';
import { group, openModel, openTab } from './stage.ts';

const currentLines = (panel: Locator): Locator => panel.locator('[aria-current="step"]');

test.describe('the code', () => {
  test('has the parameters in it, and marks the lines at the playhead and who is there', async ({ page }) => {
    await openModel(page, '&modes=sync,async&seconds=2.5&tasks=7&t=3');
    const panel = page.getByRole('tabpanel', { name: 'Code' });
    await expect(currentLines(panel)).toHaveText([/time\.sleep\(2\.5\)\s*doc 1$/]);
    await expect(panel).toContainText('range(7)');
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    await expect(currentLines(panel)).toHaveCount(0);
    await expect(panel.getByRole('listitem').last()).toContainText('print(process(doc))');
  });

  test('is that of the chosen mode, whose lines are its own', async ({ page }) => {
    await openModel(page, '&modes=sync,async,threads&t=3');
    const panel = page.getByRole('tabpanel', { name: 'Code' });
    await panel.getByLabel('Listing', { exact: true }).selectOption('Async');
    await expect(currentLines(panel)).toHaveText([
      /await asyncio\.sleep\(5\)\s*doc 0 … doc 4$/,
      /await asyncio\.gather\(\s*main$/,
      /asyncio\.run\(main\(\)\)\s*MainThread$/,
    ]);
    await group(page, 'Threads').getByRole('button', { name: 'Threads' }).click();
    await expect(panel.getByLabel('Listing', { exact: true })).toHaveValue('threads');
    await expect(currentLines(panel)).toHaveText([
      /time\.sleep\(5\)\s*doc 0 … doc 4$/,
      /thread\.join\(\)\s*MainThread$/,
    ]);
  });
});

test.describe('the output', () => {
  test('is what has been printed up to the playhead, and nothing after it', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&tasks=2&t=1');
    const panel = await openTab(page, 'Output');
    await page.getByRole('main').focus();
    const lines = panel.getByRole('listitem');
    await expect(lines).toHaveText([/^0\.00\s*Worker 0 running\s*Threads$/, /^0\.00\s*Worker 1 running/]);
    await page.keyboard.press('End');
    await expect(lines).toHaveText([
      /Worker 0 running/,
      /Worker 1 running/,
      /^5\.00\s*doc 0 processed\.\s*Sync$/,
      /^5\.00\s*Worker 0 finished\s*Threads$/,
      /^5\.00\s*Worker 1 finished\s*Threads$/,
      /^10\.00\s*doc 1 processed\.\s*Sync$/,
    ]);
    await page.keyboard.press('Home');
    await expect(panel).toHaveText('Nothing has been printed yet.');
  });
});

test('the numbers have every figure of every mode', async ({ page }) => {
  await openModel(page, '&modes=sync,threads');
  const panel = await openTab(page, 'Numbers');
  const threads = panel.locator('section', { has: page.getByRole('heading', { name: 'Threads' }) });
  await expect(threads).toContainText('Modelled');
  for (const [label, figure] of [
    ['Elapsed', '5.00 s'],
    ['Speed-up against sync', '5.0×'],
  ] as const) {
    const row = threads.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
    await expect(row.getByRole('definition')).toHaveText(figure);
  }
  await expect(threads.locator('dl > div').filter({ hasText: 'Core use' })).toHaveText(/of 2 cores\s*0 %$/);
  await expect(threads).toContainText(/waiting 100\.0 %|waiting 99\.\d %/);
});

test('the table has the lanes in words', async ({ page }) => {
  await openModel(page, '&modes=sync,async&tasks=2');
  await openTab(page, 'Table');
  const sync = page.getByRole('table', { name: 'Sync', exact: true });
  await expect(sync.getByRole('columnheader')).toHaveText(['Lane', 'From', 'To', 'State']);
  await expect(sync.getByRole('row').filter({ hasText: 'doc 1' }).filter({ hasText: 'sleep' })).toHaveText([
    /doc 1\s*5\.000\s*10\.000\s*waiting: sleep/,
  ]);
  const asynchronous = page.getByRole('table', { name: 'Async', exact: true });
  await expect(
    asynchronous.getByRole('row').filter({ hasText: 'doc 1' }).filter({ hasText: 'sleep' }),
  ).toHaveText([/doc 1\s*0\.000\s*5\.000\s*waiting: sleep/]);
});
