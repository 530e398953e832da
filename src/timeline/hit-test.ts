import { countUpTo } from '../base/binary-search.ts';
import type { Seconds } from '../base/units.ts';
import type { Lane, LaneError } from '../trace/lanes/lanes.ts';
import { SPAN_STATE_CODE, type Span, spanAt } from '../trace/spans.ts';
import { describeSpan } from './description.ts';
import type { DrawList } from './draw-list.ts';
import { type Row, rowAt } from './layout.ts';
import { xToTime } from './viewport.ts';

/** What is at a place in a picture of lanes. */
export interface LaneHit {
  readonly row: Row;
  readonly time: Seconds;
  /** What happened there; `null` where nothing did, or only a prediction is. */
  readonly span: Span | null;
  /** The span in words; empty without one. */
  readonly words: string;
  /** An error whose cross is there. */
  readonly error: LaneError | null;
}

/** What the pointer is over, and where, in pixels of the canvas. */
export interface LaneHover extends LaneHit {
  readonly x: number;
  readonly y: number;
}

/** How far beside a moment of running, or a cross, still counts, in pixels. */
const TOLERANCE = 3;

/** Finds what is at a place; `null` beside the plot and between lanes. */
export function hitTest(list: DrawList, x: number, y: number): LaneHit | null {
  const { plot, viewport, lanes } = list;
  if (x < plot.left - TOLERANCE || x > plot.left + plot.width + TOLERANCE) return null;
  const row = rowAt(list.layout, y);
  if (!row) return null;
  const time = xToTime(viewport, plot, x);
  const tolerance = (TOLERANCE * (viewport.to - viewport.from)) / plot.width;
  const { lane } = row;
  const span = lane && spanNear(lane, time, tolerance, lanes.now);
  const error = lane?.errors.find((candidate) => Math.abs(candidate.time - time) <= 2 * tolerance) ?? null;
  return { row, time, span, words: lane && span ? describeSpan(lanes, lane, span) : '', error };
}

/** The span at a time, or one of running that ends or begins so close that its mark is what is pointed at. */
function spanNear({ spans }: Lane, time: number, tolerance: number, now: number): Span | null {
  const at = countUpTo(spans.start, time, spans.length) - 1;
  const first = Math.max(0, at - 1);
  const last = Math.min(spans.length - 1, at + 1);
  let found: number | null = null;
  for (let index = first; index <= last; index++) {
    const start = spans.start[index] as number;
    const end = Math.min(spans.end[index] as number, now);
    const isNarrowRun = spans.state[index] === SPAN_STATE_CODE.running && end - start < tolerance;
    const reach = isNarrowRun ? tolerance : 0;
    if (time < start - reach || time > end + reach) continue;
    if (found === null || isNarrowRun) found = index;
  }
  return found === null ? null : spanAt(spans, found);
}
