import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, elapsed, group, openModel, openTab, playhead } from './stage.ts';

const openLocks = async (page: Page, query: string) => {
  await openModel(page, query);
  return openTab(page, 'Locks');
};

test.describe('the locks', () => {
  test('have a holder and a line, and are tied to the variable that they guard', async ({ page }) => {
    const panel = await openLocks(page, '&scenario=lost-update&modes=threads%2Block&t=0.3');
    await expect(
      panel.getByText(/^Guarded: lock guards counter: it is held at all \d+ accesses by 4 threads\.$/),
    ).toBeVisible();
    const card = panel.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'lock' }) });
    await expect(card).toContainText(/held by Worker \d for \d\.\d\d s/);
    await expect(card.getByRole('listitem').first()).toContainText(/^Worker \d/);
    await expect(panel.getByText(/lock is held at (\d+) of \1 accesses to counter/)).toHaveCount(1);
  });

  test('that are not there are missed', async ({ page }) => {
    const panel = await openLocks(page, '&scenario=lost-update&modes=threads&t=60');
    await expect(
      panel.getByText(/^Warning: counter: 40 accesses by 4 threads, no lock held at any/),
    ).toBeVisible();
  });

  test('that are waited for in a circle are a deadlock with a name, from when it closes on', async ({
    page,
  }) => {
    const panel = await openLocks(page, '&scenario=deadlock&modes=threads&t=0.9');
    const name = panel.getByText('Deadlock since 1.00 s: A → lock_b → B → lock_a → A.');
    await expect(panel.getByText('MainThread waits for A', { exact: true })).toBeAttached();
    await expect(name).toHaveCount(0);
    await page.getByRole('main').focus();
    await page.keyboard.press('End');
    await expect(name).toBeVisible();
    await expect(panel.getByText('lock_b was held by B', { exact: true })).toBeAttached();
    await expect(panel.getByText('A waited for lock_b', { exact: true })).toBeAttached();
  });
});

test.describe('the GIL', () => {
  test('has turns, and dials that run the model again while the playhead stays', async ({ page }) => {
    const panel = await openLocks(page, '&scenario=gil&modes=threads&t=4');
    const median = panel.getByText(/turns have ended.*median/);
    await expect(median).toContainText('median 5.00 ms');
    const shares = panel.getByRole('table', { name: 'How each thread has spent its life' });
    for (const row of await shares
      .getByRole('row')
      .filter({ has: page.getByRole('cell') })
      .all()) {
      const percentages = (await row.getByRole('cell').allTextContents()).map((text) =>
        Number.parseInt(text, 10),
      );
      expect(percentages.reduce((sum, share) => sum + share, 0)).toBe(100);
    }
    await panel.getByRole('slider', { name: 'Switch interval' }).press('End');
    await expect(median).toContainText('median 100 ms');
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', /^4\.00 of /);
    const under = await elapsed(group(page, 'Threads')).textContent();
    await panel.getByRole('checkbox', { name: 'GIL' }).uncheck();
    await expect(panel.getByText(/free-threaded build has no GIL/)).toBeVisible();
    await expect(elapsed(group(page, 'Threads'))).not.toHaveText(under ?? '');
  });

  test('of one thread is no matter, and before a live run the model’s is shown', async ({ page }) => {
    const panel = await openLocks(page, '&scenario=semaphore&modes=async&t=3');
    await expect(panel.getByText(/One thread runs the event loop and all its tasks/)).toBeVisible();
    await expect(panel.getByText('10 of 10 permits taken')).toBeVisible();
    await button(page, 'Live').click();
    await expect(panel.getByText(/this is what the model predicts/)).toBeVisible();
  });
});
