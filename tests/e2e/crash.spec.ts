import type { Page, Worker } from '@playwright/test';
import { expect, test } from './page.ts';
import { plain } from './servers/addresses.ts';
import { badge, button, expectAllGroups, expectNoWorkers, group, runStatus } from './stage.ts';

/** The worker of a name. Only one that is never blocked can answer for itself: that of an event loop. */
async function workerNamed(page: Page, name: string): Promise<Worker> {
  const found = page.workers().map(async (worker) => {
    if ((await worker.evaluate(() => self.name)) === name) return worker;
    throw new Error(`It is not called ${name}.`);
  });
  return Promise.any(found);
}

test('a worker that ends without a word fails its run in words, and the other finishes', async ({ page }) => {
  await page.goto('./?unit=0.2&modes=await-loop,async&autoplay=1');
  await expect(badge(group(page, 'Await loop'), 'Running')).toBeVisible();
  const victim = await workerNamed(page, 'await-loop 0');
  await victim.evaluate(() => self.close());
  await expect(badge(group(page, 'Await loop'), 'Failed')).toBeVisible();
  await expect(group(page, 'Await loop')).toContainText('WorkerDied: The worker ended without a word.');
  await expect(badge(group(page, 'Async'), 'Measured')).toBeVisible();
  await expect(runStatus(page)).toContainText('Await loop: failed after');
  await expect(button(page, 'Run')).toBeVisible();
  await expectNoWorkers(page);
});

test('a worker that throws fails its run with what it threw, and the other finishes', async ({ page }) => {
  await page.goto('./?unit=0.2&modes=await-loop,async&autoplay=1');
  await expect(badge(group(page, 'Await loop'), 'Running')).toBeVisible();
  const victim = await workerNamed(page, 'await-loop 0');
  await victim.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('the plug is pulled');
    });
  });
  await expect(badge(group(page, 'Await loop'), 'Failed')).toBeVisible();
  await expect(group(page, 'Await loop')).toContainText('the plug is pulled');
  await expect(badge(group(page, 'Async'), 'Measured')).toBeVisible();
  await expectNoWorkers(page);
});

test('after a crash the next run is whole again, without shared memory too', async ({ page }) => {
  await page.goto(`${plain}?unit=0.05&seconds=40&modes=async,threads&autoplay=1`);
  await expect(badge(group(page, 'Async'), 'Running')).toBeVisible();
  const victim = await workerNamed(page, 'async 0');
  await victim.evaluate(() => self.close());
  await expect(badge(group(page, 'Async'), 'Failed')).toBeVisible();
  await expect(badge(group(page, 'Threads'), 'Measured')).toBeVisible();
  await button(page, 'Run').click();
  await expectAllGroups(page, 2, 'Measured');
  await expect(page.getByRole('alert')).toBeEmpty();
  await expectNoWorkers(page);
});
