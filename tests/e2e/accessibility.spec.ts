import { violations } from './axe.ts';
import { expect, test } from './page.ts';
import { badge, button, expectAllGroups, group, openModel, openTab } from './stage.ts';

const OVERLAYS = {
  Share: 'dialog',
  Export: '[role="menu"]',
  Theme: '[role="menu"]',
  Machine: '[popover]:popover-open',
};

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

for (const { theme, viewports } of [
  { theme: 'light', viewports: [WIDE, NARROW] },
  // Dark differs from light in its colours alone, which are the same at any width.
  { theme: 'dark', viewports: [WIDE] },
  { theme: 'projector', viewports: [WIDE, NARROW] },
]) {
  test(`axe finds nothing in the ${theme} theme, in any tab, dialog or menu`, async ({ page }) => {
    await openModel(page, `&theme=${theme}&modes=sync,threads&lock=1&tasks=2&t=3`);
    await expect(page.getByRole('tabpanel', { name: 'Code' })).toBeVisible();
    for (const viewport of viewports) {
      await page.setViewportSize(viewport);
      await openTab(page, 'Code');
      expect(await violations(page), `the page at ${viewport.width} px`).toEqual([]);
      for (const tab of ['Cores', 'Lesson', 'Output', 'Numbers', 'Table'] as const) {
        await openTab(page, tab);
        expect(await violations(page, 'aside'), `${tab} at ${viewport.width} px`).toEqual([]);
      }
    }
    for (const [name, overlay] of Object.entries(OVERLAYS)) {
      await button(page, name).click();
      await expect(page.locator(overlay)).toBeVisible();
      expect(await violations(page, overlay), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.locator(overlay)).toBeHidden();
    }
    await page.keyboard.press('Shift+?');
    await expect(page.locator('dialog')).toBeVisible();
    expect(await violations(page, 'dialog'), 'Keys').toEqual([]);
  });
}

for (const theme of ['light', 'dark', 'projector']) {
  test(`axe finds nothing on a question, its outcome and the catalogue in the ${theme} theme`, async ({
    page,
  }) => {
    await openModel(page, `&theme=${theme}&scenario=gather&predict=1`);
    const card = page.getByRole('region', { name: 'Predict first' });
    await expect(card).toBeVisible();
    expect(await violations(page), 'asking').toEqual([]);
    await card.getByRole('textbox').fill('5');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await expect(card).toContainText('it took');
    expect(await violations(page, 'main'), 'answered').toEqual([]);
    await button(page, 'Next question').click();
    await card.getByRole('radio').first().check();
    expect(await violations(page, 'main'), 'chosen').toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('lock');
    expect(await violations(page, 'nav'), 'searched').toEqual([]);
    await page.setViewportSize(NARROW);
    await button(page, 'Workloads').click();
    expect(await violations(page, 'dialog'), 'drawer').toEqual([]);
  });
}

for (const theme of ['light', 'dark', 'projector']) {
  test(`axe finds nothing where pictures are exported in the ${theme} theme`, async ({ page }) => {
    await openModel(page, `&theme=${theme}&modes=sync&tasks=2`);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'Picture, video or GIF' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await expect(dialog.getByText(/\d pixels/)).toBeVisible();
    expect(await violations(page, 'dialog'), 'PNG').toEqual([]);
    await dialog.getByRole('radio', { name: 'GIF' }).check();
    await expect(dialog.getByText(/\d frames/)).toBeVisible();
    expect(await violations(page, 'dialog'), 'GIF').toEqual([]);
  });

  test(`axe finds nothing where a frame is shared in the ${theme} theme`, async ({ page }) => {
    await openModel(page, `&theme=${theme}&modes=sync`);
    await button(page, 'Share').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await dialog.getByRole('radio', { name: 'Deck or web page' }).check();
    await dialog.getByRole('radio', { name: 'reveal.js + steps' }).check();
    expect(await violations(page, 'dialog'), 'a frame').toEqual([]);
    await dialog.getByRole('radio', { name: 'Markdown' }).check();
    await expect(dialog.getByRole('img', { name: /^Preview of the poster/ })).toBeVisible();
    expect(await violations(page, 'dialog'), 'a picture').toEqual([]);
  });
}

test('axe finds nothing on the whole page under an open menu', async ({ page }) => {
  await openModel(page, '&modes=sync');
  await button(page, 'Export').click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing while a live run is under way, when it is cancelled and when it has failed', async ({
  page,
}) => {
  await page.goto('./?unit=1&seconds=60&modes=await-loop,async&autoplay=1');
  await expectAllGroups(page, 2, 'Running');
  expect(await violations(page, 'main'), 'running').toEqual([]);
  await button(page, 'Cancel').click();
  await expectAllGroups(page, 2, 'Cancelled');
  expect(await violations(page, 'main'), 'cancelled').toEqual([]);
  await page.goto('./?scenario=bad-doc&unit=0.02&seed=none');
  await expect(page.getByRole('alert')).toContainText('seed is “none”');
  expect(await violations(page, 'main'), 'not run').toEqual([]);
  await button(page, 'Run').click();
  await expect(badge(group(page, 'Sync'), 'Failed')).toBeVisible();
  expect(await violations(page, 'main'), 'failed').toEqual([]);
});
