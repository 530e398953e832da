import { expect, test } from './page.ts';
import { axisLabels, button, group, openModel, openTab, playhead } from './stage.ts';

test('a run stands over the one before it, on an axis that both fit on, and what differs is said', async ({
  page,
}) => {
  await openModel(page, '&modes=async,threads');
  const threads = group(page, 'Threads');
  await button(page, 'Compare with the run before').click();
  await expect(threads).toContainText('There is no run before this one.');
  const each = page.getByLabel('each');
  await each.fill('2');
  await each.press('Enter');

  await expect(threads.getByRole('heading', { name: 'Before: each 5' })).toBeVisible();
  await expect(threads.getByRole('img', { name: 'Lanes of Threads, Before: each 5' })).toBeVisible();
  await expect(axisLabels(page).last()).toHaveText('5 s');
  await button(page, 'Go to the end').click();
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /^5\.00 of /);
  const differences = threads.getByRole('region', { name: 'Compared with the run before' });
  await expect(differences).toContainText('Set otherwise: each 2\u00a0s (the run before: 5\u00a0s).');
  await expect(differences.getByRole('listitem').first()).toContainText(
    '2.00 s elapsed, where the run before had 5.00 s.',
  );

  const numbers = await openTab(page, 'Numbers');
  const table = numbers.getByRole('table', { name: 'Async, compared with the run before' });
  await expect(table.getByRole('row', { name: 'Elapsed' })).toContainText('−3.00 s');

  await button(page, 'Compare with nothing').click();
  await expect(differences).toBeHidden();
  await expect(table).toBeHidden();
  await expect(axisLabels(page).last()).toHaveText('2.0 s');
});

test('a measured run stands over its model', async ({ page }) => {
  await page.goto('./?modes=async&unit=0.02');
  await button(page, 'Compare with the model').click();
  const async = group(page, 'Async');
  await button(page, 'Run').click();
  await expect(async.getByRole('heading', { name: 'Measured' })).toBeVisible();
  await expect(async.getByRole('heading', { name: 'Modelled' })).toBeVisible();
  await expect(async.getByRole('region', { name: 'Compared with the model' })).toBeVisible();
});
