import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { isolated, plain } from './servers/addresses.ts';
import { badge, button, expectAllGroups, expectNoWorkers, group, groups, modeButton } from './stage.ts';

/** Starts runs that would last a minute and more, and waits until all are under way. */
async function startLongRuns(page: Page, address = isolated): Promise<void> {
  await page.goto(`${address}?unit=1&seconds=60&modes=sync,async,threads,processes&lock=0,1&autoplay=1`);
  await expectAllGroups(page, 5, 'Running');
}

for (const [host, address] of [
  ['with shared memory', isolated],
  ['by messages', plain],
] as const) {
  test(`${host}, Cancel stops every mode at once and leaves no worker`, async ({ page }) => {
    await startLongRuns(page, address);
    await button(page, 'Cancel').click();
    await expectAllGroups(page, 5, 'Cancelled');
    await expect(button(page, 'Run')).toBeVisible();
    await expectNoWorkers(page);
    await expect(page.getByRole('status')).toContainText('Sync: cancelled after');

    await button(page, 'Run').click();
    await expectAllGroups(page, 5, 'Running');
    await page.keyboard.press('Escape');
    await expectAllGroups(page, 5, 'Cancelled');
    await expectNoWorkers(page);
  });
}

test('a run is cancelled while its workers are still starting, and a new one works', async ({ page }) => {
  await page.goto('./?unit=0.02&modes=sync,async,threads,processes');
  await button(page, 'Run').click();
  await page.keyboard.press('Escape');
  await expectAllGroups(page, 4, 'Cancelled');
  await expectNoWorkers(page);
  await page.keyboard.press('r');
  await expectAllGroups(page, 4, 'Measured');
  await expectNoWorkers(page);
});

test.describe('a run ends, and its workers with it, when', () => {
  test('a parameter changes', async ({ page }) => {
    await startLongRuns(page);
    await page.getByLabel('documents').fill('3');
    await page.getByLabel('documents').press('Enter');
    await expectAllGroups(page, 5, 'Not run');
    await expect(button(page, 'Run')).toBeVisible();
    await expectNoWorkers(page);
  });

  test('another workload is chosen', async ({ page }) => {
    await startLongRuns(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Hello, event loop' }).click();
    await expectAllGroups(page, 1, 'Not run');
    await expectNoWorkers(page);
  });

  test('the model is shown instead', async ({ page }) => {
    await startLongRuns(page);
    await button(page, 'Model').click();
    await expectAllGroups(page, 5, 'Modelled');
    await expectNoWorkers(page);
    await button(page, 'Live').click();
    await expectAllGroups(page, 5, 'Cancelled');
  });

  test('a mode is turned off or on', async ({ page }) => {
    await startLongRuns(page);
    await modeButton(page, 'Await loop').click();
    await expect(badge(groups(page), 'Cancelled')).toHaveCount(5);
    await expect(badge(group(page, 'Await loop'), 'Not run')).toBeVisible();
    await expectNoWorkers(page);
  });
});
