import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { isolated } from './servers/addresses.ts';
import { startStaticHost } from './servers/static-host.mjs';
import { badge } from './stage.ts';

let host: Awaited<ReturnType<typeof startStaticHost>>;

test.beforeAll(async () => {
  host = await startStaticHost({ folders: { '/': fileURLToPath(new URL('pages/', import.meta.url)) } });
});

test.afterAll(() => host.close());

/** Opens a page of another origin, with the address in a frame that may run scripts and nothing else. */
async function openInSandbox(page: Page, address: string): Promise<FrameLocator> {
  await page.goto(`http://127.0.0.1:${host.port}/slide.html`);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    Object.assign(frame, { src, title: 'Run', width: 1200, height: 700 });
    document.body.append(frame);
  }, new URL(address, isolated).href);
  const frame = page.frameLocator('iframe');
  const origin = await frame.locator('body').evaluate(() => self.origin);
  expect(origin).toBe('null');
  return frame;
}

const runs = (frame: FrameLocator) => frame.getByRole('article');

test('a sandboxed frame runs a workload that waits in real workers', async ({ page }) => {
  const modes = ['sync', 'async', 'threads', 'processes'];
  const frame = await openInSandbox(
    page,
    `embed.html?v=1&scenario=documents&modes=${modes}&unit=0.05&autoplay=1`,
  );
  await expect(badge(runs(frame), 'Measured')).toHaveCount(modes.length);
  await expect(runs(frame)).toContainText(modes.map(() => '5 of 5 done'));
});

test('a sandboxed frame computes in threads that take turns at the GIL', async ({ page }) => {
  test.slow();
  const frame = await openInSandbox(
    page,
    'embed.html?v=1&scenario=sqrt-pool&modes=threads&steps=2000000&autoplay=1',
  );
  await expect(badge(runs(frame), 'Measured')).toHaveCount(1);
  await expect(runs(frame)).toContainText('4 of 4 done');
});

test('the page itself runs and explores in a sandbox', async ({ page }) => {
  const frame = await openInSandbox(
    page,
    '?scenario=lost-update&modes=threads&threads=2&rounds=1&work=0&autoplay=1',
  );
  await expect(badge(runs(frame), 'Measured')).toHaveCount(1);
  await frame.getByRole('tab', { name: 'Schedules', exact: true }).click();
  await frame.getByRole('button', { name: 'Explore', exact: true }).click();
  const found = frame.getByRole('region', { name: 'Explore all schedules', exact: true });
  await expect(found.getByRole('status')).toContainText('with 2 outcomes');
});
