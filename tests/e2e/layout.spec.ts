import { expect, test } from './page.ts';
import { button, group, openModel, openTab } from './stage.ts';

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
];

for (const theme of ['light', 'projector']) {
  test(`in the ${theme} theme all that matters is in view at every width`, async ({ page }) => {
    await openModel(page, `&theme=${theme}`);
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      for (const name of ['Run', 'Live', 'Model', 'Share', 'Export', 'Step back', 'Play', 'Step forward']) {
        await expect(button(page, name), `${name} at ${viewport.width}`).toBeInViewport({ ratio: 1 });
      }
      for (const tab of ['Code', 'Output', 'Numbers', 'Table'] as const) {
        await openTab(page, tab);
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(overflow, `${tab} at ${viewport.width}`).toBe(0);
      }
      const elapsed = group(page, 'Processes').getByTitle('Elapsed');
      await elapsed.scrollIntoViewIfNeeded();
      await expect(elapsed, `at ${viewport.width}`).toBeInViewport({ ratio: 1 });
    }
  });
}

test('where there is no room for the catalogue, a button opens it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openModel(page);
  await expect(page.getByRole('navigation', { name: 'Workloads' })).toBeHidden();
  await button(page, 'Workloads').click();
  const dialog = page.getByRole('dialog', { name: 'Workloads' });
  await dialog.getByRole('button', { name: 'Gather' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gather');
  await expect(button(page, 'Workloads')).toBeFocused();
});
