import { countText } from '../base/count-text.ts';
import { timeText } from '../base/time-text.ts';

/** Program seconds as the page writes them: two decimals. */
export const formatTime = timeText;

/** How many of something there are, as the page writes it: `2,771`. */
export const formatCount = countText;

/** Below so many milliseconds a latency is written with a decimal. */
const FEW_MILLISECONDS = 9.95;

/** A latency: in seconds, or in milliseconds below a second. */
export function formatLatency(time: number): string {
  const milliseconds = time * 1000;
  if (time >= 1) return `${formatTime(time)} s`;
  return `${milliseconds.toFixed(milliseconds < FEW_MILLISECONDS ? 1 : 0)} ms`;
}

/** A ratio as a speed-up: `4.9×`. */
export const formatRatio = (ratio: number): string => `${ratio.toFixed(1)}×`;

/** A share as a whole percentage. */
export const formatShare = (share: number): string => `${Math.round(share * 100)} %`;
