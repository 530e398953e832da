import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { formatTraces } from '../../src/io/trace-json.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { ray, viztracer } from '../io/trace-event-files.ts';
import { expect, test } from './page.ts';
import { badge, button, expectAllGroups, group, groups, modeButton, openModel, openTab } from './stage.ts';

/** Opens the page, once it takes files. */
async function openPage(page: Page, query = ''): Promise<void> {
  await openModel(page, query);
  await expect(button(page, 'Import')).toBeEnabled();
}

const fileOf = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

/** Chooses a file as a reader does. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await button(page, 'Import').click();
  await (await choosing).setFiles(fileOf(name, text));
}

/** Exports what is on the stage as a reader does, and gives the text of the file. */
async function exported(page: Page, what: string): Promise<string> {
  await button(page, 'Export').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: what }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

/**
 * Does to the page what a browser does with a file, or a text, that comes from outside of it.
 *
 * @returns whether the page has taken it.
 */
const bring = (
  page: Page,
  how: 'dragover' | 'drop' | 'paste',
  name: string,
  text: string,
  onto = 'body',
): Promise<boolean> =>
  page.evaluate(
    ([how, name, text, onto]) => {
      const data = new DataTransfer();
      if (how === 'paste') data.setData('text/plain', text);
      else data.items.add(new File([text], name));
      const options = { bubbles: true, cancelable: true };
      const event =
        how === 'paste'
          ? new ClipboardEvent(how, { ...options, clipboardData: data })
          : new DragEvent(how, { ...options, dataTransfer: data });
      document.querySelector(onto)?.dispatchEvent(event);
      return event.defaultPrevented;
    },
    [how, name, text, onto] as const,
  );

