import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { button, elapsed, group, groups, modeButton, neverAsk, openModel, playhead } from './stage.ts';

/** The query of the address bar. */
const query = (page: Page): string => new URL(page.url()).search;

async function expectMachine(page: Page, values: Record<string, string>): Promise<void> {
  await button(page, 'Machine').click();
  const machine = page.getByRole('group', { name: 'Machine' });
  for (const [label, value] of Object.entries(values)) {
    await expect(machine.getByRole('spinbutton', { name: label })).toHaveValue(value);
  }
}

test.describe('the address', () => {
  test('sets the modes, the parameters, the machine and the playhead', async ({ page }) => {
    await page.goto(
      './?scenario=documents&modes=sync,threads&lock=0,1&engine=model&unit=0.5&seed=7&tasks=3&seconds=2&workers=2' +
        '&cores=4&gil=0&switch-interval=0.02&t=1.5',
    );
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads', 'Threads + lock']);
    await expect(elapsed(groups(page))).toHaveText(['6.00 s', '2.00 s', '2.00 s']);
    await expect(page.getByLabel('documents', { exact: true })).toHaveValue('3');
    await expect(page.getByLabel('each')).toHaveValue('2');
    await expect(page.getByLabel('workers', { exact: true })).toHaveValue('2');
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '1.50 of 6.00 seconds');
    await expectMachine(page, {
      'a program second lasts': '0.5',
      cores: '4',
      seed: '7',
      'switch interval': '20',
    });
    await expect(page.getByLabel('GIL', { exact: true })).not.toBeChecked();
    await expect(page.getByRole('alert')).toBeEmpty();
    await expect(button(page, 'Play')).toBeVisible();
  });

  test('has lock choose among the modes that offer a lock', async ({ page }) => {
    await openModel(page, '&modes=sync,threads&lock=1');
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads + lock']);
    await openModel(page, '&modes=sync,threads&lock=0');
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync', 'Threads']);
  });

  test('says when to play and where the playhead is, in the model too', async ({ page }) => {
    await openModel(page, '&unit=10&autoplay=1');
    await expect(button(page, 'Pause')).toBeVisible();
    await openModel(page, '&unit=10&autoplay=0&t=1000');
    await expect(button(page, 'Play')).toBeVisible();
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '25.00 of 25.00 seconds');
  });

  test('falls back from what it cannot use, says so sentence by sentence, and runs none of it', async ({
    page,
  }) => {
    const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const pairs = [
      ['scenario', script],
      ['modes', 'sync,teleport'],
      ['lock', '2'],
      ['engine', 'warp'],
      ['unit', '-1'],
      ['autoplay', 'please'],
      ['seed', '1e99'],
      ['tasks', '1000000'],
      ['seconds', 'NaN'],
      ['cores', '0'],
      ['gil', 'maybe'],
      ['switch-interval', '1;alert(1)'],
      ['t', 'javascript:alert(1)'],
      ['theme', '"><style>*{display:none}</style>'],
      ['__proto__', '1'],
      [script, '1'],
    ].map((pair) => pair.map((part) => encodeURIComponent(part ?? '')).join('='));
    await page.goto(`./?${pairs.join('&')}&tasks=2&%E0%A4%A=%`);
    const alert = page.getByRole('alert');
    const sentences = [
      'scenario is “<img src=x onerror="document.title=1"><s…”, which is not in the catalogue; documents is used.',
      'modes has “teleport”, which documents does not offer; it is left out.',
      'lock is “2”, but takes 0, 1 or 0,1; it is left out.',
      'engine is “warp”, but takes live or model; live is used.',
      'unit is “-1”, but goes from 0.01 to 10; 0.01 is used.',
      'autoplay is “please”, but takes 0 or 1; 0 is used.',
      'seed is “1e99”, but goes from 0 to 4294967295; 4294967295 is used.',
      'tasks is “1000000”, but goes from 1 to 100; 100 is used.',
      'seconds is “NaN”, which is not a number; 5 is used.',
      'cores is “0”, but goes from 1 to 64; 1 is used.',
      'gil is “maybe”, but takes 0 or 1; 1 is used.',
      'switch-interval is “1;alert(1)”, which is not a number; 0.005 is used.',
      't is “javascript:alert(1)”, which is not a number; it is left out.',
      'theme is “"><style>*{display:none}</style>”, but takes auto, light, dark or projector; auto is used.',
      '“__proto__” is not a parameter of documents; it is left out.',
      '“%E0%A4%A” is not a parameter of documents; it is left out.',
      '“tasks” is given more than once; the first value is used.',
    ];
    for (const sentence of sentences) {
      await expect(alert.getByText(sentence, { exact: true })).toBeVisible();
    }
    await expect(alert.getByRole('paragraph')).toHaveCount(sentences.length + 1);
    await expect(groups(page).getByRole('heading')).toHaveText(['Sync']);
    await expect(page.getByLabel('documents', { exact: true })).toHaveValue('100');
    await expect(page).toHaveTitle('Five documents, five seconds each – Interleave');
    await expect(page.locator('img, body style, #root script')).toHaveCount(0);

    const engine = alert.getByRole('paragraph').filter({ hasText: 'warp' });
    await engine.getByRole('button', { name: 'Dismiss' }).click();
    await expect(engine).toBeHidden();
    await expect(alert.getByRole('paragraph')).toHaveCount(sentences.length);
  });

  test('follows what is changed, and a reload gives the same page', async ({ page }) => {
    await openModel(page);
    await page.getByLabel('documents', { exact: true }).fill('3');
    await page.getByLabel('documents', { exact: true }).press('Enter');
    await modeButton(page, 'Sync').click();
    await modeButton(page, 'Threads').click();
    await button(page, 'Machine').click();
    await page.getByLabel('GIL', { exact: true }).uncheck();
    const cores = page.getByRole('spinbutton', { name: 'cores' });
    await cores.fill('8');
    await cores.press('Enter');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => query(page))
      .toBe('?modes=await-loop,async,threads,processes&lock=1&engine=model&tasks=3&cores=8&gil=0');

    const changed = query(page);
    await page.reload();
    await expect(groups(page).getByRole('heading')).toHaveText([
      'Await loop',
      'Async',
      'Threads + lock',
      'Processes',
    ]);
    await expect(elapsed(group(page, 'Await loop'))).toHaveText('15.00 s');
    await expectMachine(page, { cores: '8' });
    await expect(page.getByLabel('GIL', { exact: true })).not.toBeChecked();
    await expect(page.getByRole('alert')).toBeEmpty();
    expect(query(page)).toBe(changed);
  });

  test('names the workload, and goes bare when the page is as it first was', async ({ page }) => {
    await neverAsk(page);
    await page.goto('./?engine=model&scenario=gather');
    await page.getByRole('navigation').getByRole('button', { name: 'Hello, event loop' }).click();
    await expect.poll(() => query(page)).toBe('?scenario=hello&engine=model');
    await page.getByRole('navigation').getByRole('button', { name: 'Five documents' }).click();
    await expect.poll(() => query(page)).toBe('?engine=model');
  });
});
