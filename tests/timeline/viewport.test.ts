import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { timeTicks } from '../../src/timeline/ticks.ts';
import {
  clampViewport,
  fitViewport,
  isFitted,
  panBy,
  plotOf,
  SHORTEST_STRETCH,
  timeToX,
  xToTime,
  zoomAt,
} from '../../src/timeline/viewport.ts';

const DURATION = seconds(25);
const PLOT = plotOf(1000, 100);

const time = fc.double({ min: 0, max: 25, noNaN: true }).map(seconds);
const viewport = fc
  .tuple(fc.double({ min: -5, max: 30, noNaN: true }), fc.double({ min: 1e-5, max: 40, noNaN: true }))
  .map(([from, length]) => clampViewport({ from: seconds(from), to: seconds(from + length) }, DURATION));

test('a place on the canvas and the moment there belong together', () => {
  fc.assert(
    fc.property(viewport, fc.double({ min: 100, max: 988, noNaN: true }), (view, x) => {
      expect(timeToX(view, PLOT, xToTime(view, PLOT, x))).toBeCloseTo(x, 3);
    }),
  );
});

test('no pan and no zoom leaves the run, or comes closer than can be told apart', () => {
  const factor = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  const by = fc.double({ min: -100, max: 100, noNaN: true }).map(seconds);
  fc.assert(
    fc.property(viewport, time, factor, by, (view, at, times, distance) => {
      for (const next of [zoomAt(view, at, times, DURATION), panBy(view, distance, DURATION)]) {
        expect(next.from).toBeGreaterThanOrEqual(0);
        expect(next.to).toBeLessThanOrEqual(DURATION + 1e-9);
        expect(next.to - next.from).toBeGreaterThanOrEqual(SHORTEST_STRETCH * 0.99);
      }
    }),
  );
});

test('a pan keeps the scale', () => {
  fc.assert(
    fc.property(viewport, fc.double({ min: -50, max: 50, noNaN: true }), (view, by) => {
      const next = panBy(view, seconds(by), DURATION);
      expect(next.to - next.from).toBeCloseTo(view.to - view.from, 9);
    }),
  );
});

test('zooming in keeps the moment under the pointer where it is', () => {
  fc.assert(
    fc.property(
      viewport,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 50, noNaN: true }),
      (view, share, factor) => {
        fc.pre((view.to - view.from) / factor > 2 * SHORTEST_STRETCH);
        const at = seconds(view.from + share * (view.to - view.from));
        const before = timeToX(view, PLOT, at);
        expect(timeToX(zoomAt(view, at, factor, DURATION), PLOT, at)).toBeCloseTo(before, 3);
      },
    ),
  );
});

describe('fitting', () => {
  test('shows the whole run, and a second of an empty one', () => {
    expect(fitViewport(DURATION)).toEqual({ from: 0, to: 25 });
    expect(fitViewport(seconds(0))).toEqual({ from: 0, to: 1 });
  });

  test('is told from every other viewport', () => {
    expect(isFitted(fitViewport(DURATION), DURATION)).toBe(true);
    expect(isFitted(zoomAt(fitViewport(DURATION), seconds(5), 2, DURATION), DURATION)).toBe(false);
  });
});

describe('ticks', () => {
  const labels = (from: number, to: number, width = 900) =>
    timeTicks({ from: seconds(from), to: seconds(to) }, plotOf(width, 100)).map(({ label }) => label);

  test('stand at round seconds, the last with its unit', () => {
    expect(labels(0, 25)).toEqual(['0', '5', '10', '15', '20', '25 s']);
  });

  test('are in milliseconds or microseconds where seconds would not tell them apart', () => {
    expect(labels(1, 1.02).at(-1)).toBe('1,020 ms');
    expect(labels(0, 20e-6).at(-1)).toBe('20 µs');
  });

  test('are whole steps where steps are counted', () => {
    const steps = (from: number, to: number, last = Number.POSITIVE_INFINITY) =>
      timeTicks({ from: seconds(from), to: seconds(to) }, plotOf(900, 100), { duration: 0.05, last }).map(
        ({ label }) => label,
      );
    expect(steps(0, 0.5)).toEqual(['0', '2', '4', '6', '8', '10 steps']);
    expect(steps(0, 0.5, 7)).toEqual(['0', '2', '4', '6 steps']);
    expect(steps(0, 0.11)).toEqual(['0', '1', '2 steps']);
  });

  test('lie in view, further apart than their labels are wide', () => {
    fc.assert(
      fc.property(viewport, fc.integer({ min: 300, max: 2000 }), (view, width) => {
        const plot = plotOf(width, 100);
        const ticks = timeTicks(view, plot);
        ticks.forEach(({ x }, index) => {
          expect(x).toBeGreaterThanOrEqual(plot.left - 0.01);
          expect(x).toBeLessThanOrEqual(plot.left + plot.width + 0.01);
          if (index > 0) expect(x - (ticks[index - 1]?.x ?? 0)).toBeGreaterThan(40);
        });
      }),
    );
  });
});
