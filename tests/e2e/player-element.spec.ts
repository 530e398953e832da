import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import type { InterleavePlayer } from '../../src/embed/element/player.ts';
import { expect, test } from './page.ts';
import { isolated } from './servers/addresses.ts';
import { startStaticHost } from './servers/static-host.mjs';

/** What the page lets in: the module and its frames, no inline style or script. */
const STRICT = `default-src 'none'; script-src ${isolated}; frame-src ${isolated} 'self'; img-src data:`;

let host: Awaited<ReturnType<typeof startStaticHost>>;

test.beforeAll(async () => {
  host = await startStaticHost({
    folders: { '/': fileURLToPath(new URL('pages/', import.meta.url)) },
    headers: { 'Content-Security-Policy': STRICT },
    substitutions: { 'https://interleave.example/': isolated },
  });
});

test.afterAll(() => host.close());

/** Opens a page of another origin than the frames, with this in its body. */
async function openHost(page: Page, body: string): Promise<void> {
  await page.goto(`http://127.0.0.1:${host.port}/host.html`);
  await page.evaluate((markup) => {
    document.body.innerHTML = markup;
  }, body);
  await expect(page.locator('interleave-player:not(:defined)')).toHaveCount(0);
}

/** The names of what a player tells of, from now on. */
async function listen(player: Locator): Promise<void> {
  await player.evaluate((element) => {
    const told: string[] = [];
    Object.assign(window, { told });
    for (const name of [
      'ready',
      'play',
      'pause',
      'timeupdate',
      'ended',
      'durationchange',
      'ratechange',
      'error',
    ]) {
      element.addEventListener(name, () => told.push(name));
    }
  });
}

const told = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => ('told' in window ? (window.told as readonly string[]) : []));

/** Waits for the frame, and asks how it stands. */
const stateOf = (player: Locator) => player.evaluate((element: InterleavePlayer) => element.getState());

const MODEL = 'scenario="documents" modes="sync,async" engine="model"';

test('a player says what its attributes say, and looks as they say', async ({ page }) => {
  await openHost(
    page,
    `<interleave-player ${MODEL} tasks="3" seed="7" speed="4" loop code controls="min" title="Three documents" width="800" height="450"></interleave-player>`,
  );
  const player = page.locator('interleave-player');
  expect(await stateOf(player)).toMatchObject({
    scenario: 'documents',
    modes: ['sync', 'async'],
    engine: 'model',
    params: { tasks: 3 },
    provenance: ['Modelled', 'Modelled'],
    speed: 4,
    loop: true,
    playing: false,
    notices: [],
  });
  const frame = page.locator('iframe[title="Three documents"]');
  expect(await frame.boundingBox()).toMatchObject({ width: 800, height: 450 });
  expect(await player.evaluate((element: InterleavePlayer) => element.currentSrc)).toBe(
    `${isolated}embed.html?v=1&scenario=documents&modes=sync%2Casync&engine=model&tasks=3&seed=7&speed=4&loop=1&code=1&controls=min`,
  );
});

test('what is asked before the run is there is done once it is', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL}></interleave-player>`);
  const afterwards = await page.locator('interleave-player').evaluate(async (element: InterleavePlayer) => {
    // Defined by the markup above; this one is made before it is in the page, as if it were not defined yet.
    const early = document.createElement('interleave-player');
    for (const name of ['scenario', 'modes', 'engine']) {
      early.setAttribute(name, element.getAttribute(name) ?? '');
    }
    Object.defineProperty(early, 'currentTime', { value: 3, configurable: true });
    Object.defineProperty(early, 'playbackRate', { value: 4, configurable: true });
    element.replaceWith(early);
    const stepped = early.setStep(9);
    early.setAttribute('tasks', '3');
    await stepped;
    const { step, speed, params } = await early.getState();
    return { step, speed, params };
  });
  expect(afterwards).toMatchObject({ step: 9, speed: 4, params: { tasks: 3 } });
});

test('a player is played, heard and asked like a film', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL} speed="8"></interleave-player>`);
  const player = page.locator('interleave-player');
  expect(await stateOf(player)).toMatchObject({ time: 0 });
  await listen(player);
  await player.evaluate((element: InterleavePlayer) => element.play());
  await expect.poll(() => told(page)).toContain('ended');
  expect((await told(page)).slice(0, 1)).toEqual(['play']);
  expect(await told(page)).toEqual(expect.arrayContaining(['timeupdate', 'pause']));
  const end = await player.evaluate(async (element: InterleavePlayer) => {
    const { currentTime, duration, paused, ended } = element;
    element.currentTime = 1;
    const sought = (await element.getState()).time;
    await element.setStep(5);
    await element.stepForward();
    await element.stepForward();
    await element.stepBack();
    const { step } = await element.getState();
    element.playbackRate = 2;
    await element.getState();
    return { atEnd: currentTime === duration, paused, ended, sought, step, rate: element.playbackRate };
  });
  expect(end).toEqual({ atEnd: true, paused: true, ended: true, sought: 1, step: 6, rate: 2 });
  expect(await told(page)).toContain('ratechange');
  const traces = await player.evaluate((element: InterleavePlayer) => element.getTrace());
  expect(traces).toHaveLength(2);
});