test('a file of another tool stands alone, with its machines as lanes, until it is closed', async ({
  page,
}) => {
  await openPage(page, '&modes=sync,threads');
  await choose(page, 'cluster.json', JSON.stringify(ray));
  const run = group(page, 'cluster');
  await expect(badge(run, 'Imported')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('cluster.json');
  await expect(groups(page)).toHaveCount(1);
  await expect(button(page, 'Run')).toBeHidden();
  await expect(await openTab(page, 'Code')).toContainText('There is no listing');
  const table = await openTab(page, 'Table');
  for (const machine of ['10.0.0.1', '10.0.0.2']) await expect(table).toContainText(machine);
  await button(page, 'Close the imported run of cluster').click();
  await expect(groups(page)).toHaveCount(2);
  await expect(button(page, 'Run')).toBeVisible();
});

test('a run of a workload stands beside the model of it', async ({ page }) => {
  await openPage(page, '&scenario=gather');
  const mode = { id: 'threads', lock: false } as const;
  const parameters = { ...initialValues(documents.parameters), tasks: 3 };
  const trace = simulate(documents, mode, { parameters, machine: INITIAL_MACHINE, seed: 1 });
  await choose(page, 'mine.json', formatTraces([trace]));
  const run = group(page, 'Threads');
  await expect(badge(run, 'Imported').first()).toBeVisible();
  await expect(run.getByText('Modelled', { exact: true })).toBeVisible();
  await expect(run).toContainText(/No difference|agree/);
  await expect(page.getByRole('spinbutton', { name: 'documents' })).toHaveValue('3');
  await expect(modeButton(page, 'Threads')).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Close the imported run of Threads').click();
  await expect(badge(run, 'Imported')).toHaveCount(0);
});

test('a file is dropped anywhere, where a target shows', async ({ page }) => {
  await openPage(page);
  const text = JSON.stringify(viztracer);
  await bring(page, 'dragover', 'profile.json', text);
  await expect(page.getByText('Drop a trace file to see its run')).toBeVisible();
  await bring(page, 'drop', 'profile.json', text);
  await expect(badge(group(page, 'profile'), 'Imported')).toBeVisible();
  await expect(page.getByText('Drop a trace file to see its run')).toBeHidden();
});

test('a text is pasted, but not when it is pasted into a field', async ({ page }) => {
  await openPage(page);
  const text = JSON.stringify(viztracer);
  expect(await bring(page, 'paste', '', text, '[data-find-workload]')).toBe(false);
  expect(await bring(page, 'paste', '', 'not a trace')).toBe(false);
  expect(await bring(page, 'paste', '', text)).toBe(true);
  await expect(badge(group(page, 'Pasted text'), 'Imported')).toBeVisible();
});

/** What VizTracer records of three documents of two seconds, one after the other. */
const threeDocuments = {
  viztracer_metadata: { version: '1.0.4' },
  traceEvents: [
    { ph: 'M', pid: 7, tid: 7, name: 'process_name', args: { name: 'MainProcess' } },
    { ph: 'M', pid: 7, tid: 7, name: 'thread_name', args: { name: 'MainThread' } },
    { ph: 'X', pid: 7, tid: 7, ts: 0, dur: 6_000_000, name: 'main (documents.py:9)', cat: 'FEE' },
    ...[0, 1, 2].map((document) => ({
      ph: 'X',
      pid: 7,
      tid: 7,
      ts: document * 2_000_000,
      dur: 2_000_000,
      name: 'process_doc (documents.py:4)',
      cat: 'FEE',
    })),
  ],
};

test('a run of another tool is put beside the model of the workload that its reader names', async ({
  page,
}) => {
  await openPage(page, '&scenario=gather');
  await choose(page, 'mine.json', JSON.stringify(threeDocuments));
  await page.getByLabel('Compare with the model of').selectOption('Five documents, five seconds each');
  await page.getByLabel('run as').selectOption('Sync');
  await button(page, 'Compare').click();
  const run = group(page, 'Sync');
  await expect(badge(run, 'Imported').first()).toBeVisible();
  await expect(run.getByText('Modelled', { exact: true })).toBeVisible();
  await expect(run).toContainText('Times alone are compared');
  await expect(run).toContainText('−19.00 s');
  // The model is set as the run was; the run stays.
  await page.getByRole('spinbutton', { name: 'documents' }).fill('3');
  await page.getByRole('spinbutton', { name: 'each' }).fill('2');
  await page.getByRole('spinbutton', { name: 'each' }).press('Enter');
  await expect(badge(run, 'Imported').first()).toBeVisible();
  await expect(run).not.toContainText('−19.00 s');
});

test('a live run that is exported and imported is the same picture', async ({ page }) => {
  const pictureOf = async (): Promise<string> =>
    (await exported(page, 'Picture (SVG)'))
      .replace(/<metadata>.*?<\/metadata>|<a href.*?<\/a>/g, '')
      .replaceAll('Measured', 'Imported');
  await page.goto('./?autoplay=1&unit=0.02&modes=sync,async,threads&tasks=3');
  await expectAllGroups(page, 3, 'Measured');
  await button(page, 'Go to the end').click();
  const picture = await pictureOf();
  const file = await exported(page, 'Trace JSON');
  await openPage(page, '&scenario=gather');
  await choose(page, 'mine.json', file);
  await expectAllGroups(page, 3, 'Imported');
  expect(await pictureOf()).toBe(picture);
});

test('a file that is malformed says where, and leaves the stage as it is', async ({ page }) => {
  await openPage(page, '&modes=sync,threads');
  await choose(page, 'bad.json', '[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{"ph":"X"}]');
  const alert = page.getByRole('alert').filter({ hasText: 'bad.json could not be imported.' });
  await expect(alert).toContainText('Event 2 (byte 54): ts is missing.');
  await expect(groups(page)).toHaveCount(2);
  await expect(badge(group(page, 'Sync'), 'Modelled')).toBeVisible();
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
});

test('names from a file are text and nothing else', async ({ page }) => {
  await openPage(page);
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const events = [
    { ph: 'M', name: 'process_name', pid: 1, args: { name: hostile } },
    { ph: 'X', name: hostile, cat: hostile, pid: 1, tid: hostile, ts: 0, dur: 5 },
    { ph: 'C', name: hostile, pid: 1, tid: 0, ts: 1, args: { [hostile]: 1 } },
    { ph: hostile, pid: 1, tid: 1, ts: 1 },
  ];
  await choose(page, `${hostile.replaceAll('/', '')}.json`, JSON.stringify(events));
  await expect(badge(groups(page).first(), 'Imported')).toBeVisible();
  await openTab(page, 'Table');
  await openTab(page, 'Code');
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page).toHaveTitle(/img src=x/);
});
