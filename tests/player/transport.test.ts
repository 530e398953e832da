import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countUpTo } from '../../src/base/binary-search.ts';
import { milliseconds, seconds } from '../../src/base/units.ts';
import { SPEEDS } from '../../src/io/playback.ts';
import {
  begin,
  extend,
  faster,
  finish,
  follow,
  INITIAL_TRANSPORT,
  load,
  pause,
  play,
  type Steps,
  seek,
  setRange,
  setSpeed,
  slower,
  stepBack,
  stepForward,
  stepOf,
  type TransportState,
  tick,
  toEnd,
  toggle,
  toggleLoop,
  toStart,
  toStep,
} from '../../src/player/transport.ts';

function stepsAt(...times: number[]): Steps {
  return {
    length: times.length,
    timeOf: (index) => seconds(times[index] ?? Number.NaN),
    stepAt: (time) => countUpTo(times, time),
  };
}

/** A finished run of ten seconds at one program second per real second. */
const loaded = load(INITIAL_TRANSPORT, seconds(10), 1);

const changes = fc.oneof(
  fc.constantFrom(play, pause, toggle, toStart, toEnd, follow, toggleLoop, faster, slower),
  fc.double({ min: -5, max: 50 }).map((time) => (state: TransportState) => seek(state, seconds(time))),
  fc.double().map((elapsed) => (state: TransportState) => tick(state, milliseconds(elapsed))),
  fc.nat({ max: 20_000 }).map((elapsed) => (state: TransportState) => tick(state, milliseconds(elapsed))),
  fc
    .double({ min: 0, max: 20, noNaN: true })
    .map((time) => (state: TransportState) => extend(state, seconds(time))),
  fc
    .double({ min: 0, max: 20, noNaN: true })
    .map((time) => (state: TransportState) => finish(state, seconds(time))),
  fc.double({ min: 0.01, max: 10, noNaN: true }).map((unit) => (state: TransportState) => begin(state, unit)),
  fc.constantFrom(...SPEEDS).map((speed) => (state: TransportState) => setSpeed(state, speed)),
  fc.tuple(fc.double({ min: -5, max: 25, noNaN: true }), fc.double({ min: -5, max: 25, noNaN: true })).map(
    ([from, to]) =>
      (state: TransportState) =>
        setRange(state, { from: seconds(from), to: seconds(to) }),
  ),
  fc
    .constantFrom(stepForward, stepBack)
    .map((step) => (state: TransportState) => step(state, stepsAt(0, 1, 1, 4, 30))),
);

/** Any state that the controls lead to from a finished run. */
const arbitraryTransport = fc
  .array(changes, { maxLength: 20 })
  .map((list) => list.reduce((state, change) => change(state), loaded));

const arbitrarySteps = fc
  .array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
  .map((quarters) => stepsAt(...quarters.map((quarter) => quarter / 4).sort((one, other) => one - other)));

