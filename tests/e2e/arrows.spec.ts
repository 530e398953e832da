import { expect, test } from './page.ts';
import { button, group, openModel } from './stage.ts';

const SWEEP = 20;

test.describe('arrows', () => {
  test('are turned on by key or button, and say at each step who handed over to whom', async ({ page }) => {
    await openModel(page, '&scenario=deadlock&modes=threads:one-order&t=0.9');
    const lanes = group(page, 'One order').getByRole('img', { name: /^Lanes of One order/ });
    const legend = page.getByText('hands a lock or an item over');
    const words = group(page, 'One order').getByRole('status', { name: /^Arrows at this step/ });
    await expect(button(page, 'Arrows')).toHaveAttribute('aria-pressed', 'false');
    await expect(legend).toHaveCount(0);
    const without = await lanes.screenshot();

    await page.keyboard.press('x');
    await expect(button(page, 'Arrows')).toHaveAttribute('aria-pressed', 'true');
    await expect(legend).toBeVisible();
    await expect.poll(async () => (await lanes.screenshot()).equals(without)).toBe(false);

    // What is said may be fetched while the first steps are taken: they are taken again.
    const said = async (): Promise<readonly (string | null)[]> => {
      const all: (string | null)[] = [];
      for (let step = 0; step < SWEEP; step++) {
        await page.keyboard.press('ArrowRight');
        all.push(await words.textContent());
      }
      for (let step = 0; step < SWEEP; step++) await page.keyboard.press('ArrowLeft');
      return all;
    };
    await expect.poll(said).toContain('A hands lock_a to B');

    await button(page, 'Arrows').click();
    await expect(button(page, 'Arrows')).toHaveAttribute('aria-pressed', 'false');
    await expect(legend).toHaveCount(0);
  });
});
