import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { badge, button, expectPlayheadAt, group, openModel } from './stage.ts';

const errorsTab = (page: Page): Locator => page.getByRole('tab', { name: /^Errors/ });

const errorsOf = (where: Page | Locator, title: string): Locator =>
  where.getByRole('region', { name: `Errors of ${title}`, exact: true });

async function goToEnd(page: Page): Promise<void> {
  await page.getByRole('main').focus();
  await page.keyboard.press('End');
}

test.describe('the errors of a document that fails', () => {
  test('belong to a task and a line, which a frame leads to', async ({ page }) => {
    await openModel(page, '&scenario=bad-doc');
    await expect(errorsTab(page)).toHaveText('Errors');
    await expect(group(page, 'Sync')).not.toContainText('ValueError');
    await goToEnd(page);
    await expect(errorsTab(page)).toHaveText('Errors4');
    await group(page, 'Sync').getByRole('button', { name: 'ValueError: Bad doc 2' }).click();
    await expect(errorsTab(page)).toBeFocused();
    const gathered = errorsOf(page, 'Async, gather');
    await expect(gathered.getByRole('list', { name: 'Traceback' }).getByRole('button')).toHaveText([
      /^line 13, in main\s*main\s*print\(await asyncio\.gather\(\*tasks\)\)$/,
      /^line 6, in fetch\s*doc 2\s*raise ValueError/,
    ]);
    await gathered.getByRole('button', { name: /in fetch/ }).click();
    const code = page.getByRole('tabpanel', { name: 'Code', exact: true });
    await expect(code.getByLabel('Listing', { exact: true })).toHaveValue('async');
    await expect(code.locator('[aria-current="step"]', { hasText: 'raise ValueError' })).toContainText(
      'doc 2',
    );
    await expectPlayheadAt(page, '0.20');
  });

  test('stand side by side, with what became of the other documents', async ({ page }) => {
    await openModel(page, '&scenario=bad-doc');
    await goToEnd(page);
    await errorsTab(page).click();
    await button(page, 'Side by side').click();
    const dialog = page.getByRole('dialog', { name: 'Errors side by side' });
    const columns = ['Sync', 'Async, gather', 'Async, uncaught', 'Async, TaskGroup'];
    const remarks = [
      'never start',
      'go on and finish at 0.30 s and 0.40 s',
      'are cancelled',
      'are cancelled',
    ];
    const lefts: number[] = [];
    for (const [index, title] of columns.entries()) {
      const column = errorsOf(dialog, title);
      await expect(column).toContainText(`doc 3 and doc 4 ${remarks[index]}.`);
      lefts.push((await column.boundingBox())?.x ?? 0);
    }
    expect(lefts).toEqual([...new Set(lefts)].sort((one, other) => one - other));
    await errorsOf(dialog, 'Async, TaskGroup')
      .getByRole('button', { name: /in fetch/ })
      .click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('tabpanel', { name: 'Code', exact: true })).toContainText('TaskGroup');
  });

  test('are on standard error once they have ended their thread', async ({ page }) => {
    await openModel(page, '&scenario=bad-doc&modes=sync');
    await page.getByRole('tab', { name: 'Output', exact: true }).click();
    await goToEnd(page);
    await expect(page.getByRole('tabpanel', { name: 'Output' }).getByRole('listitem')).toHaveText([
      /doc 0/,
      /doc 1/,
      /On standard error: ValueError: Bad doc 2/,
    ]);
  });
});

test('a deadlock is one entry, which says where each thread stands once the playhead has come to it', async ({
  page,
}) => {
  await openModel(page, '&scenario=dining-philosophers');
  const card = group(page, 'Left fork first');
  await expect(badge(card, 'Modelled')).toBeVisible();
  await expect(card).not.toContainText('Deadlock');
  await errorsTab(page).click();
  const told = errorsOf(page, 'Left fork first');
  await expect(told).not.toContainText('Deadlock');
  await told.getByRole('button', { name: /^Go there/ }).click();
  await expect(errorsTab(page)).toHaveText('Errors1');
  await expect(told).toContainText(
    'CPython would hang here for ever; this run was ended after 1\u00a0s of it.',
  );
  await expect(told.getByRole('list', { name: 'Who waits for whom' }).getByRole('listitem')).toHaveCount(5);
  await expect(told.getByRole('heading', { name: /^Philosopher \d$/ })).toHaveCount(5);
  await expect(told).toContainText('waits at line 10, in dine');
  await expect(
    card.getByRole('button', { name: /^Deadlock: .* fork 0, held by Philosopher 0$/ }),
  ).toBeVisible();
  await goToEnd(page);
  await expect(badge(card, 'Modelled, failed')).toBeVisible();
});

test('a function that cannot be sent: the browser’s error beside that of CPython, and the page goes on', async ({
  page,
}) => {
  await page.goto('./?scenario=unpicklable&unit=0.05&predict=0');
  await button(page, 'Run').click();
  const broken = group(page, 'In a notebook');
  await expect(badge(broken, 'Failed')).toBeVisible();
  await expect(broken.getByText(/^Measured\s*DataCloneError: .*could not be cloned/)).toBeVisible();
  await expect(broken.getByText(/^CPython, by the model\s*BrokenProcessPool: /)).toBeVisible();
  await expect(badge(group(page, 'In a module'), 'Measured')).toBeVisible();
  await broken.getByRole('button', { name: /^Measured/ }).click();
  const sections = errorsOf(page, 'In a notebook');
  await expect(sections).toHaveCount(2);
  await expect(sections.first()).toContainText('work 1, work 2 and work 3 fail too.');
  await expect(sections.last()).toContainText("AttributeError: Can't get attribute 'work'");
});

test('a run without errors says so', async ({ page }) => {
  await openModel(page, '&scenario=gather');
  await expect(errorsTab(page)).toHaveText('Errors');
  await errorsTab(page).click();
  await expect(page.getByRole('tabpanel', { name: 'Errors' })).toContainText('Nothing has gone wrong');
});
