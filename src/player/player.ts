import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Milliseconds, milliseconds, type Seconds } from '../base/units.ts';
import type { PlayRange, Speed } from '../io/playback.ts';
import type { Steps, TransportState } from './transport.ts';
import * as transport from './transport.ts';

/**
 * Asks for one call at the next frame, with the time of that frame; gives back what takes the request back.
 * `requestFrame` of frame.dom.ts in a browser.
 */
export type RequestFrame = (callback: (now: Milliseconds) => void) => () => void;

/** The transport as a store that React's `useStore` and the renderers subscribe to. */
export type TransportStore = Pick<StoreApi<TransportState>, 'getState' | 'getInitialState' | 'subscribe'>;

/** The playhead and its controls: the functions of transport.ts over one state, moved on by frames while it plays. */
export interface Player {
  readonly store: TransportStore;
  /** Puts finished runs on the stage, at rest at their start or at `time`. `unit`: real seconds per program second. */
  load(duration: Seconds, unit: number, time?: Seconds): void;
  /** A live run begins, and the playhead follows it. */
  begin(unit: number): void;
  /** The live run has come this far. */
  extend(duration: Seconds): void;
  /** The live run is over. */
  finish(duration: Seconds): void;
  play(): void;
  pause(): void;
  toggle(): void;
  seek(time: Seconds): void;
  toStep(step: number): void;
  toStart(): void;
  toEnd(): void;
  follow(): void;
  stepForward(): void;
  stepBack(): void;
  setSpeed(speed: Speed): void;
  faster(): void;
  slower(): void;
  toggleLoop(): void;
  setRange(range: PlayRange | null): void;
  /** Stops asking for frames. The player moves no more. */
  dispose(): void;
}

/** What a player needs from outside. */
export interface PlayerOptions {
  readonly requestFrame: RequestFrame;
  /** The order to step through, asked for at each step: a live run's grows. */
  readonly steps: () => Steps;
}

/**
 * The longest real time one frame may stand for. A hidden tab gets no frames; when it is shown again the playhead goes on
 * where it was instead of leaping over what nobody saw.
 */
export const LONGEST_FRAME: Milliseconds = milliseconds(250);

/** Makes a player with an empty stage. It asks for frames only while the playhead moves by itself. */
export function createPlayer({ requestFrame, steps }: PlayerOptions): Player {
  const store = createStore<TransportState>(() => transport.INITIAL_TRANSPORT);
  let cancelFrame: (() => void) | null = null;
  let lastFrame: Milliseconds | null = null;
  let disposed = false;

  const onFrame = (now: Milliseconds): void => {
    cancelFrame = null;
    const elapsed = lastFrame === null ? 0 : Math.min(Math.max(now - lastFrame, 0), LONGEST_FRAME);
    lastFrame = now;
    apply((state) => transport.tick(state, milliseconds(elapsed)));
  };

  const keepMoving = (): void => {
    const { playing, following } = store.getState();
    if (playing && !following && !disposed) {
      cancelFrame ??= requestFrame(onFrame);
    } else {
      cancelFrame?.();
      cancelFrame = null;
      lastFrame = null;
    }
  };

  const apply = (change: (state: TransportState) => TransportState): void => {
    store.setState(change, true);
    keepMoving();
  };

  return {
    store,
    load: (duration, unit, time) => apply((state) => transport.load(state, duration, unit, time)),
    begin: (unit) => apply((state) => transport.begin(state, unit)),
    extend: (duration) => apply((state) => transport.extend(state, duration)),
    finish: (duration) => apply((state) => transport.finish(state, duration)),
    play: () => apply(transport.play),
    pause: () => apply(transport.pause),
    toggle: () => apply(transport.toggle),
    seek: (time) => apply((state) => transport.seek(state, time)),
    toStep: (step) => apply((state) => transport.toStep(state, steps(), step)),
    toStart: () => apply(transport.toStart),
    toEnd: () => apply(transport.toEnd),
    follow: () => apply(transport.follow),
    stepForward: () => apply((state) => transport.stepForward(state, steps())),
    stepBack: () => apply((state) => transport.stepBack(state, steps())),
    setSpeed: (speed) => apply((state) => transport.setSpeed(state, speed)),
    faster: () => apply(transport.faster),
    slower: () => apply(transport.slower),
    toggleLoop: () => apply(transport.toggleLoop),
    setRange: (range) => apply((state) => transport.setRange(state, range)),
    dispose: () => {
      disposed = true;
      keepMoving();
    },
  };
}
