import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, expectAllGroups, openModel, openTab } from './stage.ts';

/** What axe finds, in a form that says what and where. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
}

const THEMES = ['light', 'dark', 'projector'];
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];

for (const theme of THEMES) {
  for (const viewport of WIDTHS) {
    test(`axe finds nothing in the ${theme} theme at ${viewport.width} px, in any tab`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await openModel(page, `&theme=${theme}&t=3`);
      for (const tab of ['Code', 'Output', 'Numbers', 'Table'] as const) {
        await openTab(page, tab);
        expect(await violations(page), tab).toEqual([]);
      }
    });
  }

  test(`axe finds nothing in dialogs and menus in the ${theme} theme`, async ({ page }) => {
    await openModel(page, `&theme=${theme}&modes=sync`);
    for (const name of ['Share', 'All keys', 'Export', 'Theme', 'Machine']) {
      await button(page, name).click();
      await expect(page.locator('dialog[open], [role="menu"], :popover-open')).toBeVisible();
      expect(await violations(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog[open], [role="menu"], :popover-open')).toBeHidden();
    }
  });
}

test('axe finds nothing in a live run, nor after one that has ended in an error', async ({ page }) => {
  await page.goto('./?unit=1&autoplay=1&unit=0.5&tasks=zero');
  await expectAllGroups(page, 6, 'Running');
  expect(await violations(page), 'running').toEqual([]);
  await button(page, 'Cancel').click();
  await expectAllGroups(page, 6, 'Cancelled');
  expect(await violations(page), 'cancelled').toEqual([]);
  await page.goto('./?scenario=bad-doc&autoplay=1&unit=0.02');
  await expect(page.getByRole('alert')).toContainText('ValueError');
  expect(await violations(page), 'failed').toEqual([]);
});
