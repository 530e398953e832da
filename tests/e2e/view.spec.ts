import { expect, test } from './page.ts';
import {
  axisLabels,
  badge,
  elapsed,
  group,
  groups,
  modeButton,
  neverAsk,
  openModel,
  playhead,
} from './stage.ts';

const WHOLE = ['0', '5', '10', '15', '20', '25 s'];

test.describe('the view', () => {
  test('zooms and pans by key within the run, and shows all of it again', async ({ page }) => {
    await openModel(page, '&modes=sync,async');
    const labels = axisLabels(page);
    const first = async () => Number.parseFloat((await labels.first().textContent()) ?? '');
    const last = async () => Number.parseFloat((await labels.last().textContent()) ?? '');
    await expect(labels).toHaveText(WHOLE);

    await page.keyboard.press('w');
    await expect.poll(last).toBeLessThan(20);
    await page.keyboard.press('w');
    await expect.poll(last).toBeLessThan(15);
    expect(await first()).toBe(0);
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(first).toBeGreaterThan(0);
    for (let more = 0; more < 20; more++) await page.keyboard.press('d');
    await expect.poll(last).toBeGreaterThan(20);
    expect(await last()).toBeLessThanOrEqual(25);
    for (let more = 0; more < 30; more++) await page.keyboard.press('a');
    await expect(labels.first()).toHaveText('0');
    await page.keyboard.press('s');
    await page.keyboard.press('s');
    await page.keyboard.press('s');
    await expect(labels).toHaveText(WHOLE);

    await page.keyboard.press('w');
    await expect(labels).not.toHaveText(WHOLE);
    await page.keyboard.press('0');
    await expect(labels).toHaveText(WHOLE);
  });

  test('zooms with Ctrl and the wheel, pans by dragging, and fits on a double click', async ({ page }) => {
    await openModel(page, '&modes=sync');
    const labels = axisLabels(page);
    await expect(labels).toHaveText(WHOLE);
    const lanes = group(page, 'Sync').getByRole('img', { name: 'Lanes of Sync' });
    await lanes.hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await expect(labels).not.toHaveText(WHOLE);
    const zoomed = await labels.allTextContents();

    const box = await lanes.boundingBox();
    if (!box) throw new Error('The lanes are not on the page.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x - 150, middle.y, { steps: 5 });
    await page.mouse.up();
    await expect(labels).not.toHaveText(zoomed);
    // Dragging is no click: the playhead stays.
    await expect(playhead(page)).toHaveValue('0');

    await lanes.dblclick();
    await expect(labels).toHaveText(WHOLE);
  });

  test('says in words what is under the pointer, and puts the playhead where a lane is clicked', async ({
    page,
  }) => {
    await openModel(page, '&modes=sync');
    const lanes = group(page, 'Sync').getByRole('img', { name: 'Lanes of Sync' });
    const five = await axisLabels(page).getByText('5', { exact: true }).boundingBox();
    const ten = await axisLabels(page).getByText('10', { exact: true }).boundingBox();
    const box = await lanes.boundingBox();
    if (!five || !ten || !box) throw new Error('The axis and the lanes are not on the page.');
    // A little before 5 s the first of five documents sleeps.
    await lanes.hover({ position: { x: five.x - 20 - box.x, y: box.height / 10 } });
    await expect(group(page, 'Sync')).toContainText('still to come');
    await page.keyboard.press('End');
    await expect(group(page, 'Sync')).toContainText('doc 0 waits until 5.00 s (time.sleep)');

    await lanes.click({ position: { x: ten.x + ten.width / 2 - box.x, y: box.height / 2 } });
    await page.mouse.move(0, 0);
    await expect(group(page, 'Sync')).not.toContainText('waits until');
    const text = (await playhead(page).getAttribute('aria-valuetext')) ?? '';
    // A pixel is about a thirtieth of a second.
    expect(Math.abs(Number.parseFloat(text) - 10)).toBeLessThan(0.05);
  });
});

test.describe('the modes on the stage', () => {
  test('are turned on and off by the digits and their buttons, all but the last', async ({ page }) => {
    await openModel(page);
    for (const digit of '12345') await page.keyboard.press(digit);
    await expect(groups(page)).toHaveCount(1);
    await expect(group(page, 'Processes')).toBeVisible();
    await page.keyboard.press('6');
    await expect(group(page, 'Processes')).toBeVisible();
    await expect(modeButton(page, 'Processes')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('3');
    await modeButton(page, 'Sync').click();
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Async', 'Processes']);
    await expect(elapsed(group(page, 'Async'))).toHaveText('5.00 s');
  });

  test('stay as they are while a number is typed', async ({ page }) => {
    await openModel(page);
    await page.getByLabel('documents', { exact: true }).focus();
    await page.getByLabel('documents', { exact: true }).selectText();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await expect(elapsed(group(page, 'Sync'))).toHaveText('60.00 s');
    await expect(groups(page)).toHaveCount(6);
    await page.getByRole('searchbox', { name: 'Find a workload' }).first().focus();
    await page.keyboard.type('4 s?');
    await expect(groups(page)).toHaveCount(6);
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});

test('the catalogue is narrowed by what is typed, and opens a workload as it is at first', async ({
  page,
}) => {
  await neverAsk(page);
  await openModel(page, '&tasks=3&modes=sync');
  const catalogue = page.getByRole('navigation');
  await catalogue.getByRole('searchbox').fill('nothing has this name');
  await expect(catalogue).toContainText(
    'Nothing has “nothing has this name” in its title, its claim or its modes.',
  );
  await catalogue.getByRole('searchbox').fill('RACE async one');
  await expect(catalogue.getByRole('listitem').getByRole('button')).toHaveText(['A race on one thread']);
  await catalogue.getByRole('listitem').getByRole('button').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A race on one thread');
  await expect(groups(page).getByRole('heading')).toHaveText(['Async', 'Async + lock']);
  await expect(page.getByLabel('tasks', { exact: true })).toHaveValue('5');
  await expect(badge(groups(page), 'Modelled')).toHaveCount(2);
});
