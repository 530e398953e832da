import type { Page } from '@playwright/test';
import { formatPayload } from '../../src/io/link-payload.ts';
import { type Mode, modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { lostUpdate } from '../../src/scenarios/lost-update.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { stepThrough } from '../../src/sim/stepped-run.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { expect, test } from './page.ts';
import { badge, button, elapsed, group, groups, playhead } from './stage.ts';

const hash = (page: Page): string => new URL(page.url()).hash;

/** What an address ends with that has these runs in it. */
const withRuns = (...traces: Trace[]): string => `#s=${formatPayload({ schedule: null, traces })}`;

/** A run of the documents, as somebody recorded it: three of them, not five. */
const recorded = (id: Mode['id']): Trace =>
  simulate(
    documents,
    { id, lock: false },
    { parameters: { ...initialValues(documents.parameters), tasks: 3 }, machine: INITIAL_MACHINE, seed: 1 },
  );

/** The same, of no workload. */
const foreign: Trace = { ...recorded('threads'), scenario: 'my-script', mode: 'imported' };

test('runs of a workload in a link stand beside the model of it, until they are run', async ({ page }) => {
  const payload = withRuns(recorded('sync'), recorded('threads'));
  await page.goto(`./?scenario=gather&theme=light&t=2${payload}`);
  await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads']);
  await expect(badge(groups(page), 'Imported')).toHaveCount(2);
  await expect(badge(group(page, 'Sync'), 'Imported')).toHaveAttribute('title', /^Read from the link\./);
  await expect(elapsed(groups(page))).toHaveText(['15.00 s', '5.00 s']);
  await expect(page.getByLabel('documents', { exact: true })).toHaveValue('3');
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', '2.00 of 15.00 seconds');
  await expect(page.getByRole('alert')).toBeEmpty();
  expect(hash(page)).toBe(payload);

  await page.reload();
  await expect(badge(groups(page), 'Imported')).toHaveCount(2);
  await button(page, 'Model').click();
  await button(page, 'Run').click();
  await expect(badge(groups(page), 'Modelled')).toHaveCount(2);
  expect(hash(page)).toBe('');
});

test('a run of no workload in a link stands alone, and is there again when one goes back', async ({
  page,
}) => {
  const payload = withRuns(foreign);
  await page.goto(`./?engine=model${payload}`);
  await expect(badge(group(page, 'my-script'), 'Imported')).toBeVisible();
  await button(page, 'Close the imported run of my-script').click();
  await expect(badge(groups(page), 'Modelled').first()).toBeVisible();
  expect(hash(page)).toBe('');
  await page.goBack();
  await expect(badge(group(page, 'my-script'), 'Imported')).toBeVisible();
  expect(hash(page)).toBe(payload);
});

test('another hash shows other runs', async ({ page }) => {
  await page.goto(`./?engine=model${withRuns(foreign)}`);
  await expect(group(page, 'my-script')).toBeVisible();
  const other = withRuns({ ...foreign, scenario: 'my-other-script' });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, other);
  await expect(badge(group(page, 'my-other-script'), 'Imported')).toBeVisible();
  expect(hash(page)).toBe(other);
});

test('a schedule that is too long for the query is replayed', async ({ page }) => {
  const mode: Mode = { id: 'threads', lock: true };
  const parameters = { threads: 16, rounds: 50, work: 0 };
  const options = { parameters, machine: INITIAL_MACHINE, seed: 1 };
  const { schedule: steps } = stepThrough(lostUpdate, mode, options, [], 'finish');
  expect(steps.length).toBeGreaterThan(2000);
  const schedule = { mode: modeKey(mode), steps, isUnfinished: false };
  const payload = `#s=${formatPayload({ schedule, traces: [] })}`;
  await page.goto(`./?scenario=lost-update&lock=1&threads=16&rounds=50&work=0${payload}`);
  await expect(badge(groups(page), 'Replayed')).toHaveCount(1);
  await expect(page.getByRole('alert')).toBeEmpty();
  expect(hash(page)).toBe(payload);
  await button(page, 'Replayed schedule').click();
  await expect(badge(groups(page), 'Replayed')).toHaveCount(0);
  expect(hash(page)).toBe('');
});

test('what is damaged is left out in words, and the rest of the address holds', async ({ page }) => {
  const payload = withRuns(foreign);
  await page.goto(`./?engine=model&modes=sync&tasks=2${payload.slice(0, payload.length / 2)}`);
  await expect(page.getByRole('alert')).toContainText('What the link holds behind #s= is damaged');
  await expect(badge(group(page, 'Sync'), 'Modelled')).toBeVisible();
  await expect(elapsed(groups(page))).toHaveText(['10.00 s']);
});

test('a frame shows them too, and opens them in the page', async ({ page, context }) => {
  const payload = withRuns(recorded('threads'));
  await page.goto(`./embed.html?v=1${payload}`);
  await expect(badge(group(page, 'Threads'), 'Imported')).toBeVisible();
  const link = page.getByRole('link', { name: 'Open in Interleave' });
  await expect(link).not.toHaveAttribute('href', /autoplay/);
  const opening = context.waitForEvent('page');
  await link.click();
  await expect(badge(group(await opening, 'Threads'), 'Imported')).toBeVisible();
});
