import type { Palette } from './palette.ts';

const HUES = 8;

/** Reads the palette of the theme that an element is in from its custom properties. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const property = (name: string): string => style.getPropertyValue(name).trim();
  return {
    hues: Array.from({ length: HUES }, (_, index) => property(`--hue-${index}`)),
    neutral: property('--ink-faint'),
    ground: property('--card'),
    ink: property('--ink'),
    label: property('--ink-soft'),
    gridline: property('--rule-soft'),
    alarm: property('--alarm'),
    accent: property('--accent'),
    font: `500 ${property('--text-small')} ${property('--font')}`,
  };
}
