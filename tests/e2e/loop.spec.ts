import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { badge, button, expectPlayheadAt, group, openModel, openTab } from './stage.ts';

/** A place of the loop, by its name and how many there are in it: `Ready queue, 1 task`. */
const place = (panel: Locator, name: string): Locator => panel.getByRole('region', { name, exact: true });

/** Counts how often a task begins to travel. */
async function countJourneys(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const { animate } = Element.prototype;
    let journeys = 0;
    Element.prototype.animate = function (this: Element, ...args: Parameters<typeof animate>) {
      if (this instanceof HTMLElement && this.dataset.travels !== undefined) journeys++;
      return animate.apply(this, args);
    };
    Object.defineProperty(window, 'journeys', { get: () => journeys });
  });
  return () => page.evaluate(() => (window as unknown as { journeys: number }).journeys);
}

test('a time.sleep in a coroutine lights up, with who, where and since when', async ({ page }) => {
  await openModel(page, '&scenario=blocking-call&modes=async&t=1.4');
  const panel = await openTab(page, 'Loop');
  await expect(panel.getByRole('status')).toHaveText(/blocked for 1\.40 s by rude: time\.sleep on line 10$/i);
  await expect(panel).toContainText(
    'polite 2 is ready and cannot run; the timer of polite 1 is 0.40 s late.',
  );
  await expect(place(panel, 'Ready queue, 1 task').getByRole('listitem')).toHaveText('polite 2');
  await expect(place(panel, 'Running, 1 task')).toContainText('rude');
  await expect(place(panel, 'Timers, 1 timer')).toContainText('0.40 s late');

  await page.getByRole('main').focus();
  await page.keyboard.press('End');
  await expect(panel.getByRole('status')).toHaveCount(0);
  await expect(place(panel, 'Ended, 4 tasks')).toBeVisible();
  await button(page, 'Go to 0.00 s, where rude blocks the loop').click();
  await expectPlayheadAt(page, '0.00');
  await expect(panel.getByRole('status')).toBeVisible();
});

for (const { reducedMotion, travels } of [
  { reducedMotion: 'no-preference', travels: true },
  { reducedMotion: 'reduce', travels: false },
] as const) {
  test(`a task goes round as the playhead steps; with ${reducedMotion} it ${travels ? 'travels' : 'is just there'}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    const journeys = await countJourneys(page);
    await openModel(page, '&scenario=gather&modes=async&t=0.5');
    const panel = await openTab(page, 'Loop');
    await expect(place(panel, 'Timers, 5 timers')).toContainText('fetch(1)0.50 s left');
    await page.getByRole('main').focus();
    // The thread gets the GIL and a core, and the loop wakes the task; it runs; it prints, returns and ends.
    for (const [steps, station] of [
      [4, 'Ready queue, 1 task'],
      [1, 'Running, 1 task'],
      [5, 'Ended, 1 task'],
    ] as const) {
      for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight');
      await expect(place(panel, station)).toContainText('fetch(1)');
    }
    expect((await journeys()) > 0).toBe(travels);
  });
}

test('of a hundred tasks a few are shown, and the others on demand', async ({ page }) => {
  await openModel(page, '&scenario=semaphore&modes=async&t=0.5');
  const panel = await openTab(page, 'Loop');
  const waiting = place(panel, 'Waiting for, 91 tasks');
  await expect(waiting.getByRole('listitem')).toHaveCount(9);
  await waiting.getByRole('button', { name: '+ 83 more' }).click();
  await expect(waiting.getByRole('listitem')).toHaveCount(92);
});

test('where there is no event loop the tab says so, and offers one', async ({ page }) => {
  await openModel(page, '&modes=sync,threads');
  const panel = await openTab(page, 'Loop');
  await expect(panel).toContainText('No mode on the stage has an event loop.');
  await panel.getByRole('button', { name: 'Turn on Await loop' }).click();
  await expect(panel).toContainText('Sync has no event loop. This is the one of Await loop.');
  await expect(place(panel, 'Waiting for, 0 tasks')).toBeVisible();
});

test('a live run ends with its loop closed, every task ended, and what blocked it', async ({ page }) => {
  await page.goto('./?scenario=blocking-call&modes=async&unit=0.1&predict=0&autoplay=0');
  const panel = await openTab(page, 'Loop');
  await expect(panel).toContainText('No event loop has run yet.');
  await button(page, 'Run').click();
  await expect(badge(group(page, 'Async'), 'Measured')).toBeVisible();
  await expect(place(panel, 'Ended, 4 tasks')).toBeVisible();
  await expect(
    panel.getByRole('region', { name: 'What blocked the loop in this run' }).getByRole('listitem').first(),
  ).toContainText('by rude: time.sleep on line 10');
});
