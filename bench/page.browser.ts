import type { Page } from '@playwright/test';
import type { BrowserFigures, Figure } from './figure.ts';

const ROUNDS = 3;

/** A hundred tasks in the mode, and in real seconds each waits two and a half. */
const query = (mode: string): string => `?modes=${mode}&tasks=100&workers=100&unit=0.5&autoplay=0`;

interface Smoothness {
  /** The longest task of the main thread, in milliseconds; 0 when none was longer than 50. */
  readonly longest: number;
  /** The 95th percentile of the time between frames while workers were started, in milliseconds. */
  readonly startingFrame: number;
  /** The same from the start of the run's clock to the end of the run. */
  readonly runningFrame: number;
}

/** How the page itself bears live runs of a hundred tasks. */
export const figures: BrowserFigures = async (page, address) => {
  const rows: Figure[] = [];
  for (const mode of ['async', 'threads', 'processes']) {
    const rounds: Smoothness[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto(address + query(mode));
      await page.getByRole('tab', { name: 'Code' }).waitFor();
      rounds.push(await watchRun(page));
    }
    const longest = median(rounds.map((round) => round.longest));
    const frame = median(rounds.map((round) => round.runningFrame));
    const startingFrame = median(rounds.map((round) => round.startingFrame));
    rows.push(
      {
        what: `page, live run of 100 tasks, ${mode}: longest task of the main thread (0: none over 50)`,
        measured: longest,
        unit: 'ms',
        bar: '≤ 50 ms',
        passed: longest <= 50,
      },
      {
        what: `page, live run of 100 tasks, ${mode}: 95th percentile between frames`,
        measured: frame,
        unit: 'ms',
        bar: '≤ 17 ms',
        passed: frame <= 17,
      },
      {
        what: `page, live run of 100 tasks, ${mode}: the same while its workers are started`,
        measured: startingFrame,
        unit: 'ms',
        bar: '',
        passed: true,
      },
    );
  }
  return rows;
};

/** Presses Run and watches the main thread until the button is back. */
function watchRun(page: Page): Promise<Smoothness> {
  return page.evaluate(
    () =>
      new Promise<Smoothness>((resolve) => {
        let longest = 0;
        const starting: number[] = [];
        const running: number[] = [];
        const percentile = (frames: number[]): number =>
          frames.sort((one, other) => one - other)[Math.floor(frames.length * 0.95)] ?? 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        observer.observe({ entryTypes: ['longtask'] });
        const button = (name: string): HTMLButtonElement | null =>
          document.querySelector(`button[aria-label="${name}"]`);
        button('Run')?.click();
        let last: number | null = null;
        let begun = false;
        const onFrame = (now: number): void => {
          const isRunning = document.querySelector('progress') !== null;
          if (last !== null) (isRunning ? running : starting).push(now - last);
          last = now;
          begun ||= button('Cancel') !== null;
          if (!begun || button('Cancel')) {
            requestAnimationFrame(onFrame);
            return;
          }
          observer.disconnect();
          resolve({ longest, startingFrame: percentile(starting), runningFrame: percentile(running) });
        };
        requestAnimationFrame(onFrame);
      }),
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
