import { type Seconds, seconds } from '../base/units.ts';

/** How the playhead goes through a run while it is filmed. */
export interface Filming {
  /** Where it begins and ends, in program seconds; `from` <= `to`. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Real seconds per program second at speed 1. */
  readonly unit: number;
  /** 2 is twice as fast. */
  readonly speed: number;
  /** Frames per real second. */
  readonly rate: number;
}

/** The frames of a film. They come from the trace, not from a clock: however long drawing one takes, it is the same. */
export interface Frames {
  /** At least one. */
  readonly count: number;
  /** Of the whole film, in real seconds. */
  readonly duration: number;
  /** Where the playhead stands in a frame, counted from 0: at the end in the last, at the start in the first. */
  timeOf(frame: number): Seconds;
  /** When a frame is shown, in real seconds from the beginning of the film. */
  shownAt(frame: number): number;
  /** For how long a frame is shown, in real seconds. The last one stays, so that the end can be seen before it starts over. */
  lastingOf(frame: number): number;
}

/** How long the end is shown, in real seconds. */
const REST = 1;

/** The frames of a run. */
export function framesOf({ from, to, unit, speed, rate }: Filming): Frames {
  const steps = Math.max(0, Math.ceil((((to - from) * unit) / speed) * rate - 1e-6));
  const lastingOf = (frame: number): number => (frame === steps ? REST : 1 / rate);
  return {
    count: steps + 1,
    duration: steps / rate + REST,
    timeOf: (frame) => (frame === steps ? to : seconds(from + ((frame / rate) * speed) / unit)),
    shownAt: (frame) => frame / rate,
    lastingOf,
  };
}
