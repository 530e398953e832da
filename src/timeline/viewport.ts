import { type Pixels, pixels, type Seconds, seconds } from '../base/units.ts';

/** The stretch of time that is in view; `from` < `to`. All lanes of a stage share one. */
export interface Viewport {
  readonly from: Seconds;
  readonly to: Seconds;
}

/**
 * Where on a canvas time lies:
 *
 *     |<- left ->|<---------- width ---------->|<- margin ->|
 *     |  labels  | from                      to |            |
 */
export interface Plot {
  readonly left: Pixels;
  readonly width: Pixels;
}

/** Room right of the plot, so that the mark of what ends last is seen whole. */
export const RIGHT_MARGIN = 12;

/** The shortest stretch that can be zoomed to: a microsecond, finer than any clock that is recorded with. */
export const SHORTEST_STRETCH = 1e-6;

/** What a stage shows while nothing has happened yet. */
const EMPTY_STRETCH = 1;

/** The plot of a canvas of a width whose labels stand in a gutter. */
export function plotOf(width: number, gutter: number): Plot {
  return { left: pixels(gutter), width: pixels(Math.max(1, width - gutter - RIGHT_MARGIN)) };
}

/** The whole of a run. */
export function fitViewport(duration: Seconds): Viewport {
  return { from: seconds(0), to: seconds(duration > 0 ? duration : EMPTY_STRETCH) };
}

/** The nearest viewport that stays within a run. */
export function clampViewport(viewport: Viewport, duration: Seconds): Viewport {
  const whole = fitViewport(duration);
  const length = Math.min(Math.max(viewport.to - viewport.from, SHORTEST_STRETCH), whole.to);
  const from = Math.min(Math.max(viewport.from, 0), whole.to - length);
  return { from: seconds(from), to: seconds(from + length) };
}

/** Moves on by a number of seconds, back where it is negative, no further than the run's ends. */
export function panBy(viewport: Viewport, by: Seconds, duration: Seconds): Viewport {
  return clampViewport({ from: seconds(viewport.from + by), to: seconds(viewport.to + by) }, duration);
}

/**
 * Zooms so that a moment stays where it is on the screen.
 *
 * @param factor how many times as long a second becomes: more than 1 zooms in.
 */
export function zoomAt(viewport: Viewport, at: Seconds, factor: number, duration: Seconds): Viewport {
  const length = viewport.to - viewport.from;
  const next = Math.min(Math.max(length / factor, SHORTEST_STRETCH), fitViewport(duration).to);
  const share = (at - viewport.from) / length;
  const from = at - share * next;
  return clampViewport({ from: seconds(from), to: seconds(from + next) }, duration);
}

/** Whether a whole run of this duration is in view. */
export function isFitted(viewport: Viewport, duration: Seconds): boolean {
  const whole = fitViewport(duration);
  return viewport.from <= whole.from && viewport.to >= whole.to;
}

/** Where a moment lies on the canvas; outside the plot when it is out of view. */
export function timeToX(viewport: Viewport, plot: Plot, time: number): Pixels {
  return pixels(plot.left + ((time - viewport.from) / (viewport.to - viewport.from)) * plot.width);
}

/** Which moment lies at a place on the canvas. */
export function xToTime(viewport: Viewport, plot: Plot, x: number): Seconds {
  return seconds(viewport.from + ((x - plot.left) / plot.width) * (viewport.to - viewport.from));
}
