/** Program seconds as text: two decimals. */
export const timeText = (time: number): string => time.toFixed(2);

/** Below this distance, in program seconds, two decimals hide the difference between two times. */
const NEAR = 0.01;

/**
 * A time beside another: two decimals or, where less than 10 ms lie between them and two would not do, four.
 *
 * @param now the time that it is compared with, as a playhead.
 */
export function timeTextNear(time: number, now: number): string {
  if (Math.abs(time - now) >= NEAR) return timeText(time);
  const precise = time.toFixed(4);
  return precise.endsWith('00') ? timeText(time) : precise;
}

/** A length of time: two decimals or, below 10 ms, four. */
export const durationText = (duration: number): string => timeTextNear(duration, 0);
