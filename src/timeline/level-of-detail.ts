import { countBelow, countUpTo } from '../base/binary-search.ts';
import type { Lane } from '../trace/lanes/lanes.ts';
import { BRANCHING_BITS } from '../trace/lanes/mipmap.ts';
import type { StripColumns, StripPool } from './strip.ts';
import type { Plot, Viewport } from './viewport.ts';

/** A stretch of columns of the plot; `to` is not included. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/** What a lane shows in a viewport. */
export interface Detail {
  /** Indices of the spans to draw one by one, in order. */
  readonly spans: readonly number[];
  /** Where spans are too many to tell apart, in order. */
  readonly strips: readonly ColumnRange[];
  /** The columns of the strips; `null` when there are none. */
  readonly columns: StripColumns | null;
}

/** Spans at least this wide are always drawn one by one. */
const WIDE = 5;

/** So many narrow spans in a row are still drawn one by one. */
const FEW = 4;

/**
 * Divides what a lane shows in a viewport into spans to draw one by one and strips of columns.
 *
 * Walks the spans in view from the left. Wide ones stand for themselves. A run of narrow ones without a gap, if there are
 * more than a few, becomes a strip, for which whole nodes of the mipmap are taken as long as they are no wider than a
 * column: the work depends on the pixels, not on the spans.
 */
export function detailOf(lane: Lane, now: number, viewport: Viewport, plot: Plot, pool: StripPool): Detail {
  const { start, end, length } = lane.spans;
  const { from, to } = viewport;
  const scale = plot.width / (to - from);
  const last = countUpTo(start, to, length);
  const spans: number[] = [];
  const strips: ColumnRange[] = [];
  let columns: StripColumns | null = null;
  let index = Math.max(0, countBelow(start, from, length) - 1);
  if (index < last && (end[index] as number) < from) index++;
  while (index < last) {
    const left = ((start[index] as number) - from) * scale;
    const right = (Math.min(end[index] as number, now) - from) * scale;
    // A span that is as wide as that may count as narrow in pixels and as wide in seconds: it is a run by itself.
    const beyond =
      right - left < WIDE ? Math.max(index + 1, endOfRun(lane, index, last, now, scale)) : index + 1;
    if (beyond - index <= FEW) {
      for (; index < beyond; index++) spans.push(index);
      continue;
    }
    columns ??= pool.take();
    columns.addRun(lane, index, beyond, from, scale, now);
    const edge = (Math.min(end[beyond - 1] as number, now) - from) * scale;
    const first = Math.max(0, Math.floor(left));
    const after = Math.min(plot.width, Math.max(Math.ceil(edge), Math.floor(edge) + 1));
    if (first < after) strips.push({ from: first, to: after });
    index = beyond;
  }
  return { spans, strips, columns };
}

/**
 * Where a run of narrow spans that begins at an index ends: at the first span that is wide, or has a wide gap before it.
 * Nodes that are narrow themselves are passed over whole.
 */
function endOfRun(lane: Lane, first: number, last: number, now: number, scale: number): number {
  const { start, end } = lane.spans;
  const { levels } = lane.mipmap;
  const wide = WIDE / scale;
  let index = first;
  let before = start[first] as number;
  while (index < last) {
    const begins = start[index] as number;
    if (begins - before >= wide) break;
    let size = 1;
    for (let depth = 0; depth < levels.length; depth++) {
      const larger = size << BRANCHING_BITS;
      const length = levels[depth]?.length ?? 0;
      if ((index & (larger - 1)) !== 0 || index + larger > last || index / larger >= length) break;
      if ((end[index + larger - 1] as number) - begins >= wide) break;
      size = larger;
    }
    const ends = Math.min(end[index + size - 1] as number, now);
    if (ends - begins >= wide) break;
    before = ends;
    index += size;
  }
  return index;
}
