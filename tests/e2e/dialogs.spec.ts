import { expect, test } from './page.ts';
import { button, expectAllGroups, groups, openModel } from './stage.ts';

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
