import { scaleLinear } from 'd3-scale';
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
  const times = scaleLinear([viewport.from, viewport.to], [0, 1]).ticks(count);
  const step = (times[1] ?? 1) - (times[0] ?? 0);
  const unit = UNITS.find(({ smallestStep }) => step >= smallestStep) ?? UNITS[0];
  const format = scaleLinear(
    [viewport.from * unit.perSecond, viewport.to * unit.perSecond],
    [0, 1],
  ).tickFormat(count);
  return times.map((time, index) => {
    const number = format(time * unit.perSecond);
    const isLast = index === times.length - 1;
    return {
      time: seconds(time),
      x: timeToX(viewport, plot, time),
      label: isLast ? `${number} ${unit.name}` : number,
    };
  });
}
