import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { InterleavePlayer } from '../../src/embed/element/player.ts';
import { expect, test } from './page.ts';
import { isolated } from './servers/addresses.ts';
import { startStaticHost } from './servers/static-host.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

let host: Awaited<ReturnType<typeof startStaticHost>>;

test.beforeAll(async () => {
  host = await startStaticHost({
    folders: { '/reveal.js/': `${root}node_modules/reveal.js/dist/`, '/': `${root}tests/e2e/pages/` },
    substitutions: { 'https://interleave.example/': isolated },
  });
});

test.afterAll(() => host.close());

/** Opens the deck at a slide, counted from 0. */
async function openDeck(page: Page, slide: number, query = ''): Promise<void> {
  await page.goto(`http://127.0.0.1:${host.port}/reveal.html${query}#/${slide}`);
  await expect(page.locator('.reveal.ready')).toBeVisible();
}

const stateOf = (page: Page, id: string) =>
  page.locator(`#${id}`).evaluate((player: InterleavePlayer) => player.getState());

test('a player starts with its slide and stops with it, unless it is to be started by hand', async ({
  page,
}) => {
  await openDeck(page, 0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await stateOf(page, 'played')).playing).toBe(true);
  expect((await stateOf(page, 'waiting')).playing).toBe(false);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await stateOf(page, 'played')).playing).toBe(false);
});

test('fragments put a player at a step, there and back, by keys pressed in it too', async ({ page }) => {
  await openDeck(page, 2);
  const step = async () => (await stateOf(page, 'stepped')).step;
  expect(await stateOf(page, 'stepped')).toMatchObject({ engine: 'model', step: 0 });
  await page.keyboard.press('ArrowRight');
  await expect.poll(step).toBe(3);
  await page.locator('#stepped iframe').focus();
  await page.keyboard.press('PageDown');
  await expect.poll(step).toBe(40);
  await page.keyboard.press('PageUp');
  await expect.poll(step).toBe(3);
  await page.keyboard.press('PageUp');
  await expect.poll(step).toBe(0);
  expect((await stateOf(page, 'stepped')).playing).toBe(false);
});

test('fragments run one player and put another at a time', async ({ page }) => {
  await openDeck(page, 3);
  expect((await stateOf(page, 'told')).provenance).toEqual(['Not run']);
  expect((await stateOf(page, 'other')).step).toBe(4);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await stateOf(page, 'told')).provenance).toEqual(['Measured']);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await stateOf(page, 'other')).time).toBe(1.5);
});

test('a player is dark on a slide with a dark background', async ({ page }) => {
  await openDeck(page, 3);
  await expect(page.locator('#told')).toHaveCSS('color-scheme', 'dark');
  await expect(page.locator('#stepped')).not.toHaveCSS('color-scheme', 'dark');
});

test('on paper, players are their pictures, as far as the fragments of each page have come', async ({
  page,
}) => {
  await openDeck(page, 0, '?view=print');
  await expect(page.locator('.pdf-page #stepped')).toHaveCount(3);
  const said = await page.locator('#stepped iframe').evaluateAll((frames: HTMLIFrameElement[]) =>
    frames.map(({ src, loading }) => {
      const { searchParams } = new URL(src);
      return [loading, searchParams.get('view'), searchParams.get('step')];
    }),
  );
  expect(said).toEqual([
    ['eager', 'print', '0'],
    ['eager', 'print', '3'],
    ['eager', 'print', '40'],
  ]);
  await expect(page.locator('#played').first().locator('iframe')).toHaveAttribute('src', /[?&]view=print\b/);
});
