import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { formatPayload } from '../../src/io/link-payload.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { simulate } from '../../src/sim/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { expect, test } from './page.ts';
import { startStaticHost } from './servers/static-host.mjs';
import { badge, button, elapsed, group, groups, openModel, playhead } from './stage.ts';

/** Opens the dialog on what is on the stage. */
async function share(page: Page): Promise<Locator> {
  await button(page, 'Share').click();
  return page.getByRole('dialog', { name: 'Share' });
}

/** Opens the dialog, for a deck or a page, and chooses what is pasted. */
async function shareFrame(page: Page, format: string): Promise<Locator> {
  const dialog = await share(page);
  await dialog.getByRole('radio', { name: 'Deck or web page' }).check();
  await dialog.getByRole('radio', { name: format, exact: true }).check();
  return dialog;
}

const linkIn = (dialog: Locator): Locator => dialog.getByRole('textbox', { name: 'Link' });
const snippetIn = (dialog: Locator): Locator => dialog.getByRole('textbox', { name: 'Snippet' });

/** How large a picture is made for the reader of codes, in pixels on a side. */
const CODE_SIDE = 400;

/** What a reader of QR codes sees in a picture of the page. */
async function readCode(page: Page, code: Locator): Promise<string | undefined> {
  const picture = (await code.screenshot()).toString('base64');
  const dark = await page.evaluate(
    async ([encoded, side]) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(side, side).getContext('2d');
      const scale = side / Math.max(image.width, image.height);
      context?.fillRect(0, 0, side, side);
      context?.drawImage(image, 0, 0, image.width * scale, image.height * scale);
      const data = context?.getImageData(0, 0, side, side).data ?? [];
      let pixels = '';
      for (let at = 0; at < data.length; at += 4) pixels += (data[at] ?? 255) < 128 ? '1' : '0';
      return pixels;
    },
    [picture, CODE_SIDE] as const,
  );
  const pixels = Uint8ClampedArray.from([...dark].flatMap((bit) => (bit === '1' ? DARK : LIGHT)));
  return jsQR(pixels, CODE_SIDE, CODE_SIDE)?.data;
}

const DARK = [0, 0, 0, 255];
const LIGHT = [255, 255, 255, 255];

/** Opens a page of somebody else's, on another origin, into which a snippet has been pasted. */
async function openHost(page: Page, snippet: string): Promise<void> {
  const file = test.info().outputPath('lecture.html');
  await writeFile(file, `<!doctype html>\n<title>Lecture</title>\n${snippet}\n`);
  const { port, close } = await startStaticHost({ folders: { '/': `${dirname(file)}/` } });
  hosts.push(close);
  await page.goto(`http://127.0.0.1:${port}/lecture.html`);
}

const hosts: (() => Promise<void>)[] = [];

test.afterEach(async () => {
  for (const close of hosts.splice(0)) await close();
});

test.describe('a link', () => {
  test('opens the same page', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&lock=1&tasks=3&seed=9');
    await page.keyboard.press('End');
    const dialog = await share(page);
    const link = linkIn(dialog);
    await expect(link).toHaveValue(/[?&]autoplay=1/);
    await dialog.getByLabel('Run when opened').uncheck();
    await dialog.getByLabel('Open at 15.00 s').check();
    await expect(link).not.toHaveValue(/autoplay/);
    await page.goto(await link.inputValue());
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads + lock']);
    await expect(elapsed(group(page, 'Sync'))).toHaveText('15.00 s');
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '15.00 of 15.00 seconds');
    await expect(button(page, 'Play')).toBeVisible();
  });

  test('goes to the clipboard', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openModel(page, '&tasks=2');
    const dialog = await share(page);
    const link = await linkIn(dialog).inputValue();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  });

  test('is selected, and that is said, where the browser refuses the clipboard', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await openModel(page);
    const dialog = await share(page);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('status')).toContainText('did not allow copying');
    const link = await linkIn(dialog).inputValue();
    expect(await page.evaluate(() => String(getSelection()))).toBe(link);
  });

  test('is a QR code that a reader reads, in the dialog and as large as the window', async ({ page }) => {
    await openModel(page, '&modes=sync,async&tasks=3');
    const dialog = await share(page);
    const link = await linkIn(dialog).inputValue();
    expect(await readCode(page, dialog.getByRole('img', { name: /^QR code of the link to/ }))).toBe(link);
    await dialog.getByRole('button', { name: 'Enlarge' }).click();
    const wall = page.getByRole('dialog', { name: 'Five documents, five seconds each' });
    const code = wall.getByRole('img', { name: /^QR code of the link to/ });
    expect(await readCode(page, code)).toBe(link);
    expect((await wall.boundingBox())?.width).toBe(page.viewportSize()?.width);
    await page.keyboard.press('Escape');
    await expect(wall).toBeHidden();
    await expect(dialog.getByRole('button', { name: 'Enlarge' })).toBeFocused();
  });
});

