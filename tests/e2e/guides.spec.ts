import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, expectNoWorkers, expectPlayheadAt, group, groups, openTab } from './stage.ts';

const GUIDES = [
  { id: 'when-to-use-what', title: 'When to use what' },
  { id: 'tldr', title: 'In short' },
  { id: 'analogies', title: 'Three analogies' },
  { id: 'glossary', title: 'Glossary' },
] as const;

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const catalogue = (page: Page): Locator => page.getByRole('navigation', { name: 'Workloads' });
const query = (page: Page): string => new URL(page.url()).search;

async function openGuide(page: Page, id: (typeof GUIDES)[number]['id'], rest = ''): Promise<void> {
  await page.goto(`./?scenario=${id}${rest}`);
  await expect(heading(page)).toHaveText(GUIDES.find((guide) => guide.id === id)?.title ?? '');
}

/** Waits until the runs that a guide shows have been made. */
async function expectRuns(page: Page, id: (typeof GUIDES)[number]['id']): Promise<void> {
  const pictures = { 'when-to-use-what': 16, tldr: 0, analogies: 3, glossary: 0 };
  const times = { 'when-to-use-what': 16, tldr: 8, analogies: 0, glossary: 0 };
  const main = page.getByRole('main');
  await expect(main.getByRole('img', { name: /^Lanes of/ })).toHaveCount(pictures[id]);
  await expect(main.getByText(/^(it takes|longest wait)?\d+\.\d\d s$/)).toHaveCount(times[id]);
}

test('a guide stands in the place of the stage, and Back and Forward go between them', async ({ page }) => {
  await page.goto('./?scenario=gather&engine=model');
  for (const { id, title } of GUIDES) {
    await catalogue(page).getByRole('button', { name: title }).click();
    await expect(heading(page)).toHaveText(title);
    await expect(page).toHaveTitle(`${title} – Interleave`);
    expect(query(page)).toBe(`?scenario=${id}`);
    for (const name of ['Run', 'Live', 'Model', 'Export', 'Play'])
      await expect(button(page, name)).toHaveCount(0);
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
  }
  await page.goBack();
  await expect(heading(page)).toHaveText('Three analogies');
  for (let back = 0; back < 3; back++) await page.goBack();
  await expect(heading(page)).toHaveText('Gather');
  await expect(button(page, 'Run')).toBeVisible();
  await page.goForward();
  await expect(heading(page)).toHaveText('When to use what');
});

test('keys that are for runs do nothing on a guide', async ({ page }) => {
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  await openGuide(page, 'glossary');
  await page.keyboard.press('r');
  await page.keyboard.press('Space');
  await page.keyboard.press('1');
  expect(query(page)).toBe('?scenario=glossary');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoWorkers(page);
  // One is started and ended to find out what the browser can run.
  expect(started.length).toBeLessThanOrEqual(1);
});

