import type { Palette } from './palette.ts';

/** The mean width of a character of the label typeface, as a share of its size: nothing measures where there is no browser. */
const CHARACTER = 0.56;

/** The size of a palette's typeface, in pixels. */
export const fontSizeOf = ({ font }: Palette): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12.5);

/** The typefaces of a palette, the first that is there being taken, as `font-family` writes them. */
export const fontFamilyOf = ({ font }: Palette): string => font.replace(/^.*?px\s+/, '');

/** How far below the middle of its capitals text stands, as a share of its size: not all who read SVG know other lines. */
const HALF_CAPITAL = 0.36;

/** Where text stands whose capitals are in the middle of a place, in pixels. */
export const baselineAround = (middle: number, size: number): number => middle + HALF_CAPITAL * size;

/** What tells names of one kind apart: their last word, or else only the number that they end in. */
const ENDINGS = [/\s\S+$/, /[\s\W_]?\d\w*$/];

/** The fewest characters of a beginning that its last word is kept with: of fewer only the number is. */
const LEAST = 2;

/**
 * Text shortened until it fits. Names mostly differ in their last word, so that the characters before it go: `philos… 3`;
 * of a text without one, those at its end: `MainThr…`.
 */
export function shortenedText(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) return text;
  for (const [place, pattern] of ENDINGS.entries()) {
    const ending = pattern.exec(text)?.[0];
    if (ending === undefined || ending.length === text.length) continue;
    const least = place === ENDINGS.length - 1 ? 0 : LEAST;
    for (let length = text.length - ending.length - 1; length >= least; length--) {
      const candidate = `${text.slice(0, length).trimEnd()}…${ending}`;
      if (fits(candidate)) return candidate;
    }
  }
  for (let length = text.length - 1; length > 0; length--) {
    const candidate = `${text.slice(0, length)}…`;
    if (fits(candidate)) return candidate;
  }
  return '…';
}

/** Text shortened to the room it has, by how wide its characters are in the mean. `width` and `size` in pixels. */
export function fittedText(text: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (CHARACTER * size)));
  return shortenedText(text, ({ length }) => length <= most);
}
