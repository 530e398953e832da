import { type Palette, paletteOf } from './palette.ts';

/** Reads the palette of the theme that an element is in from its custom properties. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return paletteOf((name) => style.getPropertyValue(name).trim());
}
