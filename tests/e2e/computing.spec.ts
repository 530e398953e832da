import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { isolated, plain } from './servers/addresses.ts';
import { button, expectAllGroups, expectNoWorkers, group, groups, openModel, openTab } from './stage.ts';

/** How far the computations of a group's lanes are, beside their names. */
const shares = (page: Page, title: string) => group(page, title).getByText(/^\d+ %$/);

test('every mode adds up a hundred million square roots to the last digit', async ({ page }) => {
  test.slow();
  await page.goto(`${isolated}?scenario=sqrt-pool&autoplay=1`);
  await expectAllGroups(page, 3, 'Measured');
  await page.keyboard.press('End');
  const lines = (await openTab(page, 'Output')).getByRole('listitem');
  await expect(lines).toHaveCount(36);
  await expect(lines.filter({ hasText: /Task [0-3]: 666666661666\.567/ })).toHaveCount(12);
});

for (const [host, address] of [
  ['with shared memory', isolated],
  ['by messages', plain],
] as const) {
  test(`${host}, a computation says how far it is, and Cancel stops it at once`, async ({ page }) => {
    await page.goto(`${address}?scenario=sqrt-pool&steps=2000000000&modes=sync,processes&autoplay=1`);
    await expect(shares(page, 'Sync').first()).toBeVisible();
    await button(page, 'Cancel').click();
    await expectAllGroups(page, 2, 'Cancelled');
    await expectNoWorkers(page);
  });
}

test('threads that compute under the GIL are cancelled as well', async ({ page }) => {
  await page.goto(`${isolated}?scenario=sqrt-pool&steps=2000000000&modes=threads&autoplay=1`);
  await expect(shares(page, 'Threads')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expectAllGroups(page, 1, 'Cancelled');
  await expectNoWorkers(page);
});

test('the model says how far a computation is at the playhead', async ({ page }) => {
  await openModel(page, '&scenario=sqrt-pool&modes=sync&t=9');
  await expect(shares(page, 'Sync')).toHaveText(['50 %']);
  await page.keyboard.press('Home');
  await expect(shares(page, 'Sync')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(shares(page, 'Sync')).toHaveCount(0);
});

test('the model predicts live runs by the speed of the browser, and computes as fast as CPython by itself', async ({
  page,
}) => {
  await page.goto('./?scenario=sum-squares&modes=sync&engine=live');
  const panel = await openTab(page, 'Numbers');
  await expect(panel).toContainText(/computing at [\d.]+ ns a step, measured in this browser/);
  await button(page, 'Model').click();
  await expect(panel).toContainText('computing at the speed of CPython 3.11');
  await expect(panel).toContainText('46.00 s');
  await button(page, 'Live').click();
  await expect(panel).toContainText('measured in this browser');
});

test('a workload that only waits measures no speed', async ({ page }) => {
  await page.goto('./?modes=sync&engine=live');
  const panel = await openTab(page, 'Numbers');
  await expect(panel).toContainText('a model of 2 cores');
  await expect(panel).not.toContainText('computing at');
});

test.describe('the critical path', () => {
  test('is shown and hidden, by its button and by its key', async ({ page }) => {
    await openModel(page, '&scenario=sum-squares&modes=processes');
    const canvas = group(page, 'Processes').locator('canvas');
    const picture = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
    const entry = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: /^critical path$/ });
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    const before = await picture();
    await button(page, 'Critical path').click();
    await expect(button(page, 'Critical path')).toHaveAttribute('aria-pressed', 'true');
    await expect(entry).toBeVisible();
    await expect.poll(picture).not.toBe(before);
    await page.keyboard.press('c');
    await expect(button(page, 'Critical path')).toHaveAttribute('aria-pressed', 'false');
    await expect(entry).toHaveCount(0);
    await expect.poll(picture).toBe(before);
  });

  test('has its tasks and its bounds among the numbers', async ({ page }) => {
    await openModel(page, '&scenario=sum-squares&modes=processes');
    const panel = await openTab(page, 'Numbers');
    const row = (name: string) => panel.locator('dl > div').filter({ hasText: name });
    await expect(row('Critical path')).toContainText('n = 200 → n = 400');
    await expect(row('Longest task')).toContainText('40 % of all the work: at most 2.5× however many cores');
    await expect(row('Longest task')).toContainText('n = 400');
    await expect(row('Bound on 2 cores')).toContainText('23.00 s');
  });

  test('is that of waiting where nothing computes', async ({ page }) => {
    await openModel(page, '&scenario=create-task');
    await expect(groups(page)).toHaveCount(1);
    const panel = await openTab(page, 'Numbers');
    await expect(panel.locator('dl > div').filter({ hasText: 'Critical path' })).toContainText('fetch(5)');
    await expect(panel).toContainText('waiting 100 %');
    await expect(panel).not.toContainText('Bound on');
  });
});
