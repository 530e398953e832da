import { expect } from '@playwright/test';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';

/** A run in a deck, as somebody sees it who looks at its frame. */
export class Embed {
  readonly frame: Frame;
  readonly #iframe: ElementHandle<HTMLIFrameElement>;
  readonly #page: Page;

  private constructor(page: Page, iframe: ElementHandle<HTMLIFrameElement>, frame: Frame) {
    this.#page = page;
    this.#iframe = iframe;
    this.frame = frame;
  }

  /** The run in an element of a deck. */
  static async in(page: Page, iframe: ElementHandle<HTMLIFrameElement>): Promise<Embed> {
    const frame = await iframe.contentFrame();
    // What is asked of the empty page that a frame begins with may never be answered.
    await expect.poll(() => frame.url()).toMatch(/\/embed\.html/);
    return new Embed(page, iframe, frame);
  }

  /** Clicks a button in the frame with the mouse, by its name. Decks scale their slides, which Puppeteer leaves out. */
  async click(name: string): Promise<void> {
    const button = await this.frame.waitForSelector(`button[aria-label="${name}"]`, { visible: true });
    const inside = await button?.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    if (!inside) throw new Error(`There is no button called ${name}.`);
    const { x, y } = await this.#iframe.evaluate((iframe, { x, y }) => {
      const { left, top, width } = iframe.getBoundingClientRect();
      const scale = width / iframe.offsetWidth;
      return { x: left + (iframe.clientLeft + x) * scale, y: top + (iframe.clientTop + y) * scale };
    }, inside);
    await this.#page.mouse.click(x, y);
  }

  /** Waits until it plays. */
  async expectPlaying(): Promise<void> {
    await expect.poll(() => this.#isThere('button[aria-label="Pause"]'), 'plays').toBe(true);
  }

  /** Waits until it is ready and does not play. */
  async expectPaused(): Promise<void> {
    await expect.poll(() => this.#isThere('button[aria-label="Play"]'), 'pauses').toBe(true);
  }

  /** Where the playhead is, in program seconds. */
  time(): Promise<number> {
    return this.frame.evaluate(() =>
      Number(document.querySelector<HTMLInputElement>('input[aria-label="Playhead"]')?.value),
    );
  }

  /** Waits until its deck has taken the page out of the frame. */
  async expectUnloaded(): Promise<void> {
    await expect.poll(() => this.frame.url()).toBe('about:blank');
  }

  /** Waits until so many events have happened where the playhead is. */
  async expectStep(step: number): Promise<void> {
    const place = (): Promise<string | null | undefined> =>
      this.frame.evaluate(() =>
        document.querySelector('input[aria-label="Playhead"]')?.getAttribute('aria-valuetext'),
      );
    await expect.poll(place).toMatch(new RegExp(`, step ${step} of `));
  }

  /** Waits until every mode shows where its figures come from, `Measured` or `Modelled`. */
  async expectProvenance(...labels: readonly string[]): Promise<void> {
    await expect
      .poll(() =>
        this.frame.evaluate(() =>
          Array.from(document.querySelectorAll('[data-provenance]'), ({ textContent }) => textContent),
        ),
      )
      .toEqual(labels);
  }

  /** Waits until it has the picture that is printed in its place: it is drawn when there is nothing else to do. */
  async expectPictureForPaper(): Promise<void> {
    const isDrawn = (): Promise<boolean> =>
      this.frame.evaluate(() =>
        Array.from(document.images).some(({ complete, src }) => complete && src !== ''),
      );
    await expect.poll(isDrawn).toBe(true);
  }

  /** Whether the page in the frame has the keyboard. */
  hasFocus(): Promise<boolean> {
    return this.frame.evaluate(() => document.hasFocus());
  }

  #isThere(selector: string): Promise<boolean> {
    return this.frame.evaluate((wanted) => document.querySelector(wanted) !== null, selector);
  }
}
