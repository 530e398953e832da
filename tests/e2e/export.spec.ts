import { parseTraces } from '../../src/io/parse-traces.ts';
import type { TraceJson } from '../../src/io/trace-json.ts';
import { exported } from './exported.ts';
import { expect, test } from './page.ts';
import { button, expectAllGroups, openModel, openTab } from './stage.ts';

/** What the contract says of every run in a file. */
function expectContract(run: TraceJson, expected: { scenario: string; provenance: string }): void {
  expect(Object.keys(run)).toEqual([
    'format',
    'version',
    'scenario',
    'mode',
    'provenance',
    'params',
    'seed',
    'machine',
    'duration',
    'actors',
    'events',
    'output',
    'error',
  ]);
  expect(run).toMatchObject({ format: 'interleave-trace', version: 1, error: null, ...expected });
  const times = run.events.map(({ t }) => t);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBeLessThanOrEqual(run.duration);
  const printed = run.events.filter(({ kind }) => kind === 'print');
  expect(run.output).toEqual(printed.map(({ t, actor, text }) => [t, actor, text]));
  for (const { kind, parent } of run.actors) {
    if (kind === 'process') continue;
    expect(parent === null ? 'core' : 'placed').toBe(kind === 'core' ? 'core' : 'placed');
  }
}

test('several modelled runs are exported as an array, each by the contract', async ({ page }) => {
  await openModel(page, '&modes=sync,threads,processes&lock=0,1&tasks=2&seconds=3&seed=5&cores=2');
  const { name, text } = await exported(page);
  expect(name).toMatch(/^interleave-documents-.*\.json$/);
  const runs = JSON.parse(text) as TraceJson[];
  expect(runs.map(({ mode, params }) => [mode, params.lock ?? null])).toEqual([
    ['sync', null],
    ['threads', null],
    ['threads', 1],
    ['processes', null],
  ]);
  for (const run of runs) {
    expectContract(run, { scenario: 'documents', provenance: 'modelled' });
    expect(run.params).toMatchObject({ tasks: 2, seconds: 3 });
    expect(run.seed).toBe(5);
    expect(run.machine.cores).toBe(2);
  }
  const [sync, threads] = runs;
  expect(sync?.duration).toBe(6);
  expect(sync?.output.map(([t, , line]) => [t, line])).toEqual([
    [3, 'doc 0 processed.'],
    [6, 'doc 1 processed.'],
  ]);
  expect(threads?.duration).toBeCloseTo(3, 2);
  expect(parseTraces(text)).toMatchObject({
    kind: 'traces',
    stated: ['modelled', 'modelled', 'modelled', 'modelled'],
  });
});

test('a single run is exported as an object, with its error where it has failed', async ({ page }) => {
  await openModel(page, '&scenario=hello');
  const { text } = await exported(page);
  const run = JSON.parse(text) as TraceJson;
  expectContract(run, { scenario: 'hello', provenance: 'modelled' });
  expect(run.output.map(([t, , line]) => [t, line])).toEqual([
    [0, 'hello'],
    [2, 'world'],
  ]);

  await openModel(page, '&scenario=bad-doc&modes=sync');
  const failed = await exported(page);
  expect(JSON.parse(failed.text)).toMatchObject({
    mode: 'sync',
    error: { type: 'ValueError', message: 'Bad doc 2' },
  });
});

test('live runs are exported as measured, by the same contract', async ({ page }) => {
  await page.goto('./?autoplay=1&unit=0.02&modes=sync,async,threads,processes&lock=1&tasks=3');
  await expectAllGroups(page, 4, 'Measured');
  const { text } = await exported(page);
  const runs = JSON.parse(text) as TraceJson[];
  expect(runs.map(({ mode, params }) => [mode, params.lock ?? null])).toEqual([
    ['sync', null],
    ['async', null],
    ['threads', 1],
    ['processes', null],
  ]);
  for (const run of runs) {
    expectContract(run, { scenario: 'documents', provenance: 'measured' });
    expect(run.machine).toMatchObject({ unit: 0.02, sharedMemory: true });
    expect(run.output).toHaveLength(run.mode === 'threads' ? 6 : 3);
  }
  expect(parseTraces(text)).toMatchObject({ kind: 'traces', stated: Array(4).fill('measured') });
});

test('before any run there is nothing to export, and the page says so', async ({ page }) => {
  await page.goto('./?engine=live');
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: 'Trace JSON' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no run to export yet');
});

test('the stage is exported as a picture that stands by itself', async ({ page }) => {
  await openModel(page, '&modes=sync,threads+lock&tasks=2&t=3');
  const { name, text } = await exported(page, 'Picture (SVG)');
  expect(name).toMatch(/^interleave-documents-.*\.svg$/);
  await page.goto(`data:image/svg+xml,${encodeURIComponent(text)}`);
  const picture = page.locator('svg');
  await expect(picture).toHaveCount(1);
  for (const words of ['Sync', 'Threads + lock', 'doc 1', '3.00 s', 'Modelled · 10.00 s']) {
    await expect(picture.locator('text').filter({ hasText: words }).first()).toBeVisible();
  }
  await expect(picture.locator('metadata')).toHaveText(/[?&]t=3/);
  await expect(picture.locator('script')).toHaveCount(0);
});

test('a replay counts steps wherever it goes: in its picture, and in its table', async ({ page }) => {
  await openModel(page, '&scenario=lost-update&modes=threads&schedule=threads~0.1.2.1.2&t=0.2');
  const table = await openTab(page, 'Table');
  await expect(table.getByRole('cell', { name: /^step \d+$/ }).first()).toBeVisible();
  await expect(table.getByRole('cell', { name: /^\d+\.\d+$/ })).toHaveCount(0);
  const { text } = await exported(page, 'Picture (SVG)');
  expect(text).toContain('>step 4</text>');
  expect(text).toMatch(/>Replayed · \d+ steps<\/text>/);
  expect(text).not.toMatch(/>[\d.]+ s<\/text>/);
});
