import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, neverAsk, openModel } from './stage.ts';

const nav = (page: Page): Locator => page.getByRole('navigation', { name: 'Workloads' });
const entry = (page: Page, title: string): Locator =>
  nav(page).getByRole('button', { name: title, exact: true });
const current = (within: Locator): Locator => within.locator('[aria-current="page"]');
const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });

test('lists everything by section, the open one marked and in view, each with its claim', async ({
  page,
}) => {
  await openModel(page, '&scenario=blocking-call');
  await expect(nav(page).getByRole('heading')).toHaveText([
    'Waiting',
    'Failing',
    'Threads, locks, races',
    'Computing',
    'Next steps',
    'Which to use',
  ]);
  await expect(nav(page).getByRole('region', { name: 'Which to use' }).getByRole('button')).toHaveText([
    'When to use what',
    'In short',
    'Three analogies',
    'Glossary',
  ]);
  await expect(current(nav(page))).toHaveText('A blocking call');
  await expect(current(nav(page))).toBeInViewport();
  await expect(entry(page, 'Gather')).toHaveAccessibleDescription(/order of the arguments/);
});

test('is searched and walked through by keys alone', async ({ page }) => {
  await neverAsk(page);
  await openModel(page);
  await page.keyboard.press('/');
  const search = nav(page).getByRole('searchbox');
  await expect(search).toBeFocused();
  // What is typed here is no command.
  await page.keyboard.type('await loop 2');
  await expect(nav(page)).toContainText('Nothing has “await loop 2”');
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await page.keyboard.type('await-loop');
  await expect(entry(page, 'Five documents, five seconds each')).toBeVisible();
  await expect(entry(page, 'Gather')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(entry(page, 'Five documents, five seconds each')).toBeFocused();
  await page.keyboard.press('End');
  await expect(entry(page, 'Glossary')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(entry(page, 'Hello, event loop')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Hello, event loop');
  await expect(current(nav(page))).toHaveText('Hello, event loop');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await page.keyboard.type('gather');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Gather');
});

test('says that a workload is being fetched when that takes a while, and opens it then', async ({ page }) => {
  await neverAsk(page);
  await openModel(page);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/dining-philosophers*', async (route) => {
    await held;
    await route.continue();
  });
  await entry(page, 'Dining philosophers').click();
  await expect(entry(page, 'Dining philosophers')).toHaveAttribute('aria-busy', 'true');
  await expect(title(page)).toHaveText('Five documents, five seconds each');
  release();
  await expect(title(page)).toHaveText('Dining philosophers');
  await expect(entry(page, 'Dining philosophers')).toHaveAttribute('aria-busy', 'false');
});

test('opens in a drawer on a narrow window, with the claims, and by its key with the search', async ({
  page,
}) => {
  await neverAsk(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await openModel(page);
  await page.keyboard.press('/');
  const drawer = page.getByRole('dialog', { name: 'Workloads' });
  await expect(drawer.getByRole('searchbox')).toBeFocused();
  await expect(drawer.getByText('the results come in the order of the arguments')).toBeVisible();
  await page.keyboard.type('gather');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(drawer.getByRole('searchbox')).toHaveValue('');
  await drawer.getByRole('button', { name: 'Gather', exact: true }).click();
  await expect(drawer).toBeHidden();
  await expect(title(page)).toHaveText('Gather');
  await expect(button(page, 'Workloads')).toBeVisible();
});
