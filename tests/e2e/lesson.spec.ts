import { expect, test } from './page.ts';
import { button, expectPlayheadAt, group, modeButton, openModel, openTab } from './stage.ts';

test('the notes lead to their moments, and the one at the playhead is marked', async ({ page }) => {
  await openModel(page, '&scenario=gather');
  const lesson = await openTab(page, 'Lesson');
  const notes = lesson.getByRole('region', { name: 'Notes' }).getByRole('listitem');
  await expect(notes).toHaveCount(4);
  await expect(lesson.locator('[aria-current="step"]')).toHaveCount(0);
  await notes.filter({ hasText: 'The first is done.' }).getByRole('button').click();
  await expectPlayheadAt(page, '1.00');
  await expect(lesson.locator('[aria-current="step"]')).toContainText('The first is done.');
  await page.keyboard.press('ArrowLeft');
  await expect(lesson.locator('[aria-current="step"]')).not.toContainText('The first is done.');
});

test('the takeaway waits until the run has been seen, or is asked for', async ({ page }) => {
  await openModel(page, '&scenario=gather');
  const lesson = await openTab(page, 'Lesson');
  const takeaway = lesson.getByText('takes as long as the longest');
  await expect(takeaway).toBeHidden();
  await lesson.getByText('What to take away').click();
  await expect(takeaway).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: 'Two tasks', exact: true }).click();
  await button(page, 'Skip').click();
  await expect(lesson.getByText('What to take away')).toBeVisible();
  await button(page, 'Go to the end').click();
  await expect(lesson.getByText('What to take away')).toBeHidden();
});

test('the notes are pinned to the lanes, where they lead to the lesson, and are taken off', async ({
  page,
}) => {
  await openModel(page, '&modes=sync,async');
  const pins = group(page, 'Async').getByRole('list', { name: 'Notes on the lanes' }).getByRole('button');
  await expect(pins).toHaveCount(1);
  await expect(pins).toHaveAccessibleName(/^Note \d, at 0\.00 s$/);
  await expect(pins).toHaveAccessibleDescription(/^Here await gives the loop back/);
  await pins.hover();
  await expect(page.getByText('Here await gives the loop back').filter({ visible: true })).toHaveCount(1);
  await pins.click();
  const lesson = page.getByRole('tabpanel', { name: 'Lesson' });
  await expect(lesson.locator('[aria-current="step"]')).toContainText('Here await gives the loop back');
  await expect(group(page, 'Async').getByRole('button', { name: 'Async', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await lesson.getByRole('checkbox', { name: 'Pinned to the lanes' }).uncheck();
  await expect(pins).toHaveCount(0);
});

test('a note of a mode that is off turns it on', async ({ page }) => {
  await openModel(page, '&modes=sync');
  const lesson = await openTab(page, 'Lesson');
  await lesson.getByRole('button', { name: /Here await gives the loop back/ }).click();
  await expect(modeButton(page, 'Async')).toHaveAttribute('aria-pressed', 'true');
  await expect(lesson.locator('[aria-current="step"]')).toContainText('Here await gives the loop back');
});

test('what the notebook has wrong stands beside what the run shows, with the moment that shows it', async ({
  page,
}) => {
  await openModel(page, '&scenario=vanishing-workers');
  const lesson = await openTab(page, 'Lesson');
  const correction = lesson.getByRole('region', { name: 'The notebook says, the run shows' });
  await expect(correction).toContainText('because of a race between the threads');
  await expect(correction).toContainText('It is not a race.');
  await correction.getByRole('button', { name: 'See it in Threads' }).click();
  await expectPlayheadAt(page, '5.00');
});

test('the lanes tell a story, and say so; the link tells it too', async ({ page }) => {
  await openModel(page, '&modes=sync');
  const legend = page.getByText('The lanes tell a story: “At the restaurant”.');
  await expect(legend).toBeHidden();
  await button(page, 'Story: At the restaurant').click();
  await expect(legend).toBeVisible();
  await expect(page).toHaveURL(/story=1/);
  await group(page, 'Sync')
    .getByRole('img', { name: /^Lanes of/ })
    .hover({ position: { x: 180, y: 12 } });
  await expect(page.getByText('order 0 (doc 0)')).toBeVisible();
  await page.reload();
  await expect(button(page, 'Story: At the restaurant')).toHaveAttribute('aria-pressed', 'true');
});

test('each mode says how many of its jobs are done at the playhead', async ({ page }) => {
  await openModel(page, '&modes=sync,async&t=12');
  const jobs = (title: string) => group(page, title).getByTitle('Jobs done at the playhead');
  await expect(jobs('Sync')).toHaveText('2 of 5 done');
  await expect(jobs('Async')).toHaveText('5 of 5 done');
  await button(page, 'Go to the end').click();
  await expect(jobs('Sync')).toHaveText('5 of 5 done');
  await button(page, 'Go to the start').click();
  await expect(jobs('Sync')).toHaveText('0 of 5 done');
});
