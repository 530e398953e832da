import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { badge, button, expectNoWorkers, group, groups, openModel, openTab } from './stage.ts';

const SMALL = '&scenario=lost-update&modes=threads&threads=2&rounds=1&work=0';

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

const steps = (page: Page): Locator => page.getByRole('list', { name: 'Steps' }).getByRole('listitem');

const goal = (page: Page): Locator => page.getByRole('list', { name: 'Goals' }).getByRole('listitem');

const replayed = (page: Page): Locator => badge(group(page, 'Threads'), 'Replayed');

/** The schedule in the address bar. */
const schedule = (page: Page): string | null => new URL(page.url()).searchParams.get('schedule');

test.describe('being the scheduler', () => {
  test('is a choice at every step, by buttons and by keys, and can be undone', async ({ page }) => {
    await openModel(page, SMALL);
    await openTab(page, 'Schedules');
    await button(page, 'Be the scheduler').click();
    await expect(replayed(page)).toBeVisible();
    const choices = page.getByRole('list', { name: 'Who goes next' }).getByRole('button');
    await expect(choices).toHaveText([/Worker 0\s*reads counter/, /Worker 1\s*reads counter/]);
    await choices.first().click();
    await page.keyboard.press('2');
    await expect(steps(page)).toContainText(['Worker 0, reads counter: 0', 'Worker 1, reads counter: 0']);
    expect(schedule(page)).toBe('threads~1.2-');
    await page.keyboard.press('Backspace');
    await expect(steps(page)).toHaveCount(1);
    await page.keyboard.press('Control+y');
    await expect(steps(page)).toHaveCount(2);
    await expect(goal(page)).toHaveText('Lose an update');
    await button(page, 'Finish it').click();
    await expect(goal(page)).toHaveText(/Lose an updateReached: counter = 1\./);
    await button(page, 'Start over').click();
    await expect(steps(page)).toHaveCount(0);
    await button(page, 'Undo').click();
    await expect(goal(page)).toContainText('Reached');
    await button(page, 'Replayed schedule').click();
    await expect(badge(group(page, 'Threads'), 'Modelled')).toBeVisible();
    expect(schedule(page)).toBeNull();
  });

  test('has its keys wherever the focus is, and is there again with its mode', async ({ page }) => {
    await openModel(page, SMALL.replace('modes=threads', 'modes=threads,threads:own-lock'));
    await openTab(page, 'Schedules');
    await button(page, 'Be the scheduler').click();
    await expect(replayed(page)).toBeVisible();
    await page.getByRole('button', { name: 'Lanes by threads' }).click();
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await expect(steps(page)).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(steps(page)).toHaveCount(1);
    const chip = page
      .getByRole('group', { name: 'Modes on the stage' })
      .getByRole('button', { name: 'Threads', exact: true });
    await chip.click();
    await expect(group(page, 'Threads')).toHaveCount(0);
    expect(schedule(page)).toBeNull();
    await chip.click();
    await expect(replayed(page)).toBeVisible();
    await expect(steps(page)).toHaveCount(1);
    await button(page, 'Redo').click();
    await expect(steps(page)).toHaveCount(2);
    expect(schedule(page)).toBe('threads~1.2-');
  });

  test('moves a step, and says what becomes of the bug', async ({ page }) => {
    await openModel(page, `${SMALL}&schedule=threads~1.2.1.2`);
    await expect(goal(page)).toContainText('Reached: counter = 1.');
    await steps(page).nth(1).getByRole('button').first().click();
    await button(page, 'Move the step later').click();
    await expect(section(page, 'Be the scheduler').getByRole('status')).toHaveText(
      'The bug is gone: counter = 2.',
    );
    await expect(steps(page)).toContainText([
      'Worker 0, reads counter: 0',
      'Worker 0, writes counter = 1',
      'Worker 1, reads counter: 1',
    ]);
  });
});

