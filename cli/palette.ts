import tokens from '../src/app/styles/tokens.css?raw';
import type { Palette } from '../src/timeline/palette.ts';

/** The themes that a picture can have. */
export const PICTURE_THEMES = ['light', 'dark', 'projector'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

/** What a picture takes from a theme. */
export interface PictureColours {
  readonly palette: Palette;
  readonly paper: string;
  readonly playhead: string;
}

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
  return {
    palette: {
      hues: Array.from({ length: 8 }, (_, index) => property(`--hue-${index}`)),
      neutral: property('--ink-faint'),
      ground: property('--card'),
      ink: property('--ink'),
      label: property('--ink-soft'),
      gridline: property('--rule-soft'),
      alarm: property('--alarm'),
      accent: property('--accent'),
      font: `500 ${property('--text-small')} ${property('--font')}`,
    },
    paper: property('--paper'),
    playhead: property('--playhead'),
  };
}
