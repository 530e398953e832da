import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, elapsed, expectAllGroups, group, groups, openModel, playhead } from './stage.ts';

/** What has the focus: its role or tag and its name, and whether it shows that it has it. */
interface Stop {
  readonly name: string;
  readonly shown: boolean;
}

function focused(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const name =
      element.getAttribute('aria-label') ??
      (labels.map(({ textContent }) => textContent).join(' ') || element.textContent || element.tagName);
    // A field in a box shows the focus on its box.
    const outlined = [element, ...(element.matches('input') ? [element.parentElement] : [])].some(
      (candidate) => {
        if (!candidate) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      },
    );
    const { width, height } = element.getBoundingClientRect();
    return { name: name.trim(), shown: outlined && width > 1 && height > 1 };
  });
}

/** Presses Tab until something has the focus whose name begins so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if ((await focused(page))?.name.startsWith(name)) return;
  }
  throw new Error(`Tab does not reach ${name}.`);
}

test('Tab goes through everything once, and always shows where it is', async ({ page }) => {
  await openModel(page, '&modes=sync,threads');
  await expect(button(page, 'Theme')).toBeEnabled();
  await expect(page.getByRole('tab', { name: 'Code' })).toBeVisible();
  const stops: Stop[] = [];
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop) break;
    stops.push(stop);
  }
  const names = stops.map(({ name }) => name);
  for (const [index, expected] of [
    'Skip to the stage',
    'Interleave, start page',
    'Live',
    'Model',
    'Run',
    'Share',
    'Export',
    'Theme',
    'All keys',
    'Find a workload',
    'Five documents, five seconds each',
    'Sync',
    'Processes',
    'documents',
    'each',
    'workers',
    'Machine',
    'Lanes by tasks',
    'Lanes by cores',
    'Code',
    'Go to the start',
    'Step back',
    'Play',
    'Step forward',
    'Go to the end',
    'Playhead',
    'Loop',
  ].entries()) {
    expect(names, `stop ${index}`).toContain(expected);
  }
  expect(stops.filter(({ shown }) => !shown)).toEqual([]);
});

test('the skip link leads to the stage', async ({ page }) => {
  await openModel(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the stage' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Story: At the restaurant')).toBeFocused();
});

test('modes, parameters and the machine are set without a pointer', async ({ page }) => {
  await openModel(page, '&modes=sync,threads');
  await tabTo(page, 'Skip to the stage');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Sync');
  await page.keyboard.press('Space');
  await expect(groups(page).getByRole('heading')).toHaveText(['Threads']);
  await tabTo(page, 'documents');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('documents', { exact: true })).toHaveValue('6');
  await expect(group(page, 'Threads')).toContainText('six threads');
  await tabTo(page, 'Machine');
  await page.keyboard.press('Enter');
  await tabTo(page, 'GIL');
  await page.keyboard.press('Space');
  await expect(page.getByLabel('GIL', { exact: true })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('GIL', { exact: true })).toBeHidden();
  await expect(button(page, 'Machine')).toBeFocused();
});

test('tabs, menus, dialogs and the transport work without a pointer', async ({ page }) => {
  await openModel(page, '&modes=sync');
  await tabTo(page, 'Theme');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'As the system' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(button(page, 'Theme')).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const downloading = page.waitForEvent('download');
  await expect(page.getByRole('menuitem', { name: 'Trace JSON' })).toBeFocused();
  await page.keyboard.press('Enter');
  await downloading;

  await page.keyboard.press('Shift+Tab');
  await expect(button(page, 'Import')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(button(page, 'Share')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Share')).toBeFocused();

  await tabTo(page, 'Code');
  for (const tab of ['Loop', 'Locks', 'Cores', 'Output']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: tab })).toBeFocused();
  }
  await expect(page.getByRole('tabpanel', { name: 'Output' })).toContainText('Nothing has been printed yet.');
  await expect(playhead(page)).toHaveValue('0');

  await tabTo(page, 'Step forward');
  const atFive = (): Promise<boolean> =>
    playhead(page).evaluate((input) => input.getAttribute('aria-valuetext')?.startsWith('5.00') ?? false);
  for (let steps = 0; steps < 20 && !(await atFive()); steps++) await page.keyboard.press('Enter');
  expect(await atFive()).toBe(true);
  await tabTo(page, 'Playhead');
  await page.keyboard.press('End');
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /^25\.00/);
});

test('a live run is begun and ended without a pointer', async ({ page }) => {
  await page.goto('./?unit=1&modes=sync,async');
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await expectAllGroups(page, 2, 'Running');
  await expect(button(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Escape');
  await expectAllGroups(page, 2, 'Cancelled');
  await expect(elapsed(group(page, 'Sync'))).toHaveText(/^\d+\.\d\d s$/);
});