test.describe('a link with a schedule', () => {
  test('replays it in its mode alone, and shows its steps', async ({ page }) => {
    await openModel(page, '&scenario=deadlock&schedule=threads~1.2');
    await expect(badge(groups(page), 'Replayed')).toHaveCount(1);
    await expect(badge(groups(page), 'Modelled')).toHaveCount(1);
    await expect(section(page, 'Be the scheduler')).toContainText(
      'Deadlock: Thread A waits for lock_b, held by Thread B; Thread B waits for lock_a, held by Thread A',
    );
    await button(page, 'Run').click();
    await expect(badge(groups(page), 'Replayed')).toHaveCount(0);
  });

  test('to a schedule that is unfinished goes on where it was', async ({ page }) => {
    await openModel(page, `${SMALL}&schedule=threads~1.2-`);
    await expect(steps(page)).toHaveCount(2);
    await expect(page.getByRole('list', { name: 'Who goes next' })).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute(
      'aria-valuetext',
      'step 2 of 2',
    );
    const numbers = await openTab(page, 'Numbers');
    await expect(numbers).toContainText('2 steps');
    await expect(numbers).not.toContainText('Core use');
  });

  test('with threads that there are not says so', async ({ page }) => {
    await openModel(page, `${SMALL}&schedule=threads~9.9.1`);
    await expect(replayed(page)).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('they are left out: 2 of thread 9.');
  });

  test('that makes no sense is left out, and said to be', async ({ page }) => {
    await openModel(page, `${SMALL}&schedule=threads~1x`);
    await expect(page.getByRole('alert')).toContainText('which is not a schedule; it is left out.');
    await expect(replayed(page)).toHaveCount(0);
  });
});

test.describe('exploring all schedules', () => {
  test('counts what comes of them, and plays one of each', async ({ page }) => {
    await openModel(page, SMALL);
    await openTab(page, 'Schedules');
    await button(page, 'Explore').click();
    const exploration = section(page, 'Explore all schedules');
    await expect(exploration.getByRole('status')).toHaveText(
      'All 4 schedules that differ, with 2 outcomes (partial-order reduction).',
    );
    await button(page, 'Play the shortest: counter = 1').click();
    await expect(replayed(page)).toBeVisible();
    await expect(goal(page)).toContainText('Reached: counter = 1.');
    await expectNoWorkers(page);
  });

  test('is cancelled at once, and ends when the parameters change', async ({ page }) => {
    await openModel(page, '&scenario=lost-update&modes=threads&threads=16&rounds=50&work=0');
    await openTab(page, 'Schedules');
    const exploration = section(page, 'Explore all schedules');
    await button(page, 'Explore').click();
    await exploration.getByRole('button', { name: 'Cancel' }).click();
    await expectNoWorkers(page);
    await button(page, 'Explore again').click();
    await expect(exploration.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await page.getByLabel('rounds', { exact: true }).fill('49');
    await page.keyboard.press('Enter');
    await expect(button(page, 'Explore')).toBeVisible();
    await expectNoWorkers(page);
  });
});

test('runs it live many times, catches one of them, and stops at once', async ({ page }) => {
  await page.goto(`./?${SMALL.slice(1)}`);
  await openTab(page, 'Schedules');
  const series = section(page, 'Run it live many times');
  await series.getByLabel('Runs').selectOption('10');
  await button(page, 'Run 10 times live').click();
  await expect(series.getByRole('status')).toHaveText('10 runs, measured in this browser.', {
    timeout: 25_000,
  });
  await series
    .getByRole('button', { name: /^Catch one/ })
    .first()
    .click();
  await expect(replayed(page)).toBeVisible();
  await expect(section(page, 'Be the scheduler').getByRole('status')).toContainText(/^Caught: /);
  expect(schedule(page)).toMatch(/^threads~/);
  await button(page, 'Replayed schedule').click();
  await page.getByLabel('threads', { exact: true }).fill('3');
  await page.keyboard.press('Enter');
  await expect(series.getByRole('button', { name: /^Catch one/ })).toHaveCount(0);
  await series.getByLabel('Runs').selectOption('1000');
  await button(page, 'Run 1000 times live').click();
  await series.getByRole('button', { name: 'Cancel' }).click();
  await expect(series.getByRole('status')).toContainText('Cancelled after');
  await expectNoWorkers(page);
});

test('says where there is no schedule to choose, and opens a workload that has some', async ({ page }) => {
  await openModel(page, '&scenario=hello');
  const panel = await openTab(page, 'Schedules');
  await expect(panel).toContainText('An event loop runs its tasks in one order');
  await panel.getByRole('button', { name: 'Open the lost update' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lost updates');
});
