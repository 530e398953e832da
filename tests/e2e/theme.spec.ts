import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, expectAllGroups, openModel } from './stage.ts';

const theme = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset.theme);

async function chooseTheme(page: Page, name: string): Promise<void> {
  await button(page, 'Theme').click();
  await page.getByRole('menuitemradio', { name }).click();
}

test('the theme is the system’s, and follows it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openModel(page, '&modes=sync');
  expect(await theme(page)).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => theme(page)).toBe('light');
});

test('a chosen theme stands against the system’s and survives a new visit', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openModel(page, '&modes=sync');
  await chooseTheme(page, 'Dark');
  expect(await theme(page)).toBe('dark');
  await page.reload();
  expect(await theme(page)).toBe('dark');
  await openModel(page, '&modes=async');
  expect(await theme(page)).toBe('dark');
  await chooseTheme(page, 'As the system');
  expect(await theme(page)).toBe('light');
});

test('a link can name a theme, and the key P turns the projector’s on and off', async ({ page }) => {
  await openModel(page, '&theme=projector&modes=sync');
  expect(await theme(page)).toBe('projector');
  // What is painted by script follows the stylesheet: the projector's lanes are larger.
  const lanes = page.getByRole('img', { name: 'Lanes of Sync' });
  const height = async () => (await lanes.boundingBox())?.height ?? 0;
  await expect.poll(height).toBeGreaterThan(115);
  await page.keyboard.press('p');
  await expect.poll(() => theme(page)).not.toBe('projector');
  await expect.poll(height).toBeLessThan(115);
  await page.keyboard.press('p');
  await expect.poll(() => theme(page)).toBe('projector');
});

test('who wants less motion gets no run and no movement without asking', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  // This is known a moment before the first visit's run would begin.
  await expect(page.getByRole('main')).toContainText('Workers share memory.');
  await expectAllGroups(page, 6, 'Not run');
  await expect(button(page, 'Run')).toBeVisible();
  const moves = await page.evaluate(() => {
    const probe = document.createElement('div');
    probe.style.transition = 'opacity 1s';
    probe.style.animation = '1s sweep';
    document.body.append(probe);
    const { transitionDuration, animationName } = getComputedStyle(probe);
    probe.remove();
    return { transitionDuration, animationName };
  });
  expect(moves).toEqual({ transitionDuration: '0s', animationName: 'none' });
});
