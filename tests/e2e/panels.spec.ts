import type { Locator } from '@playwright/test';
import { expect, test } from './page.ts';
import { group, openModel, openTab } from './stage.ts';

const currentLines = (panel: Locator): Locator => panel.locator('[aria-current="step"]');

test.describe('the code', () => {
  test('has the parameters in it, and marks the lines at the playhead and who is there', async ({ page }) => {
    await openModel(page, '&modes=sync,async&seconds=2.5&tasks=7&t=3');
    const panel = page.getByRole('tabpanel', { name: 'Code' });
    await expect(currentLines(panel)).toHaveText([/time\.sleep\(2\.5\)\s*doc 1, waiting$/]);
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
      /await asyncio\.sleep\(5\)\s*doc 0, waitingdoc 1, waitingdoc 2, waiting\+2$/,
      /await asyncio\.gather\(\s*main, waiting$/,
      /asyncio\.run\(main\(\)\)\s*MainThread, waiting$/,
    ]);
    await group(page, 'Threads').getByRole('button', { name: 'Threads' }).click();
    await expect(panel.getByLabel('Listing', { exact: true })).toHaveValue('threads');
    await expect(currentLines(panel)).toHaveText([
      /time\.sleep\(5\)\s*doc 0, waitingdoc 1, waitingdoc 2, waiting\+2$/,
      /thread\.join\(\)\s*MainThread, waiting$/,
    ]);
  });

  test('has who is at a line, what each has read, and the others where they are asked for', async ({
    page,
  }) => {
    await openModel(page, '&scenario=async-race&modes=async&seconds=1&t=0.5');
    const present = currentLines(page.getByRole('tabpanel', { name: 'Code' }))
      .first()
      .getByRole('list', { name: 'At this line' });
    const atWork = (task: number): string =>
      `task ${task}, waiting; updating counter, step 2 of 3: work; counter: 0 in hand`;
    await expect(present.getByRole('listitem')).toHaveText([atWork(0), atWork(1), atWork(2), '+2']);
    const others = present.getByRole('button');
    await expect(others).toHaveAccessibleName(`2 more: ${atWork(3)}. ${atWork(4)}`);
    await others.click();
    await expect(present.getByRole('listitem')).toHaveText([...[0, 1, 2, 3, 4].map(atWork), 'fewer']);
  });

  test('is not covered by who is at its lines, in a narrow window either', async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 800 });
    await openModel(page, '&modes=async&t=3');
    const line = currentLines(page.getByRole('tabpanel', { name: 'Code' })).first();
    await line.scrollIntoViewIfNeeded();
    const code = await line.getByRole('code').boundingBox();
    const present = await line.getByRole('list').boundingBox();
    expect(present?.y).toBeGreaterThanOrEqual((code?.y ?? 0) + (code?.height ?? Number.NaN));
    expect((present?.x ?? 0) + (present?.width ?? Number.NaN)).toBeLessThanOrEqual(375);
  });
});

test.describe('what threads share', () => {
  test('are variables, with their values at the playhead and who wrote them last', async ({ page }) => {
    await openModel(page, '&scenario=vanishing-workers&t=1');
    const variables = page.getByRole('table', { name: 'Variables' });
    const row = variables.getByRole('row').last();
    await expect(row).toHaveText(/^doc'4'MainThread, 0\.000\d s$/);
    await page.getByRole('main').focus();
    await page.keyboard.press('Home');
    await expect(row).toHaveText('doc–not yet');
  });

  test('are locks, with who holds them and who queues', async ({ page }) => {
    await openModel(page, '&scenario=deadlock&modes=threads:one-order&t=0.5');
    const locks = page.getByRole('table', { name: 'Locks' });
    await expect(locks.getByRole('row')).toHaveText([/Name/, 'lock_aAB', 'lock_bfree–']);
  });

  test('are locks that are waited for in a circle, while the run is deadlocked', async ({ page }) => {
    await openModel(page, '&scenario=deadlock&modes=threads&t=1.5');
    const locks = page.getByRole('table', { name: 'Locks' });
    await expect(locks.getByRole('row')).toHaveText([/Name/, 'lock_aAB', 'lock_bBA']);
  });

  test('is left out where nothing is shared', async ({ page }) => {
    await openModel(page, '&scenario=hello');
    await expect(page.getByRole('tabpanel', { name: 'Code' }).getByRole('listitem').first()).toBeVisible();
    await expect(page.getByRole('table', { name: /Variables|Locks/ })).toHaveCount(0);
  });
});

test.describe('the output', () => {
  test('is what has been printed up to the playhead, and nothing after it', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&tasks=2&t=1');
    const panel = await openTab(page, 'Output');
    await page.getByRole('main').focus();
    const linesOf = (mode: string): Locator =>
      panel.getByRole('region', { name: mode }).getByRole('listitem');
    await expect(linesOf('Threads')).toHaveText([/^0\.00\s*Worker 0 running$/, /^0\.00\s*Worker 1 running$/]);
    await expect(panel.getByRole('region', { name: 'Sync' })).toContainText('Nothing has been printed yet.');
    await page.keyboard.press('End');
    await expect(linesOf('Sync')).toHaveText([/^5\.00\s*doc 0 processed\.$/, /^10\.00\s*doc 1 processed\.$/]);
    await expect(linesOf('Threads')).toHaveText([
      /Worker 0 running/,
      /Worker 1 running/,
      /^5\.00\s*Worker 0 finished$/,
      /^5\.00\s*Worker 1 finished$/,
    ]);
    await page.keyboard.press('Home');
    await expect(panel).toHaveText('Nothing has been printed yet.');
  });

  test('has one line for each that was printed, blank ones too', async ({ page }) => {
    await openModel(page, '&scenario=print-race&modes=threads');
    const panel = await openTab(page, 'Output');
    await page.getByRole('main').focus();
    await page.keyboard.press('End');
    await expect(panel.getByText('(blank line)').first()).toBeVisible();
    const heights = await panel
      .getByRole('listitem')
      .evaluateAll((lines) => new Set(lines.map((line) => line.getBoundingClientRect().height)).size);
    expect(heights).toBe(1);
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
    const row = threads.locator('dl > div').filter({ hasText: new RegExp(`^${label}`) });
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