test('every cell of the table has a verdict, a run and its time, and opens the run', async ({ page }) => {
  await openGuide(page, 'when-to-use-what');
  const links = page.getByRole('link', { name: /^Open the run/ });
  await expect(links).toHaveCount(16);
  await expectRuns(page, 'when-to-use-what');
  for (const cell of await page.getByRole('cell').all()) {
    await expect(cell).toContainText(/the note says(no|yes|better|async)/);
    await expect(cell).toContainText(/\d+\.\d\d s/);
  }
  const link = page.getByRole('link', { name: 'Open the run: CPU-heavy, Async' });
  await link.click();
  await expect(heading(page)).toHaveText('Sums of squares');
  await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads', 'Async', 'Processes']);
  await expect(button(page, 'Model')).toHaveAttribute('aria-pressed', 'true');
  await expect(group(page, 'Async').getByRole('button', { name: 'Async' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(query(page)).toBe('?scenario=sum-squares&modes=sync,threads,async,processes&engine=model');
  await page.goBack();
  await expect(heading(page)).toHaveText('When to use what');
  await expect(link).toBeFocused();
  await expect(link).toBeInViewport();
});

test('waiting and computing are compared in short, and a bar opens its run', async ({ page }) => {
  await openGuide(page, 'tldr');
  const computing = page.getByRole('region', { name: 'Computing: CPU-bound work' });
  await expect(computing.getByRole('listitem')).toContainText([
    /Sync\d/,
    /Threads\d/,
    /Processes\d/,
    /Async/,
  ]);
  await computing.getByRole('link', { name: 'Processes', exact: true }).click();
  await expect(group(page, 'Processes').getByRole('button', { name: 'Processes' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.goBack();
  await page.getByRole('link', { name: 'GIL' }).click();
  await expect(heading(page)).toHaveText('Glossary');
  await expect(page.getByText('The global interpreter lock of CPython')).toBeInViewport();
});

test('an analogy opens its run under the names of the story', async ({ page }) => {
  await openGuide(page, 'analogies');
  await expectRuns(page, 'analogies');
  await page.getByRole('link', { name: 'Open the run: The restaurant' }).click();
  await expect(groups(page)).toHaveCount(1);
  expect(query(page)).toContain('story=1');
  await expect(button(page, 'Story: At the restaurant')).toHaveAttribute('aria-pressed', 'true');
});

test('the glossary is searched by words, by meanings and by what else they are called', async ({ page }) => {
  await openGuide(page, 'glossary');
  const terms = page.getByRole('term');
  await expect(terms).not.toHaveCount(1);
  const field = page.getByRole('searchbox', { name: 'Find a word' });
  await field.fill('mutex');
  await expect(terms).toHaveText(['lock']);
  await field.fill('Traffic controller');
  await expect(terms).toHaveText(['event loop']);
  await field.fill('quantum');
  await expect(terms).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'quantum' })).toBeVisible();
});

for (const { word, mode, title, time } of [
  { word: 'synchronous', mode: 'Sync', title: 'Five documents, five seconds each', time: '10.00' },
  { word: 'cooperative', mode: 'Async', title: 'A blocking call', time: '3.00' },
  { word: 'concurrency', mode: 'Async', title: 'Gather', time: '2.00' },
]) {
  test(`the glossary leads to the moment that shows ${word}`, async ({ page }) => {
    await openGuide(page, 'glossary');
    const link = page.getByRole('link', { name: `${word}: See it in ${title}` });
    await link.hover();
    await expect(link).toHaveAttribute('href', new RegExp(`&t=${Number(time)}(\\.|$)`));
    await link.click();
    await expect(heading(page)).toHaveText(title);
    await expect(groups(page).getByRole('heading')).toHaveText([mode]);
    await expect(group(page, mode)).toBeInViewport();
    await expectPlayheadAt(page, time);
    await expect(button(page, 'Play')).toBeVisible();
    await expect(group(page, mode).getByRole('button', { name: mode })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(Number(new URLSearchParams(query(page)).get('t'))).toBeCloseTo(Number(time), 2);
    await page.reload();
    await expectPlayheadAt(page, time);
    await page.goBack();
    await expect(heading(page)).toHaveText('Glossary');
    await expect(link).toBeFocused();
    await page.goForward();
    await expectPlayheadAt(page, time);
  });
}

test('a moment is reached to the very event, where several share a time', async ({ page }) => {
  await openGuide(page, 'glossary');
  await page.getByRole('link', { name: 'task: See it in Two tasks' }).click();
  const code = await openTab(page, 'Code');
  await expect(code).toContainText('asyncio.create_task(fetch(3))');
  await expect(await openTab(page, 'Output')).not.toContainText('start 5');
});

test('on a phone the drawer opens a guide, and no guide is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('./?scenario=gather&engine=model');
  for (const { title } of GUIDES) {
    await button(page, 'Workloads').click();
    const dialog = page.getByRole('dialog', { name: 'Workloads' });
    await dialog.getByRole('button', { name: title }).click();
    await expect(dialog).toBeHidden();
    await expect(heading(page)).toHaveText(title);
    await expect(heading(page)).toBeInViewport();
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, title).toBe(0);
  }
});

for (const theme of ['light', 'dark', 'projector']) {
  for (const { id, title } of GUIDES) {
    test(`axe finds nothing in “${title}” in the ${theme} theme`, async ({ page }) => {
      await openGuide(page, id, `&theme=${theme}`);
      await expectRuns(page, id);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('main').analyze();
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html)}`)).toEqual(
        [],
      );
    });
  }
}
