import type { Mark } from './effects.ts';

/** A Python listing as the reader sees it, and which line each mark stands for. */
export interface Listing {
  /** The text of each line, marks taken out. */
  readonly lines: readonly string[];
  /** The line of each mark, counted from 1. */
  readonly marks: Readonly<Record<Mark, number>>;
}

const MARK = /\s*#@\s*([a-z][a-z0-9-]*(?:\s+[a-z][a-z0-9-]*)*)\s*$/;

/**
 * Reads a listing whose lines end in marks: `    time.sleep(5)  #@ sleep`. A line may carry several. Blank lines at both
 * ends are dropped, and so is the indentation that all lines share.
 *
 * @throws Error when a mark stands on two lines, for then an effect could not tell which it means.
 */
export function parseListing(source: string): Listing {
  const raw = source.replace(/^(?:[ \t]*\n)+|\s+$/g, '').split('\n');
  const indent = Math.min(...raw.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const marks: Record<Mark, number> = {};
  const lines = raw.map((line, index) => {
    const text = line.slice(Number.isFinite(indent) ? indent : 0);
    const match = MARK.exec(text);
    if (!match) return text.trimEnd();
    for (const mark of (match[1] as string).split(/\s+/)) {
      if (mark in marks)
        throw new Error(`The mark "${mark}" stands on lines ${marks[mark]} and ${index + 1}.`);
      marks[mark] = index + 1;
    }
    return text.slice(0, match.index).trimEnd();
  });
  return { lines, marks };
}
