import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './page.ts';
import { badge, button, expectAllGroups, expectPlayheadAt, group, groups, playhead } from './stage.ts';

/** Opens a frame as a page of its own, and waits for its lanes. */
async function openFrame(page: Page, query: string, modes: number): Promise<void> {
  await page.goto(`./embed.html?v=1${query}`);
  await expect(groups(page)).toHaveCount(modes);
}

const code = (page: Page) => page.getByRole('complementary', { name: 'Code' });

test('a frame has its lanes, its title, its controls and a way to the page in the same state', async ({
  page,
}) => {
  await openFrame(page, '&engine=model&modes=sync,async&tasks=3', 2);
  await expect(page).toHaveTitle('Five documents, five seconds each – Interleave');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five documents, five seconds each');
  await expect(badge(groups(page), 'Modelled')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Open in Interleave' })).toHaveAttribute(
    'href',
    /\/\?modes=sync,async&engine=model&tasks=3$/,
  );
  for (const name of ['Play', 'Step back', 'Step forward', 'Loop'])
    await expect(button(page, name)).toBeVisible();
  await expect(code(page)).toHaveCount(0);
});

test('controls=min leaves the playhead’s own, controls=none the lanes alone', async ({ page }) => {
  await openFrame(page, '&engine=model&controls=min', 6);
  await expect(button(page, 'Play')).toBeVisible();
  await expect(playhead(page)).toBeVisible();
  await expect(button(page, 'Step back')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Open in Interleave' })).toHaveCount(0);
  await openFrame(page, '&engine=model&controls=none', 6);
  await expect(page.getByRole('region', { name: 'Lanes' })).toBeVisible();
  for (const name of ['Play', 'Run', 'Play from the start', 'Step back']) {
    await expect(button(page, name)).toHaveCount(0);
  }
  await expect(playhead(page)).toHaveCount(0);
});

test('it rests at its start, plays from there to its end, and again from its start', async ({ page }) => {
  await openFrame(page, '&engine=model&modes=async&start=2&end=3&unit=0.1&speed=8', 1);
  await expectPlayheadAt(page, '2.00');
  for (const _round of [1, 2]) {
    await button(page, 'Play').click();
    await expect(button(page, 'Play')).toBeVisible();
    await expectPlayheadAt(page, '3.00');
  }
});

test('a stretch that begins behind the end of the run is said to be left out', async ({ page }) => {
  await openFrame(page, '&engine=model&modes=async&start=100&end=200', 1);
  await expect(
    page.getByText('start is 100, but the run ends at 5.00 s; all of it is played.'),
  ).toBeVisible();
});

test('it goes on looping within its stretch', async ({ page }) => {
  await openFrame(page, '&engine=model&modes=async&start=2&end=3&unit=0.5&loop=1&autoplay=1', 1);
  await expect(button(page, 'Loop')).toHaveAttribute('aria-pressed', 'true');
  const times = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const look = (): void => {
          const time = Number(document.querySelector<HTMLInputElement>('[type="range"]')?.value);
          if (time > 0) seen.push(time);
          const turns = seen.filter((value, index) => value < (seen[index - 1] ?? 0)).length;
          if (turns < 2) requestAnimationFrame(look);
          else resolve(seen);
        };
        look();
      }),
  );
  expect(Math.min(...times)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...times)).toBeLessThanOrEqual(3);
  await expect(button(page, 'Pause')).toBeVisible();
});

test('step says how many events have happened, and wins over t', async ({ page }) => {
  await openFrame(page, '&engine=model&modes=sync&step=12&t=3', 1);
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /step 12 of \d+$/);
  await openFrame(page, '&engine=model&modes=sync&t=3', 1);
  await expectPlayheadAt(page, '3.00');
  await openFrame(page, '&engine=model&modes=sync&speed=0.5', 1);
  await expect(page.getByLabel('Speed')).toHaveValue('0.5');
});

test('a live frame is an outline until it is played, and holds to its stretch after the run', async ({
  page,
}) => {
  await openFrame(page, '&modes=async,threads&unit=0.01&start=1&end=2', 2);
  await expect(badge(groups(page), 'Not run')).toHaveCount(2);
  await button(page, 'Play').click();
  await expectAllGroups(page, 2, 'Measured');
  await expect(button(page, 'Run')).toBeVisible();
  await button(page, 'Play').click();
  await expect(button(page, 'Play')).toBeVisible();
  await expectPlayheadAt(page, '2.00');
});

test('code=1 has the listing beside the lanes, below them, or in their place', async ({ page }) => {
  await page.setViewportSize({ width: 960, height: 540 });
  await openFrame(page, '&engine=model&modes=async&code=1', 1);
  const listing = code(page).getByRole('list', { name: 'Python listing' });
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await expect(listing).toBeVisible();
  await expect(lanes).toBeVisible();
  await expect(button(page, 'Code')).toBeHidden();
  await page.setViewportSize({ width: 375, height: 600 });
  await expect(listing).toBeVisible();
  await expect(lanes).toBeVisible();
  await page.setViewportSize({ width: 480, height: 270 });
  await expect(listing).toBeHidden();
  await button(page, 'Code').click();
  await expect(listing).toBeVisible();
  await expect(lanes).toBeHidden();
});