test('a live run is run, and broken off', async ({ page }) => {
  await openHost(
    page,
    '<interleave-player scenario="documents" modes="async" unit="0.01"></interleave-player>',
  );
  const player = page.locator('interleave-player');
  await player.evaluate((element: InterleavePlayer) => Promise.all([element.run(), element.cancel()]));
  expect(await stateOf(player)).toMatchObject({ running: false, provenance: ['Not run'] });
  await listen(player);
  await player.evaluate((element: InterleavePlayer) => element.play());
  await expect.poll(() => told(page)).toContain('ended');
  expect((await stateOf(player)).provenance).toEqual(['Measured']);
  await player.evaluate(async (element: InterleavePlayer) => {
    await element.setParams({ unit: 10 });
    await element.run();
    await element.cancel();
  });
  await expect.poll(async () => (await stateOf(player)).running).toBe(false);
});

test('a player follows its attributes without loading its frame anew', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL} tasks="3" loop></interleave-player>`);
  const player = page.locator('interleave-player');
  await stateOf(player);
  await listen(player);
  await page.locator('iframe').evaluate((frame) => frame.classList.add('first'));
  await player.evaluate((element: InterleavePlayer) => {
    element.setAttribute('tasks', '4');
    element.setAttribute('t', '2');
    element.removeAttribute('modes');
    element.loop = false;
    element.title = 'Four documents';
  });
  await expect
    .poll(() => stateOf(player))
    .toMatchObject({
      params: { tasks: 4 },
      time: 2,
      loop: false,
      modes: expect.arrayContaining(['threads']),
    });
  await expect(page.locator('iframe.first[title="Four documents"]')).toBeVisible();

  const refusal = player.evaluate((element: InterleavePlayer) =>
    element.setParams({ tasks: 'many' }).catch((error: Error) => error.message),
  );
  expect(await refusal).toContain('tasks');
  await player.evaluate((element) => element.setAttribute('tasks', 'many'));
  await expect.poll(() => told(page)).toContain('error');
  expect((await stateOf(player)).params).toMatchObject({ tasks: 4 });

  await player.evaluate((element: InterleavePlayer) => element.load());
  await expect(page.locator('iframe.first')).toHaveCount(0);
  await expect.poll(() => told(page)).toContain('ready');
});

test('a player that is taken out and put back begins anew, one that is moved goes on', async ({ page }) => {
  await openHost(page, `<main><interleave-player ${MODEL}></interleave-player></main><aside></aside>`);
  const player = page.locator('interleave-player');
  await player.evaluate((element: InterleavePlayer) => element.setStep(4));
  const reason = await player.evaluate((element: InterleavePlayer) => {
    const question = element.getState().catch((error: Error) => error.message);
    element.remove();
    Object.assign(window, { player: element });
    return question;
  });
  expect(reason).toBe('The player was taken out of its page.');
  const afterwards = await page.evaluate(async () => {
    const { player } = window as unknown as { player: InterleavePlayer };
    const refusal = await player.play().catch((error: Error) => error.message);
    document.querySelector('aside')?.append(player);
    return { refusal, state: await player.getState() };
  });
  expect(afterwards).toMatchObject({ refusal: 'The player is in no page.', state: { step: 0 } });

  await player.evaluate((element: InterleavePlayer) => element.setStep(4));
  await player.evaluate((element) => document.querySelector('main')?.moveBefore(element, null));
  await expect(page.locator('main interleave-player')).toBeVisible();
  expect((await stateOf(player)).step).toBe(4);
});

test('two players of a page know nothing of each other', async ({ page }) => {
  await openHost(
    page,
    `<interleave-player id="one" ${MODEL} width="400"></interleave-player>
     <interleave-player id="other" ${MODEL} width="400"></interleave-player>`,
  );
  const [one, other] = [page.locator('#one'), page.locator('#other')];
  await stateOf(other);
  await listen(other);
  await one.evaluate((element: InterleavePlayer) => element.setStep(9));
  await expect(page.locator('iframe[title="Five documents, five seconds each"]')).toHaveCount(2);
  expect((await stateOf(one)).step).toBe(9);
  expect((await stateOf(other)).step).toBe(0);
  expect(await told(page)).toEqual([]);
});

test('a frame in a sandbox answers all the same', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL} sandbox="allow-scripts"></interleave-player>`);
  const player = page.locator('interleave-player');
  await player.evaluate((element: InterleavePlayer) => element.setStep(3));
  expect((await stateOf(player)).step).toBe(3);
});

