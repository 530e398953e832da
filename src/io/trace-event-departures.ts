import { countText } from '../base/count-text.ts';

/** What of a file is not shown, or not as it stands there. */
export interface Departures {
  /** Slices that reach beyond the one around them, and are cut at its end. */
  cut: number;
  /** Ends without a beginning. */
  stray: number;
  /** Slices without an end. */
  unended: number;
  /** Threads, tasks and values that are too many to show. */
  surplus: number;
}

/** How many events, in words. */
export const eventsInWords = (count: number): string =>
  count === 1 ? '1 event' : `${countText(count)} events`;
const slicesInWords = (count: number): string => (count === 1 ? '1 slice' : `${countText(count)} slices`);

/** A sentence about each kind of departure that there is. */
export function departuresInWords(
  { cut, stray, unended, surplus }: Departures,
  timeless: number,
): readonly string[] {
  const told: readonly (readonly [number, string])[] = [
    [timeless, `Left out: ${eventsInWords(timeless)} without a time.`],
    [stray, `Left out: ${eventsInWords(stray)} that would end what never began.`],
    [surplus, `Left out: ${countText(surplus)} threads, tasks or values, more than lanes can show.`],
    [
      cut,
      `Cut: ${slicesInWords(cut)} beyond the end of the slice around, for those of a thread have to nest.`,
    ],
    [unended, `Without an end: ${slicesInWords(unended)}, drawn to the last moment.`],
  ];
  return told.flatMap(([count, sentence]) => (count > 0 ? [sentence] : []));
}
