import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, openModel } from './stage.ts';

/** Ten runs of the catalogue, between them with all that a picture may have in it. */
const RUNS = [
  '&scenario=documents&modes=sync,async,threads%2Block&t=7',
  '&scenario=documents&modes=processes&theme=dark',
  '&scenario=hello&modes=async&t=1',
  '&scenario=gather&modes=async',
  '&scenario=bad-doc&modes=sync',
  '&scenario=blocking-call&modes=async&t=2',
  '&scenario=create-task&modes=async&theme=projector',
  '&scenario=print-race&modes=threads',
  '&scenario=deadlock&modes=threads&t=1',
  '&scenario=gil&modes=threads&theme=dark',
];

/** Mean colours of patches that are this near to each other, from 0 to 255, differ in the edges of letters alone. */
const UNSEEN = 12;

/** Has the dialog make its file, and gives what is in it. */
async function made(page: Page, dialog: Locator, format: string): Promise<Buffer> {
  await dialog.getByRole('radio', { name: format }).check();
  if (format === 'PNG') await dialog.getByLabel('Scale').selectOption('1×');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  return readFile(await (await downloading).path());
}

/** An SVG as the browser draws it, by itself, with the typeface of the page. */
async function rasterised(page: Page, svg: string): Promise<Buffer> {
  const size = await page.evaluate(async (text) => {
    await document.fonts.load('650 16px "Inter Variable"');
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    document.body.replaceChildren(document.adoptNode(picture));
    Object.assign(picture.style, { position: 'fixed', left: '0', top: '0' });
    return { width: Number(picture.getAttribute('width')), height: Number(picture.getAttribute('height')) };
  }, svg);
  await page.setViewportSize(size);
  return page.screenshot();
}

/** How two pictures differ. */
interface Difference {
  readonly sizes: readonly (readonly number[])[];
  /** How far apart the mean colours of a patch of eight by eight pixels are at most, from 0 to 255. */
  readonly worst: number;
  readonly where: readonly number[];
}

/** Compares pictures by patches: where within a pixel the edge of a letter falls is the business of its painter. */
const differenceOf = (page: Page, one: Buffer, other: Buffer): Promise<Difference> =>
  page.evaluate(
    async (encoded) => {
      const PATCH = 8;
      const pictures = await Promise.all(
        encoded.map(async (text) => {
          const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes]));
          const { width, height } = image;
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context?.drawImage(image, 0, 0);
          const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
          const across = Math.ceil(width / PATCH);
          const patches = new Float64Array(across * Math.ceil(height / PATCH) * 3);
          for (let index = 0; index < width * height; index++) {
            const [x, y] = [index % width, Math.floor(index / width)];
            const patch = Math.floor(y / PATCH) * across + Math.floor(x / PATCH);
            for (let channel = 0; channel < 3; channel++) {
              const at = patch * 3 + channel;
              patches[at] = (patches[at] ?? 0) + (pixels[index * 4 + channel] ?? 0) / PATCH ** 2;
            }
          }
          return { size: [width, height], across, patches };
        }),
      );
      const [first, second] = pictures;
      const apart = [...(first?.patches ?? [])].map((mean, at) =>
        Math.abs(mean - (second?.patches[at] ?? 0)),
      );
      const worst = Math.max(...apart);
      const patch = Math.floor(apart.indexOf(worst) / 3);
      const across = first?.across ?? 1;
      return {
        sizes: pictures.map(({ size }) => size),
        worst,
        where: [(patch % across) * PATCH, Math.floor(patch / across) * PATCH],
      };
    },
    [one.toString('base64'), other.toString('base64')],
  );

for (const run of RUNS) {
  test(`PNG and SVG are the same picture: ${run}`, async ({ page }) => {
    await openModel(page, run);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'Picture, video or GIF' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const png = await made(page, dialog, 'PNG');
    const svg = await made(page, dialog, 'SVG');
    const drawn = await rasterised(page, svg.toString());
    const difference = await differenceOf(page, png, drawn);
    expect(difference.sizes[1]).toEqual(difference.sizes[0]);
    expect(difference.worst, `at ${difference.where}`).toBeLessThan(UNSEEN);
  });
}
