import { expect, type Locator, type Page } from '@playwright/test';

/** The six modes of the documents, in the order of their groups. */
export const MODE_TITLES = ['Sync', 'Await loop', 'Async', 'Threads', 'Threads + lock', 'Processes'] as const;

/** Every group of lanes on the stage. */
export const groups = (page: Page): Locator => page.getByRole('article');

/** The group of one mode. */
export const group = (page: Page, title: string): Locator =>
  page.getByRole('article', { name: title, exact: true });

/** Where the figures of a group come from, or how far its run is: `Measured`, `Running 20 %`, `Cancelled`. */
export const badge = (groupOfLanes: Locator, label: string): Locator =>
  groupOfLanes.getByText(new RegExp(`^${label}( \\d+ %)?$`));

/** The elapsed time in a group's header. */
export const elapsed = (groupOfLanes: Locator): Locator => groupOfLanes.getByTitle(/^(Elapsed|Workers took)/);

/** A number in words of the page, `25.04 s` or `4.9×`; NaN where there is none. */
export const figureOf = async (figure: Locator): Promise<number> =>
  Number.parseFloat((await figure.textContent()) ?? '');

/** What a screen reader is told of the runs: that they have begun, how each has ended. */
export const runStatus = (page: Page): Locator => page.getByRole('status', { name: 'Runs', exact: true });

/** A button by its accessible name, exactly. */
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** The button that turns a mode on and off. */
export const modeButton = (page: Page, title: string): Locator =>
  page.getByRole('group', { name: 'Modes on the stage' }).getByRole('button', { name: title, exact: true });

/** The playhead's slider. */
export const playhead = (page: Page): Locator => page.getByRole('slider', { name: 'Playhead' });

/** Waits until the playhead stands at a time, to a hundredth of a second. */
export async function expectPlayheadAt(page: Page, time: string): Promise<void> {
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', new RegExp(`^${time} of `));
}

/** The labels of the time axis, from left to right. */
export const axisLabels = (page: Page): Locator =>
  page.getByRole('region', { name: 'Lanes' }).locator('svg[aria-hidden] > text');

/** Opens the page in the model engine. */
export async function openModel(page: Page, query = ''): Promise<void> {
  await page.goto(`./?engine=model${query}`);
  await expect(button(page, 'Run')).toBeVisible();
  // Menus are fetched after the first picture; until then their buttons take no focus.
  for (const menu of ['Import', 'Export', 'Theme']) await expect(button(page, menu)).toBeEnabled();
}

/** Opens a tab of the inspector and gives its panel. */
export async function openTab(
  page: Page,
  title: 'Code' | 'Cores' | 'Lesson' | 'Locks' | 'Loop' | 'Output' | 'Schedules' | 'Numbers' | 'Table',
): Promise<Locator> {
  await page.getByRole('tab', { name: title, exact: true }).click();
  return page.getByRole('tabpanel', { name: title, exact: true });
}

/** Waits until every group on the stage says the same of its run. */
export async function expectAllGroups(page: Page, count: number, label: string): Promise<void> {
  await expect(groups(page)).toHaveCount(count);
  await expect(badge(groups(page), label)).toHaveCount(count);
}

/** Waits until no worker of the page is left. */
export async function expectNoWorkers(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length).toBe(0);
}

/** Opens workloads from the catalogue as a reader does who does not want to be asked about them first. */
export async function neverAsk(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('interleave-predict', '0'));
}
