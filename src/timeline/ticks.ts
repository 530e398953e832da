import { tickStep, ticks } from 'd3-array';
import { precisionFixed } from 'd3-format';
import { type Pixels, type Seconds, seconds } from '../base/units.ts';
import { type Plot, timeToX, type Viewport } from './viewport.ts';

/** A round moment on the time axis. */
export interface Tick {
  readonly time: Seconds;
  readonly x: Pixels;
  /** The last one carries the unit: `0`, `5`, `10 s`. */
  readonly label: string;
}

/** About how far apart ticks stand. */
const TICK_DISTANCE = 110;

const UNITS = [
  { name: 's', perSecond: 1, smallestStep: 0.01 },
  { name: 'ms', perSecond: 1e3, smallestStep: 1e-5 },
  { name: 'µs', perSecond: 1e6, smallestStep: 0 },
] as const;

/** The round moments in view, in seconds, milliseconds or microseconds as their distance asks for. */
export function timeTicks(viewport: Viewport, plot: Plot): readonly Tick[] {
  const count = Math.max(2, Math.floor(plot.width / TICK_DISTANCE));
  const times = ticks(viewport.from, viewport.to, count);
  const step = tickStep(viewport.from, viewport.to, count);
  const unit = UNITS.find(({ smallestStep }) => step >= smallestStep) ?? UNITS[0];
  const digits = precisionFixed(step * unit.perSecond);
  const numbers = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return times.map((time, index) => {
    const number = numbers.format(time * unit.perSecond);
    const isLast = index === times.length - 1;
    return {
      time: seconds(time),
      x: timeToX(viewport, plot, time),
      label: isLast ? `${number} ${unit.name}` : number,
    };
  });
}
