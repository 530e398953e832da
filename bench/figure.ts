import type { Page } from '@playwright/test';

/** One measured figure: a row of the table that `npm run bench` prints. */
export interface Figure {
  /** What was measured, in words: `simulator, events a second`. */
  what: string;
  measured: number;
  /** The unit of `measured`: `ms`, `×`, `events/s`, `%`. */
  unit: string;
  /** The bar in words, its unit included: `≤ 60 ms`. Empty where the figure is shown for information. */
  bar: string;
  /** Whether `measured` meets the bar. */
  passed: boolean;
}

/** What a `bench/*.bench.ts` exports as `figures`: it runs in Node, bundled as the page's code is. */
export type NodeFigures = () => Promise<Figure[]>;

/**
 * What a `bench/*.browser.ts` exports as `figures`: it runs in Node and drives a page of a Chromium of its own, blank
 * so far. `address` serves the production build with the isolation headers, and each `bench/*.html` at
 * `${address}bench/<name>.html`.
 */
export type BrowserFigures = (page: Page, address: string) => Promise<Figure[]>;
