import { test as base, expect } from '@playwright/test';

/**
 * Playwright's `test`, and in every test a watch on the page: an exception nobody caught, a breach of the Content
 * Security Policy or a request to another origin fails it. A test that provokes one of these on purpose takes it out
 * of `faults` itself.
 */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) faults.push(`policy: ${message.text()}`);
      });
      page.context().on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        const isLocal = hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:';
        if (!isLocal) faults.push(`other origin: ${request.url()}`);
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
