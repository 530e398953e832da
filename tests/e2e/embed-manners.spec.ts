import { devices, type Frame, type Page } from '@playwright/test';
import { expectHeard, expectState, say, stateOf, test } from './deck.ts';
import { expect } from './page.ts';
import { plain } from './servers/addresses.ts';

const MODEL = '&engine=model&modes=sync,async';

/** Runs for 25 real seconds: longer than any test looks at it. */
const LONG = '&modes=sync&unit=1';

/** Whether the keys are the deck’s: the frame does not have the focus. */
const expectFocusWithDeck = async (frame: Frame): Promise<void> => {
  expect(await frame.evaluate(() => document.hasFocus())).toBe(false);
};

/** Moves the focus into the frame as the keyboard does. */
async function tabInto(page: Page, frame: Frame): Promise<void> {
  await page.keyboard.press('Tab');
  await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
}

const heardMethods = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => window.heard.flatMap((said) => (said.method ? [JSON.stringify(said)] : [])));

test('what is pressed in the frame leaves the keys with the deck', async ({ page, openDeck }) => {
  const frame = await openDeck(MODEL);

  const slider = frame.getByRole('slider', { name: 'Playhead' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider is not shown.');
  const { x, y, width, height } = box;
  await page.mouse.move(x + width / 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  const { time: halfway, duration } = await stateOf(page);
  expect(Math.abs(halfway / duration - 0.5)).toBeLessThan(0.05);
  // It is still held outside, and let go of there.
  await page.mouse.move(x + width, y - 100, { steps: 4 });
  await page.mouse.up();
  await expectState(page, { time: duration });
  await expectFocusWithDeck(frame);

  const canvas = frame.locator('canvas').first();
  await canvas.click({ position: { x: 300, y: 20 } });
  await expect.poll(async () => (await stateOf(page)).time).toBeLessThan(duration);
  await expectFocusWithDeck(frame);

  await frame.getByRole('combobox', { name: 'Speed' }).click();
  await expectState(page, { speed: 2 });
  await frame.getByRole('button', { name: 'doc 1' }).first().click();
  await frame.getByRole('button', { name: 'Next lane' }).click();
  await expect(frame.getByRole('button', { name: 'doc 2', pressed: true })).toHaveCount(1);
  await frame.getByRole('button', { name: 'Play', exact: true }).click();
  await expectState(page, { playing: true });
  await expectFocusWithDeck(frame);

  await page.keyboard.press('PageDown');
  expect(await page.evaluate(() => window.keys)).toEqual(['PageDown']);
});

test('keys that nothing in the frame needs go back to the deck', async ({ page, openDeck }) => {
  const frame = await openDeck(MODEL);
  await tabInto(page, frame);
  await page.keyboard.press('ArrowRight');
  await expectState(page, { step: 1 });
  expect(await heardMethods(page)).toEqual([]);

  await say(page, 'slide:stop');
  await expectState(page, { playing: false });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('b');
  await expect
    .poll(() => heardMethods(page))
    .toEqual(['{"method":"triggerKey","args":[39]}', '{"method":"triggerKey","args":[66]}']);
  await expectState(page, { step: 1 });

  // A slider is moved by arrows, and needs no others.
  await frame.getByRole('slider', { name: 'Playhead' }).focus();
  await page.keyboard.press('ArrowRight');
  await expectState(page, { step: 2 });
  await page.keyboard.press('PageDown');
  await expect.poll(() => heardMethods(page)).toHaveLength(3);

  // A host that passes keys on by itself is told of them instead.
  await page.evaluate(() => window.ask('adopt'));
  await say(page, { context: 'interleave', method: 'addEventListener', value: 'key' });
  await page.keyboard.press('PageUp');
  await expectHeard(page, 'key');
  expect(await heardMethods(page)).toHaveLength(3);
});

test('a live run goes with its slide: broken off when that is left, begun anew when it is back', async ({
  page,
  openDeck,
}) => {
  await openDeck(LONG);
  await say(page, 'slide:start');
  await expectState(page, { running: true, provenance: ['Running'] });
  await say(page, 'slide:stop');
  await expectState(page, { running: false, playing: false, provenance: ['Cancelled'] });
  await say(page, 'slide:start');
  await expectState(page, { running: true, provenance: ['Running'] });
  await page.evaluate(() => window.scrollTo(0, 2000));
  await expectState(page, { running: false, playing: false, provenance: ['Cancelled'] });
  // Its slide is still shown: out of view for a moment is no end.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectState(page, { running: true, provenance: ['Running'] });
});

test('a frame that plays when it is in view stops when it is not', async ({ page, openDeck }) => {
  await openDeck(`${MODEL}&autoplay=visible&loop=1`);
  await expectState(page, { playing: true });
  await page.evaluate(() => window.scrollTo(0, 2000));
  await expectState(page, { playing: false });
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectState(page, { playing: true });
});

test('strangers are not listened to', async ({ page, openDeck, context }) => {
  await openDeck(MODEL);
  // A frame beside it.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const sibling = document.createElement('iframe');
        addEventListener('message', ({ source }) => {
          if (source === sibling.contentWindow) resolve();
        });
        sibling.srcdoc = `<script>
          for (const said of ['slide:start', '{"context":"player.js","method":"play"}', '{"context":"interleave","method":"run"}'])
            parent.frames[0].postMessage(said, '*');
          parent.postMessage('{}', '*');
        </script>`;
        document.body.append(sibling);
      }),
  );
  expect(await stateOf(page)).toMatchObject({ playing: false, time: 0 });

  // The page that has opened it.
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate(
      (address) => {
        Object.assign(window, { opened: window.open(address) });
      },
      new URL(`embed.html?v=1${MODEL}`, plain).href,
    ),
  ]);
  const play = opened.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeVisible();
  await page.evaluate(() => (window as Window & { opened?: Window }).opened?.postMessage('slide:start', '*'));
  await opened.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await expect(play).toBeVisible();
});

