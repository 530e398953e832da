import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createProfile,
  launch,
  Browser as Product,
  WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX,
} from '@puppeteer/browsers';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Engine } from '../../scripts/browser.mjs';
import { chromiumOptions } from '../../scripts/chromium-options.mjs';

/** Whether a page of another site, in a frame, may keep anything. */
export type ThirdPartyStorage = 'allowed' | 'blocked';

/** What a project of the configuration, or a file of tests, chooses. A browser serves all tests with the same choice. */
export interface DeckOptions {
  engine: Engine;
  thirdPartyStorage: ThirdPartyStorage;
}

/** A browser without a window, and with a new profile. */
export interface StartedBrowser {
  readonly browser: Browser;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the browser that INTERLEAVE_CHROMIUM or INTERLEAVE_FIREFOX names: Chromium over the DevTools protocol, Firefox
 * over WebDriver BiDi.
 *
 * @throws {Error} where it does not start
 */
export async function startBrowser({ engine, thirdPartyStorage }: DeckOptions): Promise<StartedBrowser> {
  const isBlocked = thirdPartyStorage === 'blocked';
  const profile = await mkdtemp(join(tmpdir(), 'interleave-'));
  const { browser, stop } = await (engine === 'chromium' ? chromium : firefox)(profile, isBlocked);
  return {
    browser,
    stop: async () => {
      await stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Chromium's setting "block third-party cookies" still lets frames store: a rule for the page's site does not. */
async function chromium(profile: string, isBlocked: boolean): Promise<StartedBrowser> {
  const cookies = isBlocked ? { '127.0.0.1,*': { setting: 2 } } : {};
  const preferences = { profile: { content_settings: { exceptions: { cookies } } } };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: executable('INTERLEAVE_CHROMIUM'),
    userDataDir: profile,
    args: chromiumOptions,
  });
  return { browser, stop: () => browser.close() };
}

/** Puppeteer's own launcher would put all sites into one process; people's Firefox gives each its own. */
async function firefox(profile: string, isBlocked: boolean): Promise<StartedBrowser> {
  const preferences = {
    // Events of the mouse reach the frames of other processes.
    'remote.events.async.mouse.enabled': true,
    'network.cookie.cookieBehavior': isBlocked ? 1 : 5,
  };
  await createProfile(Product.FIREFOX, { path: profile, preferences });
  const process = launch({
    executablePath: executable('INTERLEAVE_FIREFOX'),
    // The window has room for the tabs' 1280 × 720: the mouse does not reach beyond it.
    args: ['--headless', '--width=1400', '--height=1000', '--remote-debugging-port=0', '--profile', profile],
  });
  const address = await process.waitForLineOutput(WEBDRIVER_BIDI_WEBSOCKET_ENDPOINT_REGEX, 30_000);
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${address}/session`,
    protocol: 'webDriverBiDi',
  });
  return {
    browser,
    stop: async () => {
      await browser.close();
      await process.hasClosed();
    },
  };
}

function executable(variable: 'INTERLEAVE_CHROMIUM' | 'INTERLEAVE_FIREFOX'): string {
  const path = process.env[variable];
  if (path === undefined) throw new Error(`${variable} names no browser: npm run test:decks finds one.`);
  return path;
}
