import type { Page } from '@playwright/test';
import type { Mode } from '../src/program/modes.ts';
import type { BrowserFigures, Figure } from './figure.ts';
import type { LiveBench, Measurement } from './live-bench.ts';
import { figure, median, openLiveBench, twoIdleCores } from './live-figures.ts';

declare const bench: LiveBench;

const ROUNDS = 3;

/** The computing of the course: squares against the best schedule and against the model, and whether the roots are right. */
export const figures: BrowserFigures = async (page, address) => {
  await openLiveBench(page, address);
  return [...(await squares(page)), await roots(page)];
};

/** The share of the longest of the four tasks of `sum-squares`. */
const LONGEST = 0.4;

const SYNC: Mode = { id: 'sync', lock: false };

const SQUARES_MODES = ['sync', 'threads', 'processes', 'async+processes'] as const;

/** The squares of the course against the best schedule there is, and against what the model says of them. */
async function squares(page: Page): Promise<Figure[]> {
  const run = async (
    mode: Mode,
    parameters: Readonly<Record<string, boolean>> = {},
  ): Promise<Measurement> => {
    const [measured] = await page.evaluate((args) => bench.run('sum-squares', [args[0]], 1, args[1]), [
      mode,
      parameters,
    ] as const);
    if (!measured) throw new Error('It was not run.');
    return measured;
  };
  const predict = (mode: Mode): Promise<number> =>
    page.evaluate((asked) => bench.predict('sum-squares', asked), mode);
  const excess: number[] = [];
  const withStart: number[] = [];
  const differences = new Map<string, number[]>(SQUARES_MODES.map((mode) => [mode, []]));
  for (let round = 0; round < ROUNDS; round++) {
    await twoIdleCores(page);
    const sync = await run(SYNC);
    const pool = await run({ id: 'processes', lock: false }, { 'longest-first': true });
    const bound = sync.duration * Math.max(LONGEST, 1 / pool.cores);
    excess.push(((pool.duration - pool.processStart) / bound - 1) * 100);
    withStart.push((pool.duration / bound - 1) * 100);
    for (const id of SQUARES_MODES) {
      // A machine's speed drifts by more than a model errs: each mode is held against sync at that moment, but sync itself.
      const alone = id === 'sync' ? 1 : (await run(SYNC)).duration / (await predict(SYNC));
      const mode: Mode = { id, lock: false };
      differences.get(id)?.push(((await run(mode)).duration / (await predict(mode)) / alone - 1) * 100);
    }
  }
  const over = median(excess);
  const least = 'sum-squares, processes, longest first, over the least time of any schedule';
  return [
    figure(`${least}, start-up apart`, over, '%', '≤ 5 %', over <= 5),
    figure(`${least}, start-up included`, median(withStart), '%'),
    ...SQUARES_MODES.map((mode) => {
      const difference = median(differences.get(mode) ?? []);
      const what = `sum-squares, ${mode}, measured over modelled${mode === 'sync' ? '' : ', sync being as modelled'}`;
      return figure(what, difference, '%', '± 10 %', Math.abs(difference) <= 10);
    }),
  ];
}

const ROOTS = '666666661666.567';

/** The hundred million square roots in every mode: four sums each. */
async function roots(page: Page): Promise<Figure> {
  const modes = (['sync', 'threads', 'processes'] as const).map((id) => ({ id, lock: false }));
  const runs = await page.evaluate((asked) => bench.run('sqrt-pool', asked, 1), modes);
  const right = runs.flatMap(({ printed }) => printed.filter((line) => line.endsWith(`: ${ROOTS}`)));
  const wanted = 4 * modes.length;
  return figure(
    'sqrt-pool, sums that are right to the last digit',
    right.length,
    '',
    `${wanted}`,
    right.length === wanted,
  );
}