test('a host plays it, hears of it, and sets it', async ({ page, openDeck }) => {
  await openDeck(MODEL);
  for (const event of ['play', 'timeupdate', 'pause', 'ended']) {
    await say(page, { context: 'player.js', method: 'addEventListener', value: event });
  }
  await say(page, { context: 'player.js', method: 'setCurrentTime', value: 24.5 });
  await say(page, { context: 'player.js', method: 'play' });
  await expectHeard(page, 'ended');
  const events = await page.evaluate(() => window.heard.map((said) => said.event));
  expect(events).toEqual(expect.arrayContaining(['play', 'timeupdate', 'pause', 'ended']));
  await expectState(page, { ended: true, playing: false, time: 25 });

  await page.evaluate(() => window.ask('setParams', { tasks: 3, speed: 2, theme: 'dark' }));
  await expectState(page, { duration: 15, speed: 2, time: 0 });
  const refused = await page.evaluate(() => window.ask('setParams', { tasks: 'many', speed: 4 }));
  expect(refused).toEqual({ code: 4, msg: expect.stringContaining('tasks is “many”') });
  await expectState(page, { duration: 15, speed: 2 });

  const traces = await page.evaluate(() => window.ask('getTrace'));
  expect(traces).toMatchObject([
    { format: 'interleave-trace', mode: 'sync' },
    { format: 'interleave-trace', mode: 'async' },
  ]);
});

test('a host hears what is predicted, and whether it is so', async ({ page, openDeck }) => {
  const frame = await openDeck(`${MODEL}&predict=1`);
  await say(page, { context: 'interleave', method: 'addEventListener', value: 'prediction' });
  // The question is what there is to do: nothing plays.
  await say(page, 'slide:start');
  await expectState(page, { playing: false });
  await frame.getByRole('textbox').fill('5');
  await frame.getByRole('button', { name: 'Play and compare' }).click();
  await expectState(page, { playing: true });
  await say(page, { context: 'player.js', method: 'setCurrentTime', value: 25 });
  await expect
    .poll(() =>
      page.evaluate(() => window.heard.flatMap((said) => (said.event === 'prediction' ? [said.value] : []))),
    )
    .toMatchObject([
      { predicted: '5 s', isRight: null },
      { predicted: '5 s', isRight: true },
    ]);
});

test('the wheel over the frame scrolls the deck', async ({ page, openDeck }) => {
  const frame = await openDeck(MODEL);
  await frame.locator('canvas').first().hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
});

test.describe('with fingers', () => {
  const { viewport, hasTouch, isMobile } = devices['Pixel 5'];
  test.use({ viewport, hasTouch, isMobile });

  test('a finger that moves up over the lanes scrolls the deck, one that moves sideways pans', async ({
    page,
    openDeck,
  }) => {
    const frame = await openDeck(MODEL);
    const lanes = frame.locator('canvas').first();
    const box = await lanes.boundingBox();
    if (!box) throw new Error('The lanes are not shown.');
    const session = await page.context().newCDPSession(page);
    const from = { x: box.x + box.width - 40, y: box.y + 20 };
    const swipe = async (byX: number, byY: number): Promise<void> => {
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
      for (let part = 1; part <= 8; part++) {
        const point = { x: from.x + (byX * part) / 8, y: from.y + (byY * part) / 8 };
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
      }
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const axis = (): Promise<string[]> =>
      frame.getByRole('region', { name: 'Lanes' }).locator('svg[aria-hidden] > text').allTextContents();

    await tabInto(page, frame);
    const whole = await axis();
    await page.keyboard.press('w');
    await expect.poll(axis).not.toEqual(whole);
    const zoomed = await axis();
    await swipe(-150, 0);
    await expect.poll(axis).not.toEqual(zoomed);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await swipe(0, -150);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  });
});
