import type { Page, Worker } from '@playwright/test';
import { expect, test } from './page.ts';
import { plain } from './servers/addresses.ts';
import { badge, button, expectAllGroups, expectNoWorkers, group } from './stage.ts';

/** The worker of a name. Asks only workers that can answer: those of an event loop, and any without shared memory. */
async function workerNamed(page: Page, name: string): Promise<Worker> {
  for (const worker of page.workers()) {
    if ((await worker.evaluate(() => self.name)) === name) return worker;
  }
  throw new Error(`No worker is called ${name}.`);
}

test('a worker that ends without a word fails its run in words, and the other finishes', async ({ page }) => {
  await page.goto('./?unit=0.2&modes=await-loop,async&autoplay=1');
  await expectAllGroups(page, 2, 'Running');
  const victim = await workerNamed(page, 'await-loop 0');
  await victim.evaluate(() => self.close());
  await expect(badge(group(page, 'Await loop'), 'Failed')).toBeVisible();
  await expect(group(page, 'Await loop')).toContainText('WorkerDied: The worker ended without a word.');
  await expect(badge(group(page, 'Async'), 'Measured')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Await loop ended with WorkerDied');
  await expect(button(page, 'Run')).toBeVisible();
  await expectNoWorkers(page);
});

test('a worker that throws fails its run with what it threw, and the other finishes', async ({ page }) => {
  await page.goto('./?unit=0.2&modes=await-loop,async&autoplay=1');
  await expectAllGroups(page, 2, 'Running');
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

test('the worker of one thread takes its whole run with it, and the page goes on', async ({ page }) => {
  await page.goto(`${plain}?unit=0.5&modes=async,threads&autoplay=1`);
  await expectAllGroups(page, 2, 'Running');
  const victim = await workerNamed(page, 'threads 3');
  await victim.evaluate(() => self.close());
  await expect(badge(group(page, 'Threads'), 'Failed')).toBeVisible();
  await expect(badge(group(page, 'Async'), 'Measured')).toBeVisible();
  await expectNoWorkers(page);
  await button(page, 'Run').click();
  await expectAllGroups(page, 2, 'Running');
  await button(page, 'Cancel').click();
  await expectNoWorkers(page);
});
