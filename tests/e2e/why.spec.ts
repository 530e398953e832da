import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, expectPlayheadAt, group, openModel } from './stage.ts';

/** The lane of an actor, as the button that its label is. */
const lane = (page: Page, title: string, name: string): Locator =>
  page
    .getByRole('toolbar', { name: `Lanes of ${title}`, exact: true })
    .getByRole('button', { name, exact: true });

test('lanes are reached by keys, and say why they are as they are', async ({ page }) => {
  await openModel(page, '&scenario=blocking-call&modes=async&t=1.5');
  const lanes = group(page, 'Async');
  await lane(page, 'Async', 'polite 1').focus();
  await expect(lanes).toContainText('polite 1 is to go on: its sleep was over at 1.00 s');
  await page.keyboard.press('ArrowDown');
  await expect(lane(page, 'Async', 'rude')).toBeFocused();
  await expect(lanes).toContainText('rude waits until 3.00 s (time.sleep), 1.50 s more');
  await page.keyboard.press('End');
  await expect(lane(page, 'Async', 'polite 2')).toBeFocused();
  await expect(lanes).toContainText(
    'polite 2 is ready, first in the event loop’s queue; the event loop is running rude',
  );
  await expect(lanes.locator('[aria-live]')).toContainText('polite 2 is ready');
  await expect(lane(page, 'Async', 'polite 1')).toHaveAttribute('tabindex', '-1');

  await test.step('the keys of the page still work there', async () => {
    await page.keyboard.press('ArrowRight');
    await expectPlayheadAt(page, '3.00');
    await page.keyboard.press('Space');
    await expect(lane(page, 'Async', 'polite 2')).toBeFocused();
    await expect(lanes).toContainText('polite 2 finished at 4.00 s');
  });
  await page.keyboard.press('Escape');
  await expect(lanes).not.toContainText('polite 2 finished');
});

test('who is selected marks whom it waits for, and leads there', async ({ page }) => {
  await openModel(page, '&scenario=deadlock&modes=threads&t=1.5');
  const lanes = group(page, 'Opposite order');
  await lane(page, 'Opposite order', 'A').click();
  await expect(lanes).toContainText(
    'A holds lock_a and waits for lock_b, held by B since 0.00 s, and so waits for itself: A → lock_b → B → lock_a',
  );
  const related = lanes.getByRole('list', { name: 'What others have to do with A' });
  await expect(related.getByRole('listitem')).toHaveText(['B: holds lock_b']);
  await lanes.getByRole('button', { name: 'B', exact: true }).last().click();
  await expect(lane(page, 'Opposite order', 'B')).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Lanes by threads').click();
  await lane(page, 'Opposite order', 'MainThread').click();
  await expect(lanes).toContainText(
    'MainThread waits for the end of Thread A; Thread A waits for lock_b, held by',
  );
});

test('the pointer has a lane say why, at the time pointed at', async ({ page }) => {
  await openModel(page, '&modes=async&t=4');
  const canvas = group(page, 'Async').locator('canvas');
  await expect(lane(page, 'Async', 'doc 0')).toBeVisible();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The lanes are not there.');
  await page.mouse.move(box.x + box.width * 0.55, box.y + 14);
  await expect(page.locator('[class*="tooltip"]')).toContainText(
    /at [23]\.\d\d s.*doc 0 waits until 5\.00 s \(asyncio\.sleep\), [12]\.\d\d s more.*since 0\.00 s$/,
  );

  await test.step('and tells nothing of what is still to come', async () => {
    await page.mouse.move(box.x + box.width * 0.95, box.y + 14);
    await expect(page.locator('[class*="tooltip"]')).toHaveText(/^doc 0 at 4\.\d\d s.*still to come[^.]*$/);
  });
});

test('a livelock is remarked on while it lasts, with a way to its beginning', async ({ page }) => {
  await openModel(page, '&scenario=livelock&modes=threads&t=9');
  const remarks = page.getByRole('status', { name: 'Remarks on After you' });
  const remark = remarks.getByText('Livelock A and B do the same again and again, from 3.00 s to 15.00 s');
  await expect(remark.filter({ visible: true })).toHaveCount(1);
  const { height } = (await group(page, 'After you').boundingBox()) ?? {};
  await remarks.getByRole('button', { name: 'Go to 3.00 s' }).click();
  await expectPlayheadAt(page, '3.00');
  await page.keyboard.press('Home');
  await expect(remark.filter({ visible: true })).toHaveCount(0);
  expect(await group(page, 'After you').boundingBox()).toMatchObject({ height });
});
