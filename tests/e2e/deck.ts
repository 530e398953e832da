import { fileURLToPath } from 'node:url';
import type { Frame, Page } from '@playwright/test';
import type { FrameState } from '../../src/embed/protocol/messages.ts';
import { test as base, expect } from './page.ts';
import { isolated } from './servers/addresses.ts';
import { startStaticHost } from './servers/static-host.mjs';

/** What the page of `openDeck` has for tests. */
declare global {
  interface Window {
    /** What the frame has posted, parsed where it is JSON. */
    heard: { readonly event?: string; readonly method?: string; readonly value?: unknown }[];
    /** The keys that have reached the page. */
    keys: string[];
    /** Posts to the frame. */
    say: (data: unknown) => void;
    /** Asks the frame for something of our own, and keeps its answer. */
    ask: (method: string, value?: unknown) => Promise<unknown>;
  }
}

/** Puts a frame into the page, and room to scroll. */
function deckScript(address: string): void {
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = 'Interleave';
  frame.style.cssText = 'display:block;width:100%;height:500px;border:0';
  const room = document.createElement('div');
  room.style.height = '3000px';
  document.body.append(frame, room);
  window.heard = [];
  window.keys = [];
  window.say = (data) => frame.contentWindow?.postMessage(data, '*');
  const answers = new Map<string, (value: unknown) => void>();
  window.ask = (method, value) =>
    new Promise((resolve) => {
      const listener = `ask-${answers.size}`;
      answers.set(listener, resolve);
      window.say(JSON.stringify({ context: 'interleave', method, value, listener }));
    });
  addEventListener('keydown', ({ key }) => window.keys.push(key));
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    const said = JSON.parse(data);
    const answer = answers.get(said.listener);
    if (answer) answer(said.value);
    else window.heard.push(said);
  });
}

/** `test` of page.ts, with a host on another origin than the frame’s. */
export const test = base.extend<{ openDeck: (query: string) => Promise<Frame> }, { deck: string }>({
  deck: [
    // biome-ignore lint/correctness/noEmptyPattern: that is how Playwright is told that nothing is needed
    async ({}, use) => {
      const pages = fileURLToPath(new URL('pages/', import.meta.url));
      const { port, close } = await startStaticHost({ folders: { '/': pages } });
      await use(`http://127.0.0.1:${port}/slide.html`);
      await close();
    },
    { scope: 'worker' },
  ],
  /** Opens a page with a frame in it that is ready; gives the frame. */
  openDeck: async ({ page, deck }, use) => {
    await use(async (query) => {
      await page.goto(deck);
      await page.evaluate(deckScript, new URL(`embed.html?v=1${query}`, isolated).href);
      await expectHeard(page, 'ready');
      const frame = page.frames()[1];
      if (!frame) throw new Error('The deck has no frame.');
      return frame;
    });
  },
});

/** Waits until the frame has told of an event. */
export const expectHeard = (page: Page, event: string): Promise<void> =>
  expect.poll(() => page.evaluate(() => window.heard.map((said) => said.event))).toContain(event);

/** Has the host post something to the frame. */
export const say = (page: Page, data: unknown): Promise<void> =>
  page.evaluate((said) => window.say(said), data);

/** How the frame stands. */
export const stateOf = (page: Page): Promise<FrameState> =>
  page.evaluate(() => window.ask('getState')) as Promise<FrameState>;

/** Waits until the frame stands so. */
export const expectState = (page: Page, state: Partial<FrameState>): Promise<void> =>
  expect.poll(() => stateOf(page)).toMatchObject(state);
