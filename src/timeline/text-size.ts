import type { Palette } from './palette.ts';

/** The mean width of a character of the label typeface, as a share of its size: nothing measures where there is no browser. */
const CHARACTER = 0.56;

/** The size of a palette's typeface, in pixels. */
export const fontSizeOf = ({ font }: Palette): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12.5);

/** The typefaces of a palette, the first that is there being taken, as `font-family` writes them. */
export const fontFamilyOf = ({ font }: Palette): string => font.replace(/^.*?px\s+/, '');

/** Text cut to the room it has, by how wide its characters are in the mean. `width` and `size` in pixels. */
export function fittedText(text: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (CHARACTER * size)));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
