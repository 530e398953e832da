import { test as unwatched } from '@playwright/test';
import { expect, test } from './page.ts';
import { isolated, plain } from './servers/addresses.ts';

for (const [host, address, shared] of [
  ['a host that sends the isolation headers', isolated, true],
  ['a plain static host', plain, false],
] as const) {
  test(`${host} ${shared ? 'gives' : 'withholds'} shared memory`, async ({ page }) => {
    await page.goto(address);
    await expect(page).toHaveTitle(/Interleave/);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(shared);
  });

  unwatched(`${host} serves a page that refuses inline scripts`, async ({ page }) => {
    await page.goto(address);
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'dispatchEvent(new Event("inline"))';
          addEventListener('inline', () => resolve('nothing'));
          document.body.append(script);
        }),
    );
    expect(refused).toBe('script-src-elem');
  });
}
