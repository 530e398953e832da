import { countBelow, countUpTo } from '../base/binary-search.ts';
import type { Lane } from '../trace/lanes.ts';
import { BRANCHING_BITS } from '../trace/mipmap.ts';
import { SPAN_STATE_CODE, SPAN_STATE_COUNT } from '../trace/spans.ts';
import type { StripColumns, StripPool } from './strip.ts';
import type { Plot, Viewport } from './viewport.ts';

/** What a lane shows in a viewport. */
export interface Detail {
  /** Indices of the spans to draw one by one, in order. */
  readonly spans: readonly number[];
  /** Where spans are too many to tell apart: columns of the plot, `to` not included, in order. */
  readonly strips: readonly { readonly from: number; readonly to: number }[];
  /** The columns of the strips; `null` when there are none. */
  readonly columns: StripColumns | null;
}

/** Spans at least this wide are always drawn one by one. */
const WIDE = 3;

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
  const { spans } = lane;
  const { levels } = lane.mipmap;
  const { start, end, state, identity } = spans;
  const { from, to } = viewport;
  const scale = plot.width / (to - from);
  const last = countUpTo(start, to, spans.length);
  const single: number[] = [];
  const strips: { from: number; to: number }[] = [];
  let columns: StripColumns | null = null;
  let firstOfRun = 0;
  let spansInRun = 0;
  let runLeft = 0;
  let runRight = 0;

  const addSpan = (index: number, into: StripColumns): void => {
    const left = ((start[index] as number) - from) * scale;
    const right = (Math.min(end[index] as number, now) - from) * scale;
    const code = state[index] as number;
    into.addSpan(left, right, code, code === SPAN_STATE_CODE.running, identity[index] as number);
  };

  const endRun = (): void => {
    if (spansInRun > FEW) {
      const first = Math.max(0, Math.floor(runLeft));
      const beyond = Math.min(plot.width, Math.max(Math.ceil(runRight), Math.floor(runRight) + 1));
      if (first < beyond) strips.push({ from: first, to: beyond });
    } else {
      for (let index = firstOfRun; index < firstOfRun + spansInRun; index++) single.push(index);
    }
    spansInRun = 0;
  };

  let index = Math.max(0, countBelow(start, from, spans.length) - 1);
  if (index < last && (end[index] as number) < from) index++;
  while (index < last) {
    const left = ((start[index] as number) - from) * scale;
    let right = (Math.min(end[index] as number, now) - from) * scale;
    if (spansInRun > 0 && (right - left >= WIDE || left - runRight >= WIDE)) endRun();
    if (right - left >= WIDE) {
      single.push(index++);
      continue;
    }
    let depth = 0;
    let size = 1;
    for (let level = levels[0]; level; level = levels[depth]) {
      const larger = size << BRANCHING_BITS;
      if ((index & (larger - 1)) !== 0 || index + larger > last || index / larger >= level.length) break;
      const edge = ((end[index + larger - 1] as number) - from) * scale;
      if (edge - left > 1) break;
      right = edge;
      size = larger;
      depth++;
    }
    if (spansInRun === 0) {
      firstOfRun = index;
      runLeft = left;
    }
    if (spansInRun + size > FEW) {
      columns ??= pool.take();
      if (spansInRun <= FEW) {
        for (let earlier = firstOfRun; earlier < index; earlier++) addSpan(earlier, columns);
      }
      const level = levels[depth - 1];
      if (level) {
        const node = index / size;
        const offset = node * SPAN_STATE_COUNT;
        const running = level.time[offset + SPAN_STATE_CODE.running] as number;
        const states = level.states[node] as number;
        columns.addNode(
          left,
          right,
          level.time,
          offset,
          scale,
          states,
          running,
          level.identity[node] as number,
        );
      } else {
        addSpan(index, columns);
      }
    }
    spansInRun += size;
    runRight = right;
    index += size;
  }
  if (spansInRun > 0) endRun();
  return { spans: single, strips, columns };
}
