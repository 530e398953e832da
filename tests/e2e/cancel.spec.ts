import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { isolated, plain } from './servers/addresses.ts';
import { button, expectAllGroups, expectNoWorkers, modeButton, neverAsk, runStatus } from './stage.ts';

/** Starts runs that would last a minute and more, and waits until all are under way. */
async function startLongRuns(page: Page, address: string, modes: readonly string[]): Promise<void> {
  await page.goto(`${address}?unit=1&seconds=60&tasks=2&workers=1&modes=${modes}&autoplay=1`);
  await expectAllGroups(page, modes.length, 'Running');
}

const EVERY_KIND = ['sync', 'async', 'threads', 'processes'];

/** Modes whose workers are never blocked, which browsers end faster. */
const EVENT_LOOPS = ['await-loop', 'async'];

for (const [host, address] of [
  ['with shared memory', isolated],
  ['by messages', plain],
] as const) {
  test(`${host}, Cancel stops every mode at once and leaves no worker`, async ({ page }) => {
    await startLongRuns(page, address, EVERY_KIND);
    await button(page, 'Cancel').click();
    await expectAllGroups(page, 4, 'Cancelled');
    await expect(button(page, 'Run')).toBeVisible();
    await expectNoWorkers(page);
    await expect(runStatus(page)).toContainText('Sync: cancelled after');

    await button(page, 'Run').click();
    await expectAllGroups(page, 4, 'Running');
    await page.keyboard.press('Escape');
    await expectAllGroups(page, 4, 'Cancelled');
  });
}

/** Keeps the scripts of workers from arriving, so that they stay starting; gives what lets them through. */
async function holdWorkers(page: Page): Promise<() => Promise<void>> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\.worker.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    letThrough();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  };
}

test('a run is cancelled while its workers are still starting, and a new one works', async ({ page }) => {
  const release = await holdWorkers(page);
  await page.goto('./?unit=0.02&tasks=2&modes=sync,async,threads,processes');
  await button(page, 'Run').click();
  await expectAllGroups(page, 4, 'Starting');
  await page.keyboard.press('Escape');
  await expectAllGroups(page, 4, 'Cancelled');
  await expectNoWorkers(page);
  await release();
  await page.keyboard.press('r');
  await expectAllGroups(page, 4, 'Measured');
  await expectNoWorkers(page);
});

test.describe('a run ends, and its workers with it, when', () => {
  test('a parameter changes, but not when a mode is turned off', async ({ page }) => {
    await startLongRuns(page, isolated, EVENT_LOOPS);
    await page.getByLabel('documents', { exact: true }).fill('1');
    await page.getByLabel('documents', { exact: true }).press('Enter');
    await expectAllGroups(page, 2, 'Not run');
    await expectNoWorkers(page);

    await button(page, 'Run').click();
    await expectAllGroups(page, 2, 'Running');
    await modeButton(page, 'Await loop').click();
    await expectAllGroups(page, 1, 'Running');
    await page.keyboard.press('Escape');
    await expectAllGroups(page, 1, 'Cancelled');
    await expectNoWorkers(page);
  });

  test('the model is shown instead, or another workload is chosen', async ({ page }) => {
    await neverAsk(page);
    await startLongRuns(page, isolated, EVENT_LOOPS);
    await button(page, 'Model').click();
    await expectAllGroups(page, 2, 'Modelled');
    await expectNoWorkers(page);
    await button(page, 'Live').click();
    await expectAllGroups(page, 2, 'Cancelled');

    await button(page, 'Run').click();
    await expectAllGroups(page, 2, 'Running');
    await page.getByRole('navigation').getByRole('button', { name: 'Hello, event loop' }).click();
    await expectAllGroups(page, 1, 'Not run');
    await expectNoWorkers(page);
  });
});
