import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { expect, test } from './page.ts';
import { button, openModel } from './stage.ts';

/** Two documents of three seconds, one after the other: a run of six seconds. */
const RUN = '&modes=sync&tasks=2&seconds=3&unit=0.2';

/** Opens the dialog and chooses a format. */
async function exportAs(page: Page, format: string): Promise<Locator> {
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: 'Picture, video or GIF' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: format }).check();
  return dialog;
}

/** Types a number into one of the dialog's fields. */
async function type(dialog: Locator, label: string, value: number): Promise<void> {
  await dialog.getByLabel(label, { exact: true }).fill(`${value}`);
  await dialog.getByLabel(label, { exact: true }).press('Enter');
}

/** Has the dialog make its file, and gives it. */
async function made(page: Page, dialog: Locator): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  await expect(dialog.getByRole('status')).toContainText(`${name} is made`);
  return { name, bytes: await readFile(await download.path()) };
}

/** The size that the dialog tells, in pixels. */
async function toldSize(dialog: Locator): Promise<readonly number[]> {
  const words = await dialog.getByText(/\d+ × \d+ pixels/).textContent();
  return (/(\d+) × (\d+) pixels/.exec(words ?? '') ?? []).slice(1).map(Number);
}

test('a PNG has the size that the dialog tells', async ({ page }) => {
  await openModel(page, RUN);
  const dialog = await exportAs(page, 'PNG');
  await expect(dialog.getByRole('img', { name: 'Sync: 6.00 s (Modelled)' }).locator('canvas')).toBeVisible();
  await type(dialog, 'Width', 640);
  await dialog.getByLabel('Scale').selectOption('3×');
  await expect(dialog.getByText(/^1920 × \d+ pixels, about \d+ kB/)).toBeVisible();
  const { name, bytes } = await made(page, dialog);
  expect(name).toBe('interleave-documents-model.png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(await toldSize(dialog));
});

test('pictures of steps come in one zip file, each with its moment', async ({ page }) => {
  await openModel(page, RUN);
  const dialog = await exportAs(page, 'Steps');
  const { name, bytes } = await made(page, dialog);
  expect(name).toBe('interleave-documents-model.zip');
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const told = await dialog.getByText(/^\d+ pictures/).textContent();
  expect(names).toHaveLength(Number.parseInt(told ?? '', 10));
  expect(names.slice(0, 3)).toEqual(['001.svg', '002.svg', '003.svg']);
  const last = strFromU8(files[names.at(-1) ?? ''] ?? new Uint8Array());
  expect(last).toContain('>6.00 s</text>');
  expect(last).toMatch(/<metadata>[^<]*t=6</);

  await type(dialog, 'One picture for so many steps', 2);
  const half = await made(page, dialog);
  expect(Object.keys(unzipSync(half.bytes))).toHaveLength(Math.ceil(names.length / 2));
});

/**
 * Plays a video and tells where the playhead is at some moments of it, in pixels from the left: in the column with the most
 * pixels of its colour.
 */
async function playheadsIn(
  page: Page,
  bytes: Buffer,
  moments: readonly number[],
): Promise<readonly number[]> {
  const blank = await page.context().newPage();
  const places = await blank.evaluate(
    async ([encoded, moments]) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      const video = document.createElement('video');
      const once = (event: string): Promise<void> =>
        new Promise((resolve, reject) => {
          video.addEventListener(event, () => resolve(), { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      const loaded = once('loadeddata');
      video.src = URL.createObjectURL(new Blob([bytes]));
      await loaded;
      const { videoWidth: width, videoHeight: height } = video;
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      const places: number[] = [];
      for (const moment of moments) {
        const sought = once('seeked');
        video.currentTime = moment;
        await sought;
        context?.drawImage(video, 0, 0);
        const pixels = context?.getImageData(0, 0, width, height).data ?? [];
        const columns = new Uint32Array(width);
        for (let at = 0; at < pixels.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
          const column = (at / 4) % width;
          if (red > 150 && green < 110 && blue < 140) columns[column] = (columns[column] ?? 0) + 1;
        }
        places.push(columns.indexOf(Math.max(...columns)));
      }
      return places;
    },
    [bytes.toString('base64'), moments] as const,
  );
  await blank.close();
  return places;
}

test('a video has the frames of its stretch of time, and rests at its end', async ({ page }) => {
  await openModel(page, `${RUN}&theme=light`);
  const dialog = await exportAs(page, 'Video');
  await dialog.getByLabel('Scale').selectOption('1×');
  await type(dialog, 'To', 5);
  await dialog.getByLabel('Speed').selectOption('1×');
  await dialog.getByLabel('Frames a second').selectOption('10');
  await expect(dialog.getByText(/^(MP4|WebM) .* 2\.0 s, 11 frames/)).toBeVisible();
  const { name, bytes } = await made(page, dialog);
  expect(name).toMatch(/^interleave-documents-model\.(mp4|webm)$/);
  const input = new Input({ source: new BufferSource(new Uint8Array(bytes)), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  expect((await track?.computePacketStats())?.packetCount).toBe(11);
  expect(await input.computeDuration()).toBeCloseTo(2, 2);
  expect([track?.displayWidth, track?.displayHeight]).toEqual(await toldSize(dialog));
  // Of the two seconds the playhead goes for one, and then stands.
  const [start = 0, middle = 0, end = 0, rest = 0] = await playheadsIn(page, bytes, [0.05, 0.55, 1.05, 1.9]);
  expect(end - start).toBeGreaterThan(400);
  expect(Math.abs(middle - (start + end) / 2)).toBeLessThanOrEqual(2);
  expect(Math.abs(rest - end)).toBeLessThanOrEqual(1);
});

test('a GIF has its frames, and the colours of the page', async ({ page }) => {
  await openModel(page, `${RUN}&theme=light`);
  const dialog = await exportAs(page, 'GIF');
  await dialog.getByLabel('Theme').selectOption('Dark');
  await dialog.getByLabel('Speed').selectOption('1×');
  const { name, bytes } = await made(page, dialog);
  expect(name).toBe('interleave-documents-model.gif');
  const size = await toldSize(dialog);
  const shown = await page.evaluate(async (encoded) => {
    const data = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await decoder.tracks.ready;
    await decoder.completed;
    const { frameCount = 0 } = decoder.tracks.selectedTrack ?? {};
    const frames = [];
    for (const frameIndex of [0, frameCount - 1]) {
      const { image } = await decoder.decode({ frameIndex });
      const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext('2d');
      context?.drawImage(image, 0, 0);
      // The corner of the picture, and the middle of the bar of the second document.
      const pixels = [
        [2, 2],
        [700, 137],
      ].map(([x = 0, y = 0]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].join());
      frames.push({ size: [image.displayWidth, image.displayHeight], duration: image.duration, pixels });
    }
    return { frameCount, frames };
  }, bytes.toString('base64'));
  expect(shown.frameCount).toBe(13);
  const [first, last] = shown.frames;
  expect(first).toMatchObject({ size, duration: 100_000 });
  expect(last).toMatchObject({ size, duration: 1_000_000 });
  expect([first?.pixels[0], last?.pixels[0]]).toEqual(['16,18,22,255', '16,18,22,255']);
  expect(first?.pixels[1]).not.toBe(last?.pixels[1]);
});

test('cancelling leaves nothing, and another export can be made', async ({ page }) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await openModel(page, RUN);
  const dialog = await exportAs(page, 'GIF');
  await dialog.getByLabel('Scale').selectOption('2×');
  await dialog.getByLabel('Speed').selectOption('0.1×');
  await dialog.getByLabel('Frames a second').selectOption('50');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const progress = dialog.getByRole('progressbar', { name: 'Export' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^Frame \d+ of 601$/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Cancelled. Nothing was saved.');
  await expect(progress).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
  await dialog.getByRole('radio', { name: 'SVG' }).check();
  await made(page, dialog);
  expect(downloads).toEqual(['interleave-documents-model.svg']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button(page, 'Export')).toBeFocused();
});

test('where a browser cannot encode video, the dialog says so and offers a GIF', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
  });
  await openModel(page, RUN);
  const dialog = await exportAs(page, 'Video');
  await expect(dialog).toContainText('This browser cannot encode video. A GIF shows the same.');
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'GIF' }).check();
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeEnabled();
});
