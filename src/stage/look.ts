import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readPalette } from '../timeline/palette.dom.ts';
import type { Palette } from '../timeline/palette.ts';

/** What the stylesheet says to those who draw by script. */
export interface Look {
  readonly palette: Palette;
  /** The width of the labels left of the lanes, in pixels. */
  readonly gutter: number;
  /** From one lane to the next, in pixels. */
  readonly laneHeight: number;
  /** The lowest that a lane can be and still carry its label, in pixels. */
  readonly lowestLane: number;
}

/** The height of a label as a multiple of the size of its text. */
const LINE = 1.08;

function readLook(): Look {
  const style = getComputedStyle(document.documentElement);
  return {
    palette: readPalette(document.documentElement),
    gutter: Number.parseFloat(style.getPropertyValue('--gutter')),
    laneHeight: Number.parseFloat(style.getPropertyValue('--lane')),
    lowestLane: Math.ceil(LINE * Number.parseFloat(style.getPropertyValue('--text-small'))),
  };
}

const lookStore = createStore<Look>(readLook);

/** Reads the stylesheet again: the theme has changed, or the window has become narrow or wide. */
export function refreshLook(): void {
  lookStore.setState(readLook(), true);
}

/** For which windows the stylesheet has sizes of their own. */
const NARROW = '(max-width: 640px)';

/**
 * Reads the stylesheet again whenever a rule for windows of some size begins or ceases to hold.
 *
 * @param others the sizes, as media queries, for which whoever shows the stage has rules besides.
 */
export function followSize(...others: readonly string[]): void {
  for (const query of [NARROW, ...others]) matchMedia(query).addEventListener('change', refreshLook);
}

/** The look in a component. */
export const useLook = (): Look => useStore(lookStore);