describe('the transport', () => {
  it('keeps the playhead within the run and its range, whatever is done', () => {
    fc.assert(
      fc.property(arbitraryTransport, ({ time, duration, range, following, live, playing }) => {
        expect(time).toBeGreaterThanOrEqual(0);
        expect(time).toBeLessThanOrEqual(duration);
        if (range) {
          expect(range.from).toBeGreaterThanOrEqual(0);
          expect(range.from).toBeLessThan(range.to);
          expect(range.to).toBeLessThanOrEqual(duration);
        }
        if (following) {
          expect({ live, playing }).toEqual({ live: true, playing: true });
          expect(time).toBe(duration);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('advances by the speed over the unit', () => {
    const state = setSpeed(play(load(INITIAL_TRANSPORT, seconds(100), 0.2)), 4);
    expect(tick(state, milliseconds(500)).time).toBe(10);
  });

  it('moves only while it plays', () => {
    expect(tick(loaded, milliseconds(500))).toBe(loaded);
    const paused = pause(tick(play(loaded), milliseconds(500)));
    expect(paused).toMatchObject({ time: 0.5, playing: false });
    expect(tick(paused, milliseconds(500))).toBe(paused);
  });

  it('pauses at the end, and plays from the start again', () => {
    const ended = tick(play(loaded), milliseconds(12_000));
    expect(ended).toMatchObject({ time: 10, playing: false });
    expect(play(ended)).toMatchObject({ time: 0, playing: true });
  });

  it('goes on from where it is put', () => {
    expect(tick(seek(play(loaded), seconds(3)), milliseconds(1000)).time).toBe(4);
    expect(seek(loaded, seconds(30)).time).toBe(10);
    expect(seek(loaded, seconds(-1)).time).toBe(0);
  });

  it('is loaded at its start, before the first event, or at a time within the run', () => {
    expect(loaded).toMatchObject({ time: 0, step: 0 });
    const next = (time: number) => load(loaded, seconds(4), 1, seconds(time));
    expect(next(3)).toMatchObject({ time: 3, step: null, playing: false, duration: 4 });
    expect(next(Number.POSITIVE_INFINITY).time).toBe(4);
  });

  it('has nothing to play on an empty stage', () => {
    expect(play(INITIAL_TRANSPORT).playing).toBe(false);
    expect(tick(toggleLoop({ ...INITIAL_TRANSPORT, playing: true }), milliseconds(10))).toMatchObject({
      time: 0,
      playing: false,
    });
  });

  it('goes through the speeds and stops at both ends', () => {
    const climb = SPEEDS.reduce<TransportState[]>(
      (states) => [...states, faster(states.at(-1) ?? loaded)],
      [],
    );
    expect(climb.map(({ speed }) => speed)).toEqual([2, 4, 8, 8, 8, 8, 8]);
    const descent = SPEEDS.reduce<TransportState[]>(
      (states) => [...states, slower(states.at(-1) ?? loaded)],
      [],
    );
    expect(descent.map(({ speed }) => speed)).toEqual([0.5, 0.25, 0.1, 0.1, 0.1, 0.1, 0.1]);
  });
});

describe('looping', () => {
  it('takes what is left over the end to the start', () => {
    const state = tick(seek(play(toggleLoop(loaded)), seconds(9)), milliseconds(3500));
    expect(state).toMatchObject({ time: 2.5, playing: true });
    expect(tick(state, milliseconds(40_000)).time).toBe(2.5);
  });

  it('stays in a range', () => {
    const range = { from: seconds(2), to: seconds(4) };
    const state = seek(play(toggleLoop(setRange(loaded, range))), seconds(3));
    expect(tick(state, milliseconds(1500)).time).toBe(2.5);
    expect(tick(seek(state, seconds(0)), milliseconds(5000)).time).toBe(3);
    expect(tick(seek(state, seconds(8)), milliseconds(2500)).time).toBe(2.5);
  });

  it('plays a range once when it is off', () => {
    const state = setRange(loaded, { from: seconds(4), to: seconds(2) });
    const ended = tick(play(seek(state, seconds(2))), milliseconds(9000));
    expect(ended).toMatchObject({ time: 4, playing: false });
    expect(play(ended).time).toBe(2);
    expect(tick(play(seek(state, seconds(5))), milliseconds(9000))).toMatchObject({
      time: 10,
      playing: false,
    });
  });
});

describe('ticks', () => {
  it('add up to the same place however they are cut', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 12 });
    const start = fc.record({
      time: fc.integer({ min: 0, max: 40 }),
      ends: fc.option(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))),
      loop: fc.boolean(),
      speed: fc.constantFrom(...SPEEDS),
    });
    fc.assert(
      fc.property(start, parts, ({ time, ends, loop, speed }, elapsed) => {
        const range = ends && { from: seconds(ends[0] / 4), to: seconds(ends[1] / 4) };
        const ranged = setRange(setSpeed(loop ? toggleLoop(loaded) : loaded, speed), range);
        const state = { ...seek(ranged, seconds(time / 4)), playing: true };
        const whole = elapsed.reduce((sum, part) => sum + part, 0);
        const inOne = tick(state, milliseconds(whole));
        const inParts = elapsed.reduce((each, part) => tick(each, milliseconds(part)), state);
        const length = ranged.range ? ranged.range.to - ranged.range.from : 10;
        const apart = Math.abs(inOne.time - inParts.time);
        // Where a loop closes, its two ends are the same place.
        expect(Math.min(apart, loop ? Math.abs(apart - length) : apart)).toBeLessThan(1e-9);
        if (apart < 1e-9) expect(inParts.playing).toBe(inOne.playing);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('stepping', () => {
  const steps = stepsAt(0, 0, 1, 1, 4);

  it('lets one event happen at a time, also where several share a moment', () => {
    const first = stepBack(stepBack(loaded, steps), steps);
    const visited = [first];
    for (let count = 0; count < 6; count++) visited.push(stepForward(visited.at(-1) ?? first, steps));
    expect(visited.map(({ step, time }) => [step, time])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 1],
      [5, 4],
      [5, 4],
    ]);
  });

  it('pauses, and stops following', () => {
    expect(stepForward(play(loaded), steps).playing).toBe(false);
    expect(stepBack(extend(begin(loaded, 1), seconds(2)), steps)).toMatchObject({
      playing: false,
      following: false,
      time: 1,
      step: 4,
    });
  });

  it('is put at a step by its number, at most at the last', () => {
    expect(toStep(play(loaded), steps, 2)).toMatchObject({ playing: false, time: 0, step: 2 });
    expect(toStep(loaded, steps, 4)).toMatchObject({ time: 1, step: 4 });
    expect(toStep(loaded, steps, 99)).toMatchObject({ time: 4, step: 5 });
    expect(toStep(loaded, steps, -1)).toMatchObject({ time: 0, step: 0 });
  });

  it('goes from between two events to the earlier one first', () => {
    const between = seek(loaded, seconds(2));
    expect(stepBack(between, steps)).toMatchObject({ time: 1, step: 4 });
    expect(stepForward(between, steps)).toMatchObject({ time: 4, step: 5 });
    expect(stepBack(seek(loaded, seconds(1)), steps)).toMatchObject({ time: 1, step: 3 });
  });

  it('stays before the first event', () => {
    const before = stepBack(stepBack(stepBack(loaded, steps), steps), steps);
    expect(before).toMatchObject({ time: 0, step: 0 });
    expect(stepOf(before, steps)).toBe(0);
  });

  it('forgets the step when time goes on or the playhead is put elsewhere', () => {
    const stepped = stepForward(loaded, stepsAt(1, 1));
    expect(stepped.step).toBe(1);
    expect(tick(play(stepped), milliseconds(1)).step).toBeNull();
    expect(seek(stepped, seconds(1)).step).toBeNull();
  });

  it('forward and then back comes to the same place', () => {
    fc.assert(
      fc.property(arbitraryTransport, arbitrarySteps, (state, steps) => {
        const place = stepOf(state, steps);
        fc.pre(place < steps.length);
        const forward = stepForward(state, steps);
        expect(stepOf(forward, steps)).toBe(place + 1);
        const back = stepBack(forward, steps);
        expect(stepOf(back, steps)).toBe(place);
        expect(stepBack(stepForward(back, steps), steps)).toEqual(back);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a live run', () => {
  const running = extend(begin(loaded, 0.2), seconds(3));

  it('takes the playhead along', () => {
    expect(running).toMatchObject({ time: 3, duration: 3, playing: true, following: true, live: true });
    expect(tick(running, milliseconds(100))).toBe(running);
  });

  it('goes on without a playhead that is paused or put elsewhere', () => {
    expect(extend(pause(running), seconds(4))).toMatchObject({ time: 3, duration: 4, following: false });
    expect(extend(seek(running, seconds(1)), seconds(4))).toMatchObject({
      time: 1,
      following: false,
      playing: true,
    });
  });

  it('is followed again once caught up with, or on request', () => {
    const behind = seek(running, seconds(1));
    expect(tick(behind, milliseconds(200)).time).toBe(2);
    expect(tick(behind, milliseconds(400))).toMatchObject({ time: 3, following: true });
    expect(follow(behind)).toMatchObject({ time: 3, following: true });
    expect(toEnd(pause(behind))).toMatchObject({ time: 3, following: true, playing: true });
    expect(play(pause(running))).toMatchObject({ time: 3, following: true });
  });

  it('leaves the playhead at its end, at rest', () => {
    expect(finish(running, seconds(5))).toMatchObject({ time: 5, duration: 5, playing: false, live: false });
  });

  it('starts over when it loops', () => {
    const over = finish(toggleLoop(running), seconds(5));
    expect(tick(over, milliseconds(200)).time).toBe(1);
  });

  it('may turn out shorter than it was thought to be', () => {
    const held = setRange(pause(running), { from: seconds(2), to: seconds(3) });
    expect(finish(held, seconds(2.5))).toMatchObject({
      time: 2.5,
      duration: 2.5,
      range: { from: 2, to: 2.5 },
    });
    expect(finish(held, seconds(1))).toMatchObject({ time: 1, range: null });
  });

  it('cannot be followed once it is over', () => {
    expect(follow(loaded)).toBe(loaded);
  });
});
