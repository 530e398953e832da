import { type RefObject, useEffect } from 'react';
import { RIGHT_MARGIN } from '../../timeline/viewport.ts';
import { player } from '../state/stage-store.ts';
import { viewportStore } from './view.ts';

/** Draws the playhead's place on an element: `x` is pixels from the left edge of the plot. */
export type PaintPlayhead = (element: HTMLElement, x: number) => void;

/**
 * Paints the playhead's place now and whenever it, the view or the plot's size changes, past React.
 *
 * @param element stands in a container that is as wide as the plot and its right margin.
 * @param paint must not change between renders.
 */
export function usePlayhead(element: RefObject<HTMLElement | null>, paint: PaintPlayhead): void {
  useEffect(() => {
    const { current } = element;
    const container = current?.parentElement;
    if (!current || !container) return;
    let width = container.clientWidth;
    const update = (): void => {
      const { from, to } = viewportStore.getState();
      const share = (player.store.getState().time - from) / (to - from);
      paint(current, share * Math.max(0, width - RIGHT_MARGIN));
    };
    const sizes = new ResizeObserver(() => {
      width = container.clientWidth;
      update();
    });
    sizes.observe(container);
    const stops = [player.store.subscribe(update), viewportStore.subscribe(update)];
    return () => {
      sizes.disconnect();
      for (const stop of stops) stop();
    };
  }, [element, paint]);
}
