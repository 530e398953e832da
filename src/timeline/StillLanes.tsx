import { type ReactNode, useEffect, useRef } from 'react';
import { pixels } from '../base/units.ts';
import type { LaneSet } from '../trace/lanes/lanes.ts';
import { type CanvasRenderer, createCanvasRenderer } from './canvas-renderer.dom.ts';
import { createDrawListBuilder } from './draw-list.ts';
import type { Palette } from './palette.ts';
import styles from './StillLanes.module.css';
import type { Viewport } from './viewport.ts';

/** Room left and right of the plot, so that marks at both ends are seen whole. */
const MARGIN = 3;

/**
 * The lanes of a finished run in small: the same picture as on a stage, without gestures. Whatever stands beside it says in
 * words what it shows.
 */
export function StillLanes(props: {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly lanes: LaneSet;
  readonly viewport: Viewport;
  readonly palette: Palette;
  /** Pixels from one lane to the next, where there is room for them. */
  readonly laneHeight: number;
  readonly maximumHeight: number;
  /** What a lane is labelled with, by its name; its name unless given. */
  readonly labelOf?: ((name: string) => string) | undefined;
  /** The width of the labels left of the plot, in pixels; none unless given. */
  readonly gutter?: number;
}): ReactNode {
  const { label, lanes, viewport, palette, laneHeight, maximumHeight, labelOf, gutter = 0 } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const builder = createDrawListBuilder();
    const renderer: CanvasRenderer = createCanvasRenderer(element, palette);
    const draw = (): void => {
      const width = element.clientWidth;
      if (width === 0) return;
      const left = Math.max(MARGIN, gutter);
      const plot = { left: pixels(left), width: pixels(Math.max(1, width - left - MARGIN)) };
      const list = builder.build({
        lanes,
        ghost: null,
        viewport,
        plot,
        width,
        laneHeight,
        maximumHeight,
        labelOf,
      });
      element.style.height = `${list.height}px`;
      renderer.draw(list, devicePixelRatio);
    };
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [lanes, viewport, palette, laneHeight, maximumHeight, labelOf, gutter]);
  return <canvas ref={canvas} className={styles.lanes} role="img" aria-label={label} />;
}
