import { describe, expect, it } from 'vitest';
import { countUpTo } from '../../src/base/binary-search.ts';
import { type Milliseconds, milliseconds, seconds } from '../../src/base/units.ts';
import { createPlayer, LONGEST_FRAME, type RequestFrame } from '../../src/player/player.ts';
import type { Steps } from '../../src/player/transport.ts';

/** A display whose frames come when the test says so. */
function display() {
  let pending: ((now: Milliseconds) => void) | null = null;
  let requested = 0;
  const requestFrame: RequestFrame = (callback) => {
    if (pending) throw new Error('Two frames are asked for at once.');
    pending = callback;
    requested++;
    return () => {
      pending = null;
    };
  };
  return {
    requestFrame,
    get waiting() {
      return pending !== null;
    },
    get requested() {
      return requested;
    },
    show(...times: number[]) {
      for (const now of times) {
        const callback = pending;
        pending = null;
        callback?.(milliseconds(now));
      }
    },
  };
}

function playerWith(times: readonly number[] = []) {
  const screen = display();
  const steps = (): Steps => ({
    length: times.length,
    timeOf: (index) => seconds(times[index] ?? Number.NaN),
    stepAt: (time) => countUpTo(times, time),
  });
  const player = createPlayer({ requestFrame: screen.requestFrame, steps });
  return { screen, player, time: () => player.store.getState().time };
}

describe('the player', () => {
  it('moves the playhead by the time between frames', () => {
    const { screen, player, time } = playerWith();
    player.load(seconds(10), 0.5);
    player.play();
    screen.show(1000);
    expect(time()).toBe(0);
    screen.show(1100, 1150);
    expect(time()).toBeCloseTo(0.3, 12);
  });

  it('asks for frames only while the playhead moves by itself', () => {
    const { screen, player } = playerWith();
    player.load(seconds(1), 1);
    player.seek(seconds(0.5));
    expect(screen.waiting).toBe(false);
    player.play();
    expect(screen.waiting).toBe(true);
    player.pause();
    expect(screen.waiting).toBe(false);
    player.play();
    screen.show(0, 200, 400, 600);
    expect(player.store.getState()).toMatchObject({ time: 1, playing: false });
    expect(screen.waiting).toBe(false);
  });

  it('asks for none while it follows a live run', () => {
    const { screen, player, time } = playerWith();
    player.begin(0.2);
    player.extend(seconds(2));
    expect(time()).toBe(2);
    expect(screen.requested).toBe(0);
    player.seek(seconds(1));
    expect(screen.waiting).toBe(true);
    player.follow();
    expect(screen.waiting).toBe(false);
    player.finish(seconds(3));
    expect(player.store.getState()).toMatchObject({ time: 3, playing: false });
  });

  it('does not leap after a pause or after the page was hidden', () => {
    const { screen, player, time } = playerWith();
    player.load(seconds(100), 1);
    player.play();
    screen.show(0, 100);
    player.pause();
    player.play();
    screen.show(5000);
    expect(time()).toBe(0.1);
    screen.show(60_000);
    expect(time()).toBeCloseTo(0.1 + LONGEST_FRAME / 1000, 12);
  });

  it('steps through the order it is given', () => {
    const { player, time } = playerWith([1, 2]);
    player.load(seconds(10), 1);
    player.stepForward();
    player.stepForward();
    expect(time()).toBe(2);
    player.stepBack();
    expect(time()).toBe(1);
  });

  it('tells its subscribers of changes alone', () => {
    const { player } = playerWith();
    let told = 0;
    player.store.subscribe(() => {
      told++;
    });
    player.load(seconds(10), 1);
    player.setSpeed(1);
    player.pause();
    expect(told).toBe(1);
    player.faster();
    expect(told).toBe(2);
  });

  it('asks for no more frames once it is disposed of', () => {
    const { screen, player } = playerWith();
    player.load(seconds(10), 1);
    player.play();
    player.dispose();
    expect(screen.waiting).toBe(false);
    player.seek(seconds(1));
    expect(screen.waiting).toBe(false);
  });
});
