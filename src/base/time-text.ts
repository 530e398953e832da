/** A number with so many decimals; what rounds to 0 has no sign. */
const fixed = (value: number, decimals: number): string =>
  value.toFixed(decimals).replace(/^-(?=[0.]+$)/, '');

/** Program seconds as text: two decimals. */
export const timeText = (time: number): string => fixed(time, 2);

/** Below this distance, in program seconds, two decimals hide the difference between two times. */
const NEAR = 0.01;

/**
 * A time beside another: two decimals or, where less than 10 ms lie between them and two would not do, four.
 *
 * @param now the time that it is compared with, as a playhead.
 */
export function timeTextNear(time: number, now: number): string {
  if (Math.abs(time - now) >= NEAR) return timeText(time);
  const precise = fixed(time, 4);
  return precise.endsWith('00') ? timeText(time) : precise;
}

/** A length of time: two decimals or, below 10 ms, four. */
export const durationText = (duration: number): string => timeTextNear(duration, 0);

/** A length of time in the unit that suits it, to three digits and never below a microsecond: `38 µs`, `5.00 ms`, `1.20 s`. */
export function shortTimeText(duration: number): string {
  const rounded = Number(duration.toPrecision(3));
  if (rounded >= 1) return `${timeText(duration)} s`;
  if (rounded < 0.001) return `${Math.round(rounded * 1e6)} µs`;
  const milliseconds = rounded * 1000;
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0)} ms`;
}
