import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import {
  badge,
  button,
  elapsed,
  expectAllGroups,
  group,
  groups,
  openModel,
  openTab,
  playhead,
} from './stage.ts';

const card = (page: Page): Locator => page.getByRole('region', { name: 'Predict first' });
const choose = (page: Page, title: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name: title, exact: true }).click();

test('nothing of the run is told until it has been predicted; then it plays, and both stand side by side', async ({
  page,
}) => {
  await openModel(page, '&scenario=gather&predict=1');
  await expect(card(page)).toContainText('How long does it take to gather');
  await expect(badge(groups(page), 'Kept back')).toHaveCount(1);
  await expect(elapsed(group(page, 'Async'))).toBeHidden();
  await expect(groups(page).getByRole('img')).toHaveCount(0);
  await expect(page.getByRole('main').getByText('in the order of their sleeps')).toBeHidden();
  await expect(page.getByRole('tabpanel', { name: 'Code' })).toContainText('asyncio.gather');
  for (const tab of ['Output', 'Numbers', 'Table', 'Lesson'] as const) {
    await expect(await openTab(page, tab)).not.toContainText(/\d\.\d\d|start 1/);
  }

  await expect(button(page, 'Play and compare')).toBeDisabled();
  await page.keyboard.press('q');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await expect(badge(group(page, 'Async'), 'Modelled')).toBeVisible();
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(card(page)).toContainText('You said 8 s');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('End');
  await expect(card(page)).toContainText('You said 8 s; it took 5.00 s, modelled.');
  await expect(card(page)).toContainText('They all sleep at the same time.');
  await expect(page.getByRole('status').filter({ hasText: 'You said 8 s; it took 5.00 s' })).toHaveCount(1);
  await expect(page).toHaveURL(/scenario=gather&engine=model$/);
});

test('the next question is offered, and what is right is said to be', async ({ page }) => {
  await openModel(page, '&scenario=gather&predict=1');
  await card(page).getByRole('textbox').fill('5');
  await button(page, 'Play and compare').click();
  await page.keyboard.press('End');
  await expect(card(page)).toContainText('As you said');
  await button(page, 'Next question').click();
  await expect(card(page)).toContainText('In which order does gather give the results?');
  await expect(badge(groups(page), 'Kept back')).toHaveCount(1);
  await expect(card(page).getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(card(page)).toContainText('As you said');
  await expect(button(page, 'Next question')).toBeHidden();
  await button(page, 'Put the question away').click();
  await expect(card(page)).toBeHidden();
});

test('a prediction runs live workers, and is compared with what they did', async ({ page }) => {
  await page.goto('./?scenario=create-task&unit=0.02&predict=1');
  await card(page).getByRole('textbox').fill('8');
  await button(page, 'Run and compare').click();
  await expectAllGroups(page, 1, 'Measured');
  await expect(card(page)).toContainText(/You said 8 s; it took [56]\.\d\d s, measured\./);
});

test('a workload opened from the catalogue asks first, until the reader would rather not', async ({
  page,
}) => {
  await openModel(page, '&modes=sync');
  await expect(card(page)).toBeHidden();
  await choose(page, 'Gather');
  await expect(card(page)).toBeVisible();
  await button(page, 'Skip').click();
  await expect(card(page)).toBeHidden();
  await expect(elapsed(group(page, 'Async'))).toHaveText('5.00 s');
  await expect(playhead(page)).toHaveValue('0');

  await choose(page, 'Two tasks');
  await button(page, 'Don’t ask').click();
  await choose(page, 'Gather');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gather');
  await expect(card(page)).toBeHidden();
  await expect(badge(groups(page), 'Modelled')).toHaveCount(1);

  const lesson = await openTab(page, 'Lesson');
  await lesson.getByRole('checkbox', { name: 'Ask me to predict' }).check();
  await choose(page, 'Two tasks');
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('r');
  await expect(card(page)).toBeHidden();
  await expect(badge(groups(page), 'Modelled')).toHaveCount(1);
});

test('the first visit never asks', async ({ page }) => {
  await page.goto('./');
  await expectAllGroups(page, 6, 'Running');
  await expect(card(page)).toBeHidden();
});
