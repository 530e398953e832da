import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';
import { reports } from './scripts/test-counts.mjs';
import type { DeckOptions } from './tests/decks/browsers.ts';

// The workers that load this file again find the answers in their environment.
process.env.INTERLEAVE_CHROMIUM ??= await findBrowser('chromium');
process.env.INTERLEAVE_FIREFOX ??= await findBrowser('firefox');

/** Decks in two browsers. They are driven by Puppeteer, which drives Firefox as it is installed; see tests/decks/browsers.ts. */
export default defineConfig<object, DeckOptions>({
  testDir: 'tests/decks',
  forbidOnly: process.env.CI !== undefined,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: reports.decks }]],
  projects: [
    { name: 'chromium', use: { engine: 'chromium' } },
    { name: 'firefox', use: { engine: 'firefox' } },
  ],
});
