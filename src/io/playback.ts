import type { Seconds } from '../base/units.ts';

/** The speeds of the replay: 1 is the pace of the live run. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** A stretch of the run to play or to loop; `from` < `to`. */
export interface PlayRange {
  readonly from: Seconds;
  readonly to: Seconds;
}
