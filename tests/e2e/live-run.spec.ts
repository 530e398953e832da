import { expect, test } from './page.ts';
import { isolated, plain } from './servers/addresses.ts';
import {
  badge,
  button,
  elapsed,
  expectAllGroups,
  expectNoWorkers,
  expectPlayheadAt,
  figureOf,
  group,
  groups,
  MODE_TITLES,
  modeButton,
  openTab,
  runStatus,
} from './stage.ts';

test('the first visit runs the five documents in all six ways, with no click', async ({ page }) => {
  await page.goto(isolated);
  await expect(groups(page).getByRole('heading')).toHaveText([...MODE_TITLES]);
  await expect(button(page, 'Cancel')).toBeVisible();
  for (const title of ['Sync', 'Await loop']) {
    await expect(badge(group(page, title), 'Running')).toBeVisible();
  }
  const progress = page.getByRole('progressbar', { name: 'Sync progress', exact: true });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await expect(runStatus(page)).toHaveText('Running.');

  await expectAllGroups(page, 6, 'Measured');
  await expect(button(page, 'Run')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expectNoWorkers(page);
  for (const title of MODE_TITLES) {
    const ideal = title === 'Sync' || title === 'Await loop' ? 25 : 5;
    // Nothing waits for less than it is told to; how much longer is for the bench.
    expect(await figureOf(elapsed(group(page, title))), title).toBeGreaterThanOrEqual(ideal - 0.01);
    // The notebook has no figure for processes.
    const beside = title === 'Processes' ? 'Measured' : `notebook\\s*${ideal}\\.0\\d`;
    await expect(group(page, title)).toContainText(new RegExp(`${beside}\\s*model\\s*${ideal}\\.0\\d`));
  }
  const sync = await figureOf(elapsed(group(page, 'Sync')));
  for (const title of ['Async', 'Threads', 'Threads + lock', 'Processes']) {
    expect(await figureOf(elapsed(group(page, title))), title).toBeLessThan(sync);
  }
  await expect(group(page, 'Sync').getByTitle('Speed-up against sync')).toHaveText('1.0×');
  await expect(runStatus(page)).toContainText(/Sync: finished after 25\.\d\d seconds\. Await loop: /);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('without shared memory the same runs by messages', async ({ page }) => {
  await page.goto(`${plain}?autoplay=1&unit=0.05`);
  await expectAllGroups(page, 6, 'Measured');
  await expectNoWorkers(page);
  for (const title of MODE_TITLES) {
    const ideal = title === 'Sync' || title === 'Await loop' ? 25 : 5;
    expect(await figureOf(elapsed(group(page, title))), title).toBeGreaterThanOrEqual(ideal - 0.01);
  }
  const output = await openTab(page, 'Output');
  await expect(output.getByText(/^Worker \d finished$/)).toHaveCount(10);
  await expect(output.getByText(/^doc \d processed\.$/)).toHaveCount(20);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('what was measured is scrubbed afterwards like a model', async ({ page }) => {
  await page.goto('./?autoplay=1&unit=0.02&modes=async,threads');
  await expectAllGroups(page, 2, 'Measured');
  await page.keyboard.press('Home');
  await expectPlayheadAt(page, '0.00');
  await page.keyboard.press('ArrowRight');
  const output = await openTab(page, 'Output');
  await page.getByRole('main').focus();
  await page.keyboard.press('End');
  await expect(output.getByRole('listitem').last()).toContainText(/processed|finished/);
  await expect(output.getByRole('listitem')).toHaveCount(15);
  await page.keyboard.press('Home');
  await expect(output.getByText(/processed|finished/)).toHaveCount(0);
});

test('a measured run stays while its mode is off, and goes when a parameter changes', async ({ page }) => {
  await page.goto('./?autoplay=1&unit=0.02&modes=sync,async');
  await expectAllGroups(page, 2, 'Measured');
  const measured = await elapsed(group(page, 'Async')).textContent();
  await modeButton(page, 'Async').click();
  await expect(group(page, 'Async')).toBeHidden();
  await modeButton(page, 'Async').click();
  await expect(elapsed(group(page, 'Async'))).toHaveText(measured ?? '');
  await modeButton(page, 'Threads').click();
  await expect(badge(group(page, 'Threads'), 'Not run')).toBeVisible();
  await page.getByLabel('documents', { exact: true }).fill('2');
  await page.getByLabel('documents', { exact: true }).press('Enter');
  await expectAllGroups(page, 3, 'Not run');
  await expect(button(page, 'Run')).toBeVisible();
});

test('modes that compute run one after another, and the page says so', async ({ page }) => {
  await page.goto('./?scenario=sum-squares&steps=20000&autoplay=1');
  const count = await groups(page).count();
  await expectAllGroups(page, count, 'Measured');
  await expectNoWorkers(page);
  await expect(page.getByRole('main')).toContainText(/one after another/i);
});

test('a program that raises ends its run with the error in words, and the others go on', async ({ page }) => {
  await page.goto('./?scenario=bad-doc&autoplay=1&unit=0.05');
  await expect(badge(group(page, 'Sync'), 'Failed')).toBeVisible();
  await expect(group(page, 'Sync')).toContainText('ValueError: Bad doc 2');
  await expect(badge(group(page, 'Async, gather'), 'Measured')).toBeVisible();
  await expect(runStatus(page)).toContainText(
    /Sync: failed after \d+\.\d\d seconds, ValueError: Bad doc 2\. Async, gather: finished after/,
  );
  await expectNoWorkers(page);
});

test('where workers cannot be started the page shows the model, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    } as unknown as typeof Worker;
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('cannot start workers');
  await expectAllGroups(page, 6, 'Modelled');
  await expect(button(page, 'Live')).toBeDisabled();
  await button(page, 'Run').click();
  await expect(button(page, 'Pause')).toBeVisible();
});
