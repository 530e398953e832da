import { type ReactNode, useEffect, useRef } from 'react';
import type { Source } from './source.ts';
import styles from './TimeAxis.module.css';
import { type Tick, timeTicks } from './ticks.ts';
import { plotOf, type Viewport } from './viewport.ts';

const BASELINE = 13;

/** The time axis above the lanes, on the same plot as they. Follows the viewport past React. */
export function TimeAxis({
  viewport,
  gutter,
}: {
  readonly viewport: Source<Viewport>;
  /** The width of the labels left of the plot, in pixels. */
  readonly gutter: number;
}): ReactNode {
  const axis = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const element = axis.current;
    if (!element) return;
    let frame: number | null = null;
    const draw = (): void => {
      frame = null;
      drawTicks(element, timeTicks(viewport.getState(), plotOf(element.clientWidth, gutter)));
    };
    const invalidate = (): void => {
      frame ??= requestAnimationFrame(draw);
    };
    const unsubscribe = viewport.subscribe(invalidate);
    const resizing = new ResizeObserver(invalidate);
    resizing.observe(element);
    draw();
    return () => {
      unsubscribe();
      resizing.disconnect();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [viewport, gutter]);

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