test('predict=1 asks first, and plays nothing before', async ({ page }) => {
  await openFrame(page, '&engine=model&modes=sync,async&predict=1&autoplay=1&unit=0.01', 2);
  const question = page.getByRole('region', { name: 'Predict first' });
  await expect(question).toBeVisible();
  await expect(badge(groups(page), 'Kept back')).toHaveCount(2);
  await expect(button(page, 'Play')).toHaveCount(0);
  await question.getByRole('textbox').fill('5');
  await button(page, 'Play and compare').click();
  await expect(question).toContainText('As you said');
  await expect(badge(groups(page), 'Modelled')).toHaveCount(2);
});

test('view=print is the final picture, said to be modelled before a live run, with its address', async ({
  page,
}) => {
  await page.goto('./embed.html?v=1&modes=sync,async&view=print');
  const picture = page.getByRole('img', { name: /^Five documents, five seconds each\. / });
  await expect(picture).toHaveAttribute('alt', /Sync: 25\.00 s \(Modelled\); Async: 5\.00 s \(Modelled\)\.$/);
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(500);
  await expect(page.getByText('Sync: 25.00 s (Modelled); Async: 5.00 s (Modelled).')).toBeVisible();
  await expect(page.getByRole('link')).toHaveText(/\/\?modes=sync,async$/);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('on paper a frame is its picture, in which a live run is measured', async ({ page }) => {
  await openFrame(page, '&modes=async&unit=0.01&autoplay=1', 1);
  await expectAllGroups(page, 1, 'Measured');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('figure img')).toHaveAttribute('alt', /Async: \d\.\d\d s \(Measured\)\.$/);
  await expect(page.locator('figure img')).toBeVisible();
  await expect(page.locator('canvas')).toBeHidden();
});

test('what an address says wrongly falls back, and can be put away', async ({ page }) => {
  const hostile = encodeURIComponent('"><img src=x onerror=alert(1)>');
  await openFrame(
    page,
    `&engine=model&controls=${hostile}&start=${hostile}&step=1e400&speed=-1&scenario=glossary&${hostile}=1&modes=__proto__`,
    6,
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five documents, five seconds each');
  await expect(page.locator('img')).not.toHaveAttribute('src', 'x');
  const notices = page.getByRole('alert').getByRole('paragraph');
  await expect(notices.filter({ hasText: 'controls is “"><img src=x onerror=alert(1)>”' })).toHaveCount(1);
  const said = await notices.count();
  expect(said).toBeGreaterThan(5);
  for (let left = said; left > 0; left--) {
    await expect(notices).toHaveCount(left);
    await button(page, 'Dismiss').first().click();
  }
  await expect(notices).toHaveCount(0);
});

test('nothing is stored and no worker serves it, also after a run', async ({ page }) => {
  await openFrame(page, '&modes=sync,async,threads,processes&unit=0.01&autoplay=1&code=1', 4);
  await expectAllGroups(page, 4, 'Measured');
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: [], caches: [], serviceWorkers: 0 });
});

test('without scripts it says what it is, and leads to the page', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('./embed.html');
  await expect(page.getByText('Here a workload runs')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open Interleave' })).toBeVisible();
  await context.close();
});

test('where its scripts are kept from it, it says so after a while', async ({ page }) => {
  await page.route('**/*.js', (route) => route.abort());
  await page.goto('./embed.html');
  await expect(page.getByText('Its scripts have not come')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open Interleave' })).toBeVisible();
});

for (const theme of ['light', 'dark', 'projector']) {
  test(`axe finds nothing in the ${theme} theme, large or small, asked or not`, async ({ page }) => {
    const queries = [
      `&engine=model&modes=sync,threads&code=1&t=3&theme=${theme}&bogus=1`,
      `&modes=async&theme=${theme}`,
      `&engine=model&scenario=lost-update&predict=1&theme=${theme}`,
    ];
    for (const query of queries) {
      await page.goto(`./embed.html?v=1${query}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect(groups(page).first()).toBeAttached();
      if (query.includes('predict')) await expect(page.getByRole('radio').first()).toBeVisible();
      else await expect(group(page, query.includes('sync,') ? 'Sync' : 'Async')).toBeVisible();
      for (const viewport of [
        { width: 960, height: 540 },
        { width: 375, height: 600 },
        { width: 480, height: 270 },
      ]) {
        await page.setViewportSize(viewport);
        expect(await violations(page), `${query} at ${viewport.width} px`).toEqual([]);
      }
    }
  });
}

test('nothing is cut off, and everything that is pressed is large enough', async ({ page }) => {
  for (const [width, height] of [
    [1280, 720],
    [960, 540],
    [640, 360],
    [480, 270],
    [375, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openFrame(page, '&engine=model&modes=sync,async&code=1', 2);
    const tooSmall = await page.locator('button:not([data-lane])').evaluateAll((buttons) =>
      buttons
        .map((element) => ({
          name: element.getAttribute('aria-label'),
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name }) => name),
    );
    expect(tooSmall, `${width} × ${height}`).toEqual([]);
    const overflows = await page.evaluate(() => ({
      across: document.documentElement.scrollWidth > innerWidth,
      down: document.documentElement.scrollHeight > innerHeight,
    }));
    expect(overflows, `${width} × ${height}`).toEqual({ across: false, down: false });
  }
});
