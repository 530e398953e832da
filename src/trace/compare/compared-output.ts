import { createOutputReader } from '../output.ts';
import type { Trace } from '../trace.ts';

/** What two runs printed otherwise: lines that only one of them has, or the same lines in another order. */
export interface OutputDifference {
  readonly kind: 'lines' | 'order';
  /** The lines that only this run printed, or the first that stands elsewhere; `null` for none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Times that a program prints differ from run to run. */
const DECIMAL = /\d+\.\d+(e[+-]?\d+)?/g;

/** The most lines that are quoted. */
const MOST_LINES = 3;

/** Compares what two runs printed. Lines that differ in decimal numbers alone, such as times, count as the same; `null` where there is no difference. */
export function compareOutput(from: Trace, to: Trace): OutputDifference | null {
  const one = linesOf(from);
  const other = linesOf(to);
  const onlyFrom = without(one, other);
  const onlyTo = without(other, one);
  if (onlyFrom.length + onlyTo.length > 0) {
    return { kind: 'lines', from: quoted(onlyFrom), to: quoted(onlyTo) };
  }
  const first = one.findIndex((line, index) => comparable(line) !== comparable(other[index] ?? ''));
  if (first < 0) return null;
  return { kind: 'order', from: quoted([one[first] ?? '']), to: quoted([other[first] ?? '']) };
}

const linesOf = (trace: Trace): readonly string[] =>
  createOutputReader()
    .read(trace)
    .map(({ text }) => text);

const comparable = (line: string): string => line.replace(DECIMAL, '#');

/** The lines of one output that another has not, each as often as it is missing there. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(comparable(line), (left.get(comparable(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(comparable(line)) ?? 0;
    left.set(comparable(line), count - 1);
    return count <= 0;
  });
}

function quoted(lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => `“${line}”`);
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
