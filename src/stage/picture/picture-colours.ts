import type { PictureColours } from '../../timeline/composition.ts';
import { paletteOf } from '../../timeline/palette.ts';
import tokens from '../styles/tokens.css?raw';

/** The themes that a picture can have. */
export const PICTURE_THEMES = ['light', 'dark', 'projector'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

/** The custom properties of the first rule in the page's tokens that has a selector. */
function propertiesOf(selector: string): Readonly<Record<string, string>> {
  const start = tokens.indexOf(`${selector} {`);
  const rule = start < 0 ? '' : tokens.slice(start, tokens.indexOf('}', start));
  return Object.fromEntries(
    [...rule.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

/** The colours of a theme, as the page's own style sheet has them. */
export function coloursOf(theme: PictureTheme): PictureColours {
  const own = theme === 'light' ? {} : propertiesOf(`:root[data-theme="${theme}"]`);
  const properties = { ...propertiesOf(':root'), ...own };
  const property = (name: string): string => properties[name] ?? '';
  return { palette: paletteOf(property), paper: property('--paper'), playhead: property('--playhead') };
}
