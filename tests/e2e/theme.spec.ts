import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { badge, button, expectAllGroups, groups, openModel } from './stage.ts';

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
  await openModel(page, '&theme=projector');
  expect(await theme(page)).toBe('projector');
  await page.keyboard.press('p');
  await expect.poll(() => theme(page)).not.toBe('projector');
  await page.keyboard.press('p');
  await expect.poll(() => theme(page)).toBe('projector');
  // What is painted by script follows the stylesheet: the lanes are drawn larger.
  await expect(page.getByRole('img', { name: 'Lanes of Sync' })).toBeVisible();
});

test('who wants less motion gets no run and no movement without asking', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  await expectAllGroups(page, 6, 'Not run');
  // Autoplay is decided once it is known what the browser can run; until then the switch is not settled.
  await expect(button(page, 'Run')).toBeVisible();
  expect(page.workers()).toEqual([]);
  await button(page, 'Share').click();
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
  await page.keyboard.press('Escape');
  await expect(badge(groups(page), 'Not run')).toHaveCount(6);
});