test.describe('a frame', () => {
  test('is in the snippet as it is chosen, and in the preview as in the snippet', async ({ page }) => {
    await openModel(page, '&modes=sync,async');
    await page.keyboard.press('End');
    const dialog = await shareFrame(page, 'HTML');
    const snippet = snippetIn(dialog);
    await expect(snippet).toHaveValue(
      /^<iframe\n {2}src="http.*\/embed\.html\?v=1&amp;modes=sync,async&amp;/,
    );
    await dialog.getByLabel('Title').fill('<b>"Sync"</b>');
    await dialog.getByLabel('Starts').selectOption('When it is in view');
    await dialog.getByLabel('Opens at').selectOption('25.00 s, as shown');
    await dialog.getByLabel('Shape').selectOption('4 : 3');
    await dialog.getByLabel('In a sandbox').check();
    const theme = dialog.getByLabel('Theme');
    await theme.selectOption('Dark');
    await theme.focus();
    await expect(snippet).toHaveValue(/autoplay=visible/);
    await expect(snippet).toHaveValue(/[;&]t=25/);
    await expect(snippet).toHaveValue(/theme=dark/);
    await expect(snippet).toHaveValue(/title="&lt;b&gt;&quot;Sync&quot;&lt;\/b&gt;: Sync, Async"/);
    await expect(snippet).toHaveValue(/height="720"/);
    await expect(snippet).toHaveValue(/sandbox="allow-scripts /);
    const [, address] = /src="([^"]*)"/.exec(await snippet.inputValue()) ?? [];
    const preview = dialog.getByTitle('Preview of the frame');
    await expect(preview).toHaveAttribute('src', address?.replaceAll('&amp;', '&') ?? 'none');
    await expect(preview).toHaveAttribute('sandbox', /^allow-scripts /);
    await expect(preview.contentFrame().getByRole('heading', { name: 'Async' })).toBeVisible();
    await expect(theme).toBeFocused();
  });

  test('is a slide of the kind that is chosen', async ({ page }) => {
    await openModel(page);
    const dialog = await shareFrame(page, 'reveal.js');
    await expect(snippetIn(dialog)).toHaveValue(/^<section>\n {2}<h2>Five documents/);
    await dialog.getByRole('radio', { name: 'reveal.js + steps' }).check();
    await dialog.getByLabel('Steps of the fragments').fill('2, 5');
    await expect(snippetIn(dialog)).toHaveValue(/data-interleave-steps="2,5"/);
    await dialog.getByRole('radio', { name: 'Slidev' }).check();
    await expect(snippetIn(dialog)).toHaveValue(/^---\nlayout: default\n---\n\n# Five documents/);
  });

  test('has its poster where it cannot be: the file that the snippet names', async ({ page }) => {
    await openModel(page, '&modes=sync&tasks=2&seconds=3');
    const dialog = await shareFrame(page, 'Markdown');
    await expect(snippetIn(dialog)).toHaveValue(
      /^\[!\[.*Sync: 6\.00 s \(Modelled\).*\]\(interleave-documents-model\.svg\)\]\(http/,
    );
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Poster' }).click();
    expect((await downloading).suggestedFilename()).toBe('interleave-documents-model.svg');
  });

  test('opens in another page as it was chosen', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&tasks=3');
    const dialog = await shareFrame(page, 'HTML');
    await dialog.getByLabel('Theme').selectOption('Dark');
    await dialog.getByLabel('Controls').selectOption('None');
    await openHost(page, await snippetIn(dialog).inputValue());
    const frame = page.getByTitle('Five documents, five seconds each: Sync, Threads');
    const opened = frame.contentFrame();
    await expect(opened.getByRole('article').getByRole('heading')).toHaveText(['Sync', 'Threads']);
    await expect(opened.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(opened.getByRole('slider', { name: 'Playhead' })).toHaveCount(0);
    const box = await frame.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(16 / 9, 1);
  });

  test('opens in another page as an element with the same settings', async ({ page }) => {
    await openModel(page, '&modes=async&tasks=2&lock=0');
    await page.keyboard.press('End');
    const dialog = await shareFrame(page, 'Element');
    await dialog.getByLabel('Controls').selectOption('Of the playhead');
    await dialog.getByLabel('Opens at').selectOption('5.00 s, as shown');
    await openHost(page, await snippetIn(dialog).inputValue());
    const opened = page.locator('interleave-player iframe').contentFrame();
    await expect(opened.getByRole('article').getByRole('heading')).toHaveText(['Async']);
    await expect(opened.getByRole('slider', { name: 'Playhead' })).toHaveAttribute(
      'aria-valuetext',
      /^5\.00 of 5\.00 /,
    );
  });
});

test.describe('a run from a file', () => {
  /** Opens a run of no workload. */
  const openForeign = async (page: Page): Promise<void> => {
    const trace = simulate(
      documents,
      { id: 'threads', lock: false },
      { parameters: initialValues(documents.parameters), machine: INITIAL_MACHINE, seed: 1 },
    );
    const foreign: Trace = { ...trace, scenario: 'my-script', mode: 'imported' };
    await page.goto(`./?engine=model#s=${formatPayload({ schedule: null, traces: [foreign] })}`);
    await expect(badge(group(page, 'my-script'), 'Imported')).toBeVisible();
  };

  test('is in the link', async ({ page }) => {
    await openForeign(page);
    const dialog = await share(page);
    await dialog.getByLabel('Play when opened').uncheck();
    const link = await linkIn(dialog).inputValue();
    await page.goto('./?engine=model&modes=sync');
    await expect(badge(group(page, 'Sync'), 'Modelled')).toBeVisible();
    await page.goto(link);
    await expect(badge(group(page, 'my-script'), 'Imported')).toBeVisible();
    await expect(page.getByRole('alert')).toBeEmpty();
  });

  test('is in the frame', async ({ page }) => {
    await openForeign(page);
    const dialog = await shareFrame(page, 'Element');
    await openHost(page, await snippetIn(dialog).inputValue());
    const opened = page.locator('interleave-player iframe').contentFrame();
    await expect(opened.getByRole('article', { name: 'my-script' })).toBeVisible();
  });
});
