import { expect, test } from './page.ts';
import { isolated } from './servers/addresses.ts';
import { badge, group, openModel, openTab } from './stage.ts';

test('each core has the thread it runs, and the picture of their use the playhead’s moment in words', async ({
  page,
}) => {
  await openModel(page, '&scenario=sum-squares&modes=processes&t=20');
  const panel = await openTab(page, 'Cores');
  const rows = panel.getByRole('table').getByRole('row');
  await expect(rows).toHaveText([
    /^Core.*Switches$/,
    /^Core 0nothing.*92\s%4$/,
    /^Core 1n = 400, SpawnProcess-2.*100\s%4$/,
  ]);
  await expect(panel.getByRole('img', { name: /^Cores in use over the run\. / })).toHaveAccessibleName(
    /1\.66 of 2 cores busy over the whole run \(83\s%\), and 1\.92 up to the playhead\. Now: 1\.$/,
  );
  await page.getByRole('main').focus();
  await page.keyboard.press('Home');
  await expect(rows.nth(2)).toHaveText(/^Core 1nothing/);
});

test('processes have a memory each, and bytes cross between them', async ({ page }) => {
  await openModel(page, '&scenario=io-pool-100&modes=processes');
  const panel = await openTab(page, 'Cores');
  await page.getByRole('main').focus();
  await page.keyboard.press('End');
  const memory = panel.getByRole('region', { name: 'Memory' });
  await expect(memory).toContainText(
    /101 processes, each with a memory of its own\. 200 messages have crossed/,
  );
  await expect(memory.getByRole('article')).toHaveCount(6);
  await memory.getByRole('button', { name: '+ 95 more processes' }).click();
  await expect(memory.getByRole('article')).toHaveCount(101);
  await expect(memory).toContainText(/From MainProcess: 1 message, 18\sB, at 0\.06\ss\./);
});

test('threads share the variables of the box they are in, and a press selects one', async ({ page }) => {
  await openModel(page, '&scenario=lost-update&modes=threads');
  const panel = await openTab(page, 'Cores');
  await page.getByRole('main').focus();
  await page.keyboard.press('End');
  const box = panel.getByRole('article', { name: 'MainProcess' });
  await expect(box).toContainText(/counter\d+written by Worker \d at \d\.\d\d\ss/);
  await expect(box).toContainText('5 threads share it:');
  const thread = box.getByRole('button', { name: /^Thread 2\b/ });
  await thread.click();
  await expect(thread).toHaveAttribute('aria-pressed', 'true');
  await thread.click();
  await expect(thread).toHaveAttribute('aria-pressed', 'false');
});

test('of a live run it says that cores are not seen, and counts the threads that ran at once', async ({
  page,
}) => {
  await page.goto(`${isolated}?scenario=documents&modes=threads&unit=0.02&autoplay=0`);
  const panel = await openTab(page, 'Cores');
  await expect(panel).toContainText('Threads has not run yet.');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(badge(group(page, 'Threads'), 'Measured')).toBeVisible();
  await expect(panel).toContainText('A browser does not tell which core runs what.');
  await expect(
    panel.getByRole('img', { name: /^Threads running at once over the run\. / }),
  ).toHaveAccessibleName(/at most 1\./);
});
