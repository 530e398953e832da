import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HybridClock } from '../../src/live/hybrid-clock.ts';

test('tells real time while nothing else is known', () => {
  let real = -1;
  const clock = new HybridClock(() => real);
  expect(clock.now()).toBe(0);
  real = 2.5;
  expect(clock.now()).toBe(2.5);
});

test('is later than whatever it has heard of', () => {
  const clock = new HybridClock(() => 1);
  clock.observe(3);
  expect(clock.now()).toBeGreaterThan(3);
  expect(clock.now()).toBeLessThan(3.000001);
});

test('goes back to real time once that has caught up', () => {
  let real = 1;
  const clock = new HybridClock(() => real);
  clock.observe(3);
  real = 4;
  expect(clock.now()).toBe(4);
});

test('never goes back, and every receipt is later than its dispatch, whatever the real clocks do', () => {
  const step = fc.record({
    from: fc.nat(2),
    to: fc.nat(2),
    readings: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const real = [0, 0, 0];
      const clocks = real.map((_, index) => new HybridClock(() => real[index] as number));
      const latest = [0, 0, 0];
      for (const { from, to, readings } of steps) {
        real.splice(0, 3, ...readings);
        const sent = (clocks[from] as HybridClock).now();
        (clocks[to] as HybridClock).observe(sent);
        const received = (clocks[to] as HybridClock).now();
        expect(received).toBeGreaterThanOrEqual(latest[to] as number);
        if (from !== to) expect(received).toBeGreaterThan(sent);
        latest[from] = sent;
        latest[to] = received;
      }
    }),
  );
});
