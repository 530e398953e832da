import { expect, test } from './page.ts';
import { badge, button, elapsed, expectAllGroups, group, groups, openModel } from './stage.ts';

test.describe('the model engine', () => {
  test('predicts every mode of the documents exactly, without a worker', async ({ page }) => {
    await openModel(page);
    await expectAllGroups(page, 6, 'Modelled');
    await expect(elapsed(groups(page))).toHaveText([
      '25.00 s',
      '25.00 s',
      '5.00 s',
      '5.00 s',
      '5.00 s',
      /^5\.\d\d s$/,
    ]);
    await expect(groups(page).getByTitle('Speed-up against sync')).toHaveText([
      '1.0×',
      '1.0×',
      '5.0×',
      '5.0×',
      '5.0×',
      '4.9×',
    ]);
    await button(page, 'Run').click();
    await expect(button(page, 'Pause')).toBeVisible();
    await expect(button(page, 'Cancel')).toBeHidden();
    expect(page.workers()).toEqual([]);
  });

  test('predicts anew when a parameter changes, and with it speed-ups and what is said of the mode', async ({
    page,
  }) => {
    await openModel(page, '&modes=sync,threads');
    await page.getByLabel('documents', { exact: true }).fill('3');
    await page.getByLabel('documents', { exact: true }).press('Enter');
    await page.getByLabel('each').fill('2');
    await page.getByLabel('each').press('Enter');
    await expect(elapsed(groups(page))).toHaveText(['6.00 s', '2.00 s']);
    await expect(group(page, 'Threads').getByTitle('Speed-up against sync')).toHaveText('3.0×');
    await expect(group(page, 'Threads')).toContainText('three threads under the GIL');

    // What is out of bounds goes back into them, what is no number back as it was.
    const documents = page.getByLabel('documents', { exact: true });
    await documents.fill('-4');
    await documents.press('Enter');
    await expect(documents).toHaveValue('1');
    await expect(elapsed(group(page, 'Sync'))).toHaveText('2.00 s');
    await documents.fill('');
    await documents.blur();
    await expect(documents).toHaveValue('1');
  });

  test('is kept apart from live runs by the engine switch', async ({ page }) => {
    await openModel(page, '&modes=sync,async');
    await button(page, 'Live').click();
    await expectAllGroups(page, 2, 'Not run');
    await expect(elapsed(group(page, 'Sync'))).toHaveText('–');
    await button(page, 'Model').click();
    await expectAllGroups(page, 2, 'Modelled');
    await expect(badge(group(page, 'Sync'), 'Measured')).toBeHidden();
  });

  test('shows the cores of the model as lanes', async ({ page }) => {
    await openModel(page, '&modes=processes&cores=3');
    await button(page, 'Lanes by cores').click();
    await page.getByRole('tab', { name: 'Table' }).click();
    const lanes = page.getByRole('rowheader');
    await expect(lanes.first()).toHaveText('Core 0');
    expect(new Set(await lanes.allTextContents())).toEqual(new Set(['Core 0', 'Core 1', 'Core 2']));
  });
});
