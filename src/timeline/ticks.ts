import { tickStep, ticks } from 'd3-array';
import { type Pixels, type Seconds, seconds } from '../base/units.ts';
import { type Plot, timeToX, type Viewport } from './viewport.ts';

/** A round moment on the time axis. */
export interface Tick {
  readonly time: Seconds;
  readonly x: Pixels;
  /** The last one carries the unit: `0`, `5`, `10 s`, or `0`, `5`, `10 steps`. */
  readonly label: string;
}

/** Numbers of the axis closer than this to the playhead give way to its own, as a multiple of the size of their text. */
const FLAG_ROOM = 3;

/** Whether a number of the axis gives way to the playhead's time. @param size of the text, in pixels. */
export const isUnderFlag = (tick: Tick, playhead: number, size: number): boolean =>
  Math.abs(tick.x - playhead) < FLAG_ROOM * size;

/** About how far apart ticks stand. */
const TICK_DISTANCE = 110;

const UNITS = [
  { name: 's', perSecond: 1, smallestStep: 0.01 },
  { name: 'ms', perSecond: 1e3, smallestStep: 1e-5 },
  { name: 'µs', perSecond: 1e6, smallestStep: 0 },
] as const;

/** What an axis counts that has no seconds: steps, each of which is drawn as long as the next. */
export interface StepCount {
  /** The length of a step on the time axis, in seconds. */
  readonly duration: number;
  /** The number of the last one; infinite where more may come. */
  readonly last: number;
}

/**
 * The round moments in view, in seconds, milliseconds or microseconds as their distance asks for.
 *
 * @param steps what is counted instead of seconds.
 */
export function timeTicks(viewport: Viewport, plot: Plot, steps: StepCount | null = null): readonly Tick[] {
  const count = Math.max(2, Math.floor(plot.width / TICK_DISTANCE));
  if (steps) return stepTicks(viewport, plot, count, steps);
  const times = ticks(viewport.from, viewport.to, count);
  const step = tickStep(viewport.from, viewport.to, count);
  const unit = UNITS.find(({ smallestStep }) => step >= smallestStep) ?? UNITS[0];
  const digits = decimalsOf(step * unit.perSecond);
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

/** How many decimals tell numbers apart that are a round step from each other. */
const decimalsOf = (step: number): number => Math.max(0, -Number(step.toExponential().split('e')[1]));

function stepTicks(
  viewport: Viewport,
  plot: Plot,
  count: number,
  { duration, last }: StepCount,
): readonly Tick[] {
  const steps = ticks(viewport.from / duration, viewport.to / duration, count).filter(
    (step) => Number.isInteger(step) && step <= last,
  );
  return steps.map((step, index) => {
    const time = step * duration;
    const isLast = index === steps.length - 1;
    return {
      time: seconds(time),
      x: timeToX(viewport, plot, time),
      label: isLast ? `${step} ${step === 1 ? 'step' : 'steps'}` : String(step),
    };
  });
}
