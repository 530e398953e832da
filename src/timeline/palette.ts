/** The colours and the typeface that lanes are drawn with, as CSS writes them. A theme has one. */
export interface Palette {
  /** Identities; they repeat when there are more. Told apart by the colour-blind too. */
  readonly hues: readonly string[];
  /** Whoever has no identity of its own. */
  readonly neutral: string;
  /** The ground under the lanes. */
  readonly ground: string;
  /** Brackets of held locks. */
  readonly ink: string;
  readonly label: string;
  readonly gridline: string;
  /** Blocked on a lock, and errors. */
  readonly alarm: string;
  /** The critical path. */
  readonly accent: string;
  /** The typeface and size of labels, as `font` takes them. */
  readonly font: string;
}

const HUES = 8;

/** The palette of a theme. @param property the value of one of its custom properties, `--ink`. */
export const paletteOf = (property: (name: string) => string): Palette => ({
  hues: Array.from({ length: HUES }, (_, index) => property(`--hue-${index}`)),
  neutral: property('--ink-faint'),
  ground: property('--card'),
  ink: property('--ink'),
  label: property('--ink-soft'),
  gridline: property('--rule-soft'),
  alarm: property('--alarm'),
  accent: property('--accent'),
  font: `500 ${property('--text-small')} ${property('--font')}`,
});

/** The colour of a hue; `NEUTRAL_HUE` and anything below 0 is neutral. */
export const colourOf = (palette: Palette, hue: number): string =>
  hue < 0 ? palette.neutral : (palette.hues[hue % palette.hues.length] ?? palette.neutral);

/**
 * How strongly a state is drawn with its colour, 0 to 1, where it is told by strength alone: in strips, in which shapes
 * would be too small to see. In the order of `SPAN_STATES`.
 */
export const STATE_STRENGTH = [0.2, 0.28, 1, 0.3, 0.55] as const;

/** How strongly a prediction is drawn behind what happened. */
export const GHOST_STRENGTH = 0.38;