test('strangers are not listened to', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL}></interleave-player>`);
  const player = page.locator('interleave-player');
  await stateOf(player);
  await listen(player);
  await page.evaluate(() => {
    const message = { context: 'player.js', version: '0.0.11', event: 'play', listener: 'on-play' };
    window.postMessage(JSON.stringify(message), '*');
  });
  expect((await stateOf(player)).playing).toBe(false);
  expect(await told(page)).toEqual([]);
});

test('keys that the frame makes no use of happen to the page', async ({ page }) => {
  await openHost(page, `<interleave-player ${MODEL}></interleave-player>`);
  await stateOf(page.locator('interleave-player'));
  await page.evaluate(() => {
    const pressed: string[] = [];
    Object.assign(window, { told: pressed });
    for (const type of ['keydown', 'keyup'] as const) {
      document.addEventListener(type, ({ type, key, keyCode, target }) =>
        pressed.push(`${type} ${key} ${keyCode} ${target instanceof Element ? target.localName : ''}`),
      );
    }
  });
  await page.locator('iframe').focus();
  await page.keyboard.press('PageDown');
  await expect
    .poll(() => told(page))
    .toEqual(['keydown PageDown 34 interleave-player', 'keyup PageDown 34 interleave-player']);
});

test.describe('on a ground of any colour', () => {
  // Emulated, it would be the same in all frames, whatever stands around them.
  test.use({ colorScheme: null });

  test('a frame is as light or dark as what it stands on', async ({ page }) => {
    await openHost(page, `<interleave-player ${MODEL}></interleave-player>`);
    const ground = (colour: string) =>
      page.evaluate((background) => document.body.style.setProperty('background', background), colour);
    const isDark = () =>
      page
        .frameLocator('iframe')
        .locator('html')
        .evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await ground('#222');
    await stateOf(page.locator('interleave-player'));
    await expect.poll(isDark).toBe(true);
    await ground('#eee');
    await expect.poll(isDark).toBe(false);
  });
});

test.describe('where no run comes', () => {
  const POSTER = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>';

  /** Opens players whose frames do not come, and waits until they have noticed. */
  async function openInVain(page: Page, body: string): Promise<void> {
    await page.clock.install();
    await openHost(page, body);
    await page.clock.fastForward(30_000);
  }

  test('the poster stays, or what stands in the element', async ({ page }) => {
    await openInVain(
      page,
      `<interleave-player id="poster" host="nowhere" loading="eager" width="320" poster='${POSTER}'><p>Not seen</p></interleave-player>
       <interleave-player id="inside" host="nowhere" loading="eager" width="320"><p>A picture of the run</p></interleave-player>
       <interleave-player id="bare" host="nowhere" loading="eager" width="320" scenario="gather">
       </interleave-player>`,
    );
    await expect(page.locator('#poster img')).toBeVisible();
    await expect(page.getByText('Not seen')).toBeHidden();
    await expect(page.getByText('A picture of the run')).toBeVisible();
    const link = page.locator('#bare').getByRole('link', { name: 'Open it by itself' });
    await expect(link).toHaveAttribute(
      'href',
      `http://127.0.0.1:${host.port}/nowhere/embed.html?v=1&scenario=gather`,
    );
    await expect(page.locator('iframe').first()).toBeHidden();
    const { code, refusal } = await page.locator('#bare').evaluate(async (element: InterleavePlayer) => ({
      code: element.error?.code,
      refusal: element.pause(),
    }));
    expect([code, refusal]).toEqual(['unreachable', undefined]);
  });

  test('an address that would run in the name of the page is not opened', async ({ page }) => {
    await openHost(page, '<interleave-player src="javascript:alert(1)">No run</interleave-player>');
    const player = page.locator('interleave-player');
    await expect
      .poll(() => player.evaluate((element: InterleavePlayer) => element.error?.code))
      .toBe('address');
    await expect(page.locator('iframe')).toHaveCount(0);
    await expect(page.getByText('No run')).toBeVisible();
    await player.evaluate((element: InterleavePlayer, src) => {
      element.src = src;
    }, `${isolated}embed.html?scenario=gather&engine=model`);
    await expect(page.locator('iframe')).toBeVisible();
    expect((await stateOf(player)).scenario).toBe('gather');
  });
});
