import { describe, expect, it } from 'vitest';
import { sizeInWords } from '../../src/app/export/estimate.ts';
import {
  axisOf,
  framesFor,
  initialSettings,
  picturedSteps,
  type StageNow,
  withFormat,
} from '../../src/app/export/export-settings.ts';
import { seconds } from '../../src/base/units.ts';

const stage = (now: Partial<Record<'from' | 'to' | 'time' | 'end' | 'unit', number>> = {}): StageNow => {
  const { from = 0, end = 25, to = end, time = 0, unit = 0.2 } = now;
  return {
    theme: 'dark',
    from: seconds(from),
    to: seconds(to),
    time: seconds(time),
    end: seconds(end),
    unit,
    steps: null,
    moment: `${time} s`,
  };
};

const STEPS = Array.from({ length: 300 }, (_, index) => seconds(index / 10));

describe('what an export begins with', () => {
  it('is the whole of the runs unless the playhead stands within them', () => {
    expect(initialSettings(stage(), STEPS).time).toBeNull();
    expect(initialSettings(stage({ time: 25 }), STEPS).time).toBeNull();
    expect(initialSettings(stage({ time: 3 }), STEPS).time).toBe(3);
  });

  it('is a film of about ten seconds, however long the runs are', () => {
    for (const end of [4, 25, 100, 300]) {
      const now = stage({ end });
      const { duration } = framesFor(initialSettings(now, STEPS), now.unit);
      expect(duration).toBeGreaterThan(6);
      expect(duration).toBeLessThan(16);
    }
  });

  it('is a hundred steps at most', () => {
    const few = initialSettings(stage(), STEPS.slice(0, 100));
    expect(few.every).toBe(1);
    const many = initialSettings(stage({ end: 30 }), STEPS);
    expect(many.every).toBe(3);
    expect(picturedSteps(many, STEPS)).toHaveLength(100);
  });
});

describe('what is chosen', () => {
  it('pictures the steps of its stretch of time alone', () => {
    const settings = { ...initialSettings(stage({ from: 1, to: 2 }), STEPS), every: 4 };
    expect(picturedSteps(settings, STEPS)).toEqual([1, 1.4, 1.8]);
  });

  it('leaves a little room behind what ends last', () => {
    expect(axisOf(initialSettings(stage(), STEPS))).toEqual({ from: 0, to: 25.5 });
  });

  it('is smaller for a GIF, until the reader wants it otherwise', () => {
    const gif = withFormat(initialSettings(stage(), STEPS), 'gif');
    expect(gif).toMatchObject({ scale: 1, rate: 10 });
    expect(withFormat({ ...gif, scale: 3 }, 'gif').scale).toBe(3);
  });
});

it('writes sizes to two figures', () => {
  expect([0, 940, 12_345, 999_600, 1_234_567, 25_400_000].map(sizeInWords)).toEqual([
    '1 kB',
    '1 kB',
    '12 kB',
    '1 MB',
    '1.2 MB',
    '25 MB',
  ]);
});
