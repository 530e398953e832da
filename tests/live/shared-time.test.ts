import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedTime } from '../../src/live/shared-time.ts';

test('keeps the latest of all times left in it', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), (times) => {
      const memory = new SharedArrayBuffer(16);
      const one = new SharedTime(memory, 8);
      const other = new SharedTime(memory, 8);
      times.forEach((time, index) => {
        (index % 2 ? one : other).raise(time);
      });
      expect(one.read()).toBe(Math.max(0, ...times));
    }),
  );
});
