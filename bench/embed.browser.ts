import type { Page } from '@playwright/test';
import type { BrowserFigures, Figure } from './figure.ts';

const ROUNDS = 7;

/** Frames as decks have them: the model's run, a live one before it is run, and one whose workload is fetched as well. */
const FRAMES = [
  { title: 'of the model, all modes', query: '?v=1&engine=model' },
  { title: 'before a live run, with code', query: '?v=1&modes=async,threads&code=1' },
  { title: 'of another workload', query: '?v=1&engine=model&scenario=gil' },
];

/** How long a frame takes from navigation to its first picture, nothing of it in the browser's cache, and its scripts. */
export const figures: BrowserFigures = async (page, address) => {
  const rows: Figure[] = [];
  for (const { title, query } of FRAMES) {
    const openings: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      openings.push(await open(page, `${address}embed.html${query}`));
    const measured = median(openings);
    rows.push({
      what: `frame ${title}: from navigation to the first frame with lanes`,
      measured,
      unit: 'ms',
      bar: '≤ 500 ms',
      passed: measured <= 500,
    });
  }
  return [...rows, await scriptsOf(page, `${address}embed.html`)];
};

/**
 * Opens a frame in a context of its own, whose cache is empty.
 *
 * @returns the milliseconds from navigation to the end of the first frame in which lanes are painted.
 */
async function open(page: Page, address: string): Promise<number> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('The browser is gone.');
  try {
    const fresh = await context.newPage();
    await fresh.goto(address, { waitUntil: 'commit' });
    return await fresh.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const isPainted = (canvas: HTMLCanvasElement | null): boolean => {
            if (!canvas || canvas.width === 0 || canvas.height === 0) return false;
            const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
              data: [],
            };
            return data.some((value) => value > 0);
          };
          const look = (): void => {
            if (!isPainted(document.querySelector('article canvas'))) {
              requestAnimationFrame(look);
              return;
            }
            // A message is handled once the frame that is being made has been handed on.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        }),
    );
  } finally {
    await context.close();
  }
}

/** What an idle frame has fetched of scripts, compressed: more than it needs at first, workers left out. */
async function scriptsOf(page: Page, address: string): Promise<Figure> {
  await page.goto(address, { waitUntil: 'networkidle' });
  const sizes = await page.evaluate(async () => {
    const files = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return Promise.all(
      files.map(async ({ name }) => {
        const { body } = await fetch(name);
        if (!body) return 0;
        return (await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()).byteLength;
      }),
    );
  });
  return {
    what: `frame, scripts fetched until nothing more comes, ${sizes.length} files, gzip`,
    measured: sizes.reduce((sum, size) => sum + size, 0) / 1000,
    unit: 'kB',
    bar: '',
    passed: true,
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
