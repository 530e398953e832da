import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';
import { chromiumOptions } from './scripts/chromium-options.mjs';
import { reports } from './scripts/test-counts.mjs';
import { isolated, plain, ports } from './tests/e2e/servers/addresses.ts';

// The workers that load this file again find the answer in their environment.
process.env.INTERLEAVE_CHROMIUM ??= await findBrowser('chromium');

export default defineConfig({
  testDir: 'tests/e2e',
  forbidOnly: process.env.CI !== undefined,
  workers: 1,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: reports.e2e }]],
  use: {
    browserName: 'chromium',
    baseURL: isolated,
    launchOptions: {
      args: chromiumOptions,
      ...(process.env.INTERLEAVE_CHROMIUM && { executablePath: process.env.INTERLEAVE_CHROMIUM }),
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  webServer: [
    {
      name: 'isolated',
      command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${ports.isolated} --strictPort`,
      url: isolated,
      timeout: 20_000,
    },
    {
      name: 'plain',
      command: `node tests/e2e/servers/plain.mjs ${ports.plain}`,
      url: plain,
      timeout: 20_000,
    },
  ],
});
