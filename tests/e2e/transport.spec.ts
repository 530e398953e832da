import { expect, test } from './page.ts';
import { button, expectPlayheadAt, openModel, openTab, playhead } from './stage.ts';

/** How far the playhead is, in program seconds. */
const MOMENT = /^(\d+\.\d\d) of (\d+\.\d\d) seconds$/;

test.describe('the playhead', () => {
  test('steps through what happens, forward and back, by button and by key alike', async ({ page }) => {
    await openModel(page, '&modes=sync&tasks=2');
    const output = await openTab(page, 'Output');
    const printed = output.getByRole('listitem');
    // A focused tab takes the arrow keys for itself.
    await page.getByRole('main').focus();
    const time = async () => Number.parseFloat((await playhead(page).getAttribute('aria-valuetext')) ?? '');
    const press = async (key: string, times: number) => {
      for (let pressed = 0; pressed < times; pressed++) await page.keyboard.press(key);
    };
    const visited = [await time()];
    while (visited.length < 50 && visited.at(-1) !== 10) {
      await page.keyboard.press('ArrowRight');
      visited.push(await time());
    }
    expect([...new Set(visited)]).toEqual([0, 5, 10]);
    await press('ArrowRight', 10);
    await expectPlayheadAt(page, '10.00');
    await expect(printed).toHaveCount(2);

    while ((await time()) === 10) await button(page, 'Step back').click();
    await expectPlayheadAt(page, '5.00');
    await expect(printed).toHaveCount(1);
    await button(page, 'Step forward').click();
    await expectPlayheadAt(page, '10.00');
    await press('ArrowLeft', 2 * visited.length + 10);
    await expectPlayheadAt(page, '0.00');
    await expect(output).toHaveText('Nothing has been printed yet.');
    await page.keyboard.press('ArrowRight');
    await expect(playhead(page)).toHaveAttribute(
      'aria-valuetext',
      /^0\.00 of 10\.00 seconds, step 1 of \d+$/,
    );
  });

  test('goes to the start and the end, and is scrubbed on the slider by key and by pointer', async ({
    page,
  }) => {
    await openModel(page, '&modes=sync');
    await page.keyboard.press('End');
    await expectPlayheadAt(page, '25.00');
    await page.keyboard.press('Home');
    await expectPlayheadAt(page, '0.00');
    await button(page, 'Go to the end').click();
    await expectPlayheadAt(page, '25.00');
    await button(page, 'Go to the start').click();
    await expectPlayheadAt(page, '0.00');

    await playhead(page).focus();
    await page.keyboard.press('End');
    await expectPlayheadAt(page, '25.00');
    await page.keyboard.press('Home');
    await expectPlayheadAt(page, '0.00');
    await page.keyboard.press('PageUp');
    await expectPlayheadAt(page, '2.50');
    const box = await playhead(page).boundingBox();
    if (!box) throw new Error('The slider is not on the page.');
    await page.mouse.move(box.x + 8, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expectPlayheadAt(page, '12\\.[3-7]\\d');
  });
});

test.describe('playing', () => {
  test.beforeEach(async ({ page }) => {
    await page.clock.install({ time: 0 });
  });

  test('moves at the pace of the unit until it is paused or stepped, and then rests', async ({ page }) => {
    await openModel(page, '&modes=sync&unit=0.2');
    await page.clock.pauseAt(60_000);
    await page.keyboard.press('Space');
    await expect(button(page, 'Pause')).toBeVisible();
    await page.clock.runFor(1000);
    // The first frame only starts the count.
    await expectPlayheadAt(page, '4\\.(8|9)\\d');
    await page.keyboard.press('Space');
    await expect(button(page, 'Play')).toBeVisible();
    const rest = await playhead(page).inputValue();
    await page.clock.runFor(1000);
    await expect(playhead(page)).toHaveValue(rest);

    await page.keyboard.press('Space');
    await page.clock.runFor(500);
    await button(page, 'Step forward').click();
    await expectPlayheadAt(page, '10.00');
    await expect(button(page, 'Play')).toBeVisible();
  });

  test('goes by the chosen speed, stops at the end and begins anew from there', async ({ page }) => {
    await openModel(page, '&modes=sync&unit=0.2');
    await page.clock.pauseAt(60_000);
    await page.getByLabel('Speed').selectOption('8×');
    await page.getByRole('main').focus();
    await page.keyboard.press('Shift+<');
    await expect(page.getByLabel('Speed')).toHaveValue('4');
    await button(page, 'Play').click();
    await page.clock.runFor(1000);
    await expectPlayheadAt(page, '19\\.[5-9]\\d');
    await page.clock.runFor(1000);
    await expectPlayheadAt(page, '25.00');
    await expect(button(page, 'Play')).toBeVisible();
    await button(page, 'Play').click();
    await expectPlayheadAt(page, '0.00');
  });

  test('starts over at the end when it loops', async ({ page }) => {
    await openModel(page, '&modes=async&unit=0.1');
    await page.clock.pauseAt(60_000);
    await button(page, 'Loop').click();
    await expect(button(page, 'Loop')).toHaveAttribute('aria-pressed', 'true');
    await button(page, 'Play').click();
    await page.clock.runFor(700);
    const text = (await playhead(page).getAttribute('aria-valuetext')) ?? '';
    const [, now, end] = MOMENT.exec(text) ?? [];
    expect(Number(now)).toBeLessThan(3);
    expect(end).toBe('5.00');
    await expect(button(page, 'Pause')).toBeVisible();
  });
});
