import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { framesOf } from '../../src/io/frames.ts';

const framesFor = (from: number, to: number, rate: number, speed = 1, unit = 0.2) =>
  framesOf({ from: seconds(from), to: seconds(to), unit, speed, rate });

describe('the frames of a film', () => {
  it('go through the run at its speed, and rest at its end', () => {
    const frames = framesFor(5, 10, 10);
    expect(frames.count).toBe(11);
    expect(frames.duration).toBe(2);
    expect([0, 1, 10].map(frames.timeOf)).toEqual([5, 5.5, 10]);
    expect([0, 1, 10].map(frames.shownAt)).toEqual([0, 0.1, 1]);
    expect([0, 9, 10].map(frames.lastingOf)).toEqual([0.1, 0.1, 1]);
  });

  it('are half as many at twice the speed', () => {
    expect(framesFor(0, 10, 10, 2).count).toBe(11);
    expect(framesFor(0, 10, 10, 1).count).toBe(21);
  });

  it('are one where nothing moves', () => {
    expect(framesFor(3, 3, 25)).toMatchObject({ count: 1, duration: 1 });
  });

  it('begin at the start, end at the end, and follow each other without a gap', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 1e-6, max: 50, noNaN: true }),
        fc.constantFrom(10, 25, 50),
        fc.constantFrom(0.1, 1, 8),
        fc.constantFrom(0.02, 0.2, 5),
        (from, length, rate, speed, unit) => {
          const to = from + length;
          const frames = framesFor(from, to, rate, speed, unit);
          const last = frames.count - 1;
          if (last > 0) expect(frames.timeOf(0)).toBe(from);
          expect(frames.timeOf(last)).toBe(to);
          expect(frames.shownAt(last) + frames.lastingOf(last)).toBeCloseTo(frames.duration, 9);
          const middle = Math.floor(last / 2);
          if (middle === last) return;
          expect(frames.timeOf(middle + 1)).toBeGreaterThan(frames.timeOf(middle));
          expect(frames.shownAt(middle) + frames.lastingOf(middle)).toBeCloseTo(
            frames.shownAt(middle + 1),
            9,
          );
        },
      ),
    );
  });
});
