import { type ReactNode, useEffect, useRef } from 'react';
import type { Seconds } from '../base/units.ts';
import type { Source } from './source.ts';
import styles from './TimeAxis.module.css';
import { isUnderFlag, type StepCount, type Tick, timeTicks } from './ticks.ts';
import { plotOf, timeToX, type Viewport } from './viewport.ts';

const BASELINE = 13;

/** The time axis above the lanes, on the same plot as they. Follows the viewport past React. */
export function TimeAxis({
  viewport,
  playhead,
  gutter,
  steps = null,
}: {
  readonly viewport: Source<Viewport>;
  /** Where a flag stands on the axis: numbers that it would cover are not shown. */
  readonly playhead: Source<{ readonly time: Seconds }>;
  /** The width of the labels left of the plot, in pixels. */
  readonly gutter: number;
  /** What it counts instead of seconds. */
  readonly steps?: StepCount | null;
}): ReactNode {
  const axis = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const element = axis.current;
    if (!element) return;
    let frame: number | null = null;
    let ticks: readonly Tick[] = [];
    let size = 0;
    let width = 0;
    const makeRoom = (): void => {
      const flag = timeToX(viewport.getState(), plotOf(width, gutter), playhead.getState().time);
      for (const [index, tick] of ticks.entries()) {
        element.children[index]?.classList.toggle(styles.covered ?? '', isUnderFlag(tick, flag, size));
      }
    };
    const draw = (): void => {
      frame = null;
      width = element.clientWidth;
      ticks = timeTicks(viewport.getState(), plotOf(width, gutter), steps);
      drawTicks(element, ticks);
      const [label] = element.children;
      size = label ? Number.parseFloat(getComputedStyle(label).fontSize) : 0;
      makeRoom();
    };
    const invalidate = (): void => {
      frame ??= requestAnimationFrame(draw);
    };
    const stops = [viewport.subscribe(invalidate), playhead.subscribe(makeRoom)];
    const resizing = new ResizeObserver(invalidate);
    resizing.observe(element);
    draw();
    return () => {
      for (const stop of stops) stop();
      resizing.disconnect();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [viewport, playhead, gutter, steps]);

  return <svg ref={axis} className={styles.axis} aria-hidden="true" />;
}

function drawTicks(element: SVGSVGElement, ticks: readonly Tick[]): void {
  const labels = ticks.map(({ x, label }) => {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.setAttribute('x', String(x));
    text.setAttribute('y', String(BASELINE));
    text.textContent = label;
    return text;
  });
  element.replaceChildren(...labels);
}
