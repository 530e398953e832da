import { test as base, expect } from '@playwright/test';
import type { Browser, ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { type DeckOptions, startBrowser } from './browsers.ts';
import { Embed } from './embed.ts';
import { type DeckHost, type PageHost, Sites } from './sites.ts';

/** Where a deck and its frames come from: a plain host and an open one unless told. */
export interface DeckHosts {
  readonly on?: DeckHost;
  readonly embedsFrom?: PageHost;
}

interface WorkerFixtures extends DeckOptions {
  sites: Sites;
  puppet: Browser;
}

interface TestFixtures {
  /** Opens a deck, an address below its host such as `reveal.html#/2`, in a tab of its own. */
  openDeck: (address: string, hosts?: DeckHosts) => Promise<Deck>;
}

/** Whether the page is no Slidev deck, or one that shows a slide: before that a key that is pressed is lost. */
const takesKeys = (): boolean =>
  document.querySelector('#app') === null || document.querySelector('.slidev-page') !== null;

/**
 * Playwright's `test` for decks in Chromium and in Firefox. Its runner runs them; the browsers are driven by Puppeteer,
 * since Playwright drives no Firefox but its own.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  thirdPartyStorage: ['allowed', { option: true, scope: 'worker' }],
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const sites = new Sites();
      await use(sites);
      await sites.close();
    },
    { scope: 'worker' },
  ],
  puppet: [
    async ({ engine, thirdPartyStorage }, use) => {
      const { browser, stop } = await startBrowser({ engine, thirdPartyStorage });
      await use(browser);
      await stop();
    },
    { scope: 'worker' },
  ],
  openDeck: async ({ puppet, sites }, use, testInfo) => {
    const context = await puppet.createBrowserContext();
    const pages: Page[] = [];
    await use(async (address, { on = 'plain', embedsFrom = 'open' } = {}) => {
      const page = await context.newPage();
      pages.push(page);
      await page.setViewport({ width: 1280, height: 720 });
      await page.goto(`${await sites.decks(on, embedsFrom)}/${address}`);
      await page.waitForFunction(takesKeys);
      return new Deck(page, await sites.page(embedsFrom));
    });
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const page of pages) {
        const body = Buffer.from(await page.screenshot());
        await testInfo.attach(page.url(), { body, contentType: 'image/png' });
      }
    }
    await context.close();
  },
});

export { expect };

/** A deck in a tab, as somebody who gives a talk has it. */
export class Deck {
  readonly page: Page;
  readonly #embedsFrom: string;

  constructor(page: Page, embedsFrom: string) {
    this.page = page;
    this.#embedsFrom = embedsFrom;
  }

  /** Presses a key, wherever the focus is. */
  press(key: KeyInput): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Presses Tab until an embed has the keyboard. */
  async tabInto(embed: Embed): Promise<void> {
    await expect
      .poll(async () => {
        if (await embed.hasFocus()) return true;
        await this.press('Tab');
        return false;
      })
      .toBe(true);
  }

  /** Adds a frame to a page that is no deck, in a sandbox that allows its scripts and nothing else. */
  async addSandbox(query: string): Promise<Embed> {
    await this.page.evaluate((src) => {
      const iframe = document.createElement('iframe');
      iframe.setAttribute('sandbox', 'allow-scripts');
      Object.assign(iframe, { src, title: 'Sandbox', width: 960, height: 600 });
      document.body.append(iframe);
    }, `${this.#embedsFrom}/embed.html?v=1&${query}`);
    return this.embed('Sandbox');
  }

  /** An embed, by the title of its frame; a selector says inside which element it is to be. */
  embed(title: string, within = 'body'): Promise<Embed> {
    return this.#embed(`${within} iframe[title="${title}"]`);
  }

  /** The embed in an `<interleave-player>`, by its title; a selector says inside which element it is to be. */
  player(title: string, within = 'body'): Promise<Embed> {
    return this.#embed(`${within} interleave-player[title="${title}"] >>> iframe`);
  }

  /** The embed behind the slide that is shown. */
  backgroundEmbed(): Promise<Embed> {
    return this.#embed('.backgrounds .present iframe[src]');
  }

  /** Waits until the deck stands on a slide, by its number in the address. */
  async expectSlide(number: number): Promise<void> {
    await expect.poll(() => Number.parseInt(new URL(this.page.url()).hash.slice(2) || '0', 10)).toBe(number);
  }

  /** Text of all pages that the deck prints, as one reads it. */
  async printedText(): Promise<string> {
    const { extractText } = await import('unpdf');
    const pdf = await this.page.pdf({ width: '1280px', height: '720px' });
    return (await extractText(new Uint8Array(pdf), { mergePages: true })).text;
  }

  async #embed(selector: string): Promise<Embed> {
    const iframe = await this.page.waitForSelector(selector);
    if (iframe === null) throw new Error(`The deck has no ${selector}.`);
    return Embed.in(this.page, iframe as ElementHandle<HTMLIFrameElement>);
  }
}
