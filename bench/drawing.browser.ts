import type { DrawingTimes } from './drawing.page.ts';
import type { BrowserFigures, Figure } from './figure.ts';

const CASES = [
  { spans: 100_000, firstPaint: 60, step: 2 },
  { spans: 1_000_000, firstPaint: 200, step: 3 },
];

/** The longest that finding any state of a trace may take, in milliseconds. */
const STATE_BAR = 5;

const sorted = (times: readonly number[]): number[] => [...times].sort((one, other) => one - other);

const quantile = (times: readonly number[], share: number): number =>
  sorted(times)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;

/** Drawing from a ready trace: 20 lanes on 1200 × 600 pixels, beside a canvas that draws every span in view. */
export const figures: BrowserFigures = async (page, address) => {
  const rows: Figure[] = [];
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`${address}bench/drawing.html`);
  await page.waitForFunction(() => 'drawingTimes' in window);
  for (const { spans, firstPaint, step } of CASES) {
    const times: DrawingTimes = await page.evaluate((count) => window.drawingTimes(count), spans);
    const what = `${spans.toLocaleString('en')} spans`;
    const within = (name: string, measured: number, bar: number): Figure => ({
      what: `${what}: ${name}`,
      measured,
      unit: 'ms',
      bar: `≤ ${bar} ms`,
      passed: measured <= bar,
    });
    const shown = (name: string, measured: number): Figure => ({
      what: `${what}: ${name}`,
      measured,
      unit: 'ms',
      bar: '',
      passed: true,
    });
    rows.push(
      within('first paint, lanes read and drawn, median', quantile(times.firstPaints, 0.5), firstPaint),
      within('pan or zoom step, mean', mean(times.steps), step),
      shown('pan or zoom step, 95th percentile', quantile(times.steps, 0.95)),
      shown('pan or zoom step, rasterised at once, mean', mean(times.rasterisedSteps)),
      shown('plain canvas, first paint', times.plainFirstPaint),
      shown('plain canvas, step, mean', mean(times.plainSteps)),
      shown('plain canvas, step, 95th percentile', quantile(times.plainSteps, 0.95)),
      within('any state of the trace, slowest of 200', Math.max(...times.states), STATE_BAR),
    );
  }
  return rows;
};
