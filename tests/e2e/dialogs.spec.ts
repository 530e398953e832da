import { expect, test } from './page.ts';
import { button, elapsed, expectAllGroups, group, groups, openModel, playhead } from './stage.ts';

test.describe('the list of keys', () => {
  test('opens with ?, closes with Escape and gives the focus back', async ({ page }) => {
    await openModel(page);
    await button(page, 'Loop').focus();
    await page.keyboard.press('Shift+?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText(
      '1 Sync, 2 Await loop, 3 Async, 4 Threads, 5 Threads + lock, 6 Processes',
    );
    await page.keyboard.press('3');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(button(page, 'Loop')).toBeFocused();
    await expect(groups(page)).toHaveCount(6);
    await page.keyboard.press('3');
    await expect(groups(page)).toHaveCount(5);
  });

  test('closes by its button and by a click outside', async ({ page }) => {
    await openModel(page);
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await button(page, 'All keys').click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    await expect(button(page, 'All keys')).toBeFocused();
    await button(page, 'All keys').click();
    await page.mouse.click(5, 5);
    await expect(dialog).toBeHidden();
  });
});

test('Escape closes the machine’s settings, wherever the focus is, and nothing else', async ({ page }) => {
  await page.goto('./?unit=1&seconds=60&modes=async&autoplay=1');
  await expectAllGroups(page, 1, 'Running');
  await button(page, 'Machine').click();
  const machine = page.getByRole('group', { name: 'Machine' });
  await expect(machine).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(machine).toBeHidden();
  await expectAllGroups(page, 1, 'Running');
  await page.keyboard.press('Escape');
  await expectAllGroups(page, 1, 'Cancelled');
});

test.describe('sharing', () => {
  test('gives a link that opens the same page', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&lock=1&tasks=3&seed=9');
    await page.keyboard.press('End');
    await button(page, 'Share').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    const link = dialog.getByLabel('Link');
    await expect(link).toHaveValue(/[?&]autoplay=1/);
    await dialog.getByLabel('Run when opened').uncheck();
    await dialog.getByLabel('Open at 15.00 s').check();
    await expect(link).not.toHaveValue(/autoplay/);
    await page.goto(await link.inputValue());
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads + lock']);
    await expect(elapsed(group(page, 'Sync'))).toHaveText('15.00 s');
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '15.00 of 15.00 seconds');
    await expect(button(page, 'Play')).toBeVisible();
  });

  test('puts the link on the clipboard', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openModel(page, '&tasks=2');
    await button(page, 'Share').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    const link = await dialog.getByLabel('Link').inputValue();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  });

  test('says so where the browser refuses the clipboard, and selects the link', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await openModel(page);
    await button(page, 'Share').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('status')).toContainText('did not allow copying');
    const link = await dialog.getByLabel('Link').inputValue();
    expect(await page.evaluate(() => String(getSelection()))).toBe(link);
  });
});
