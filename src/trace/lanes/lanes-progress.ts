import { countUpTo } from '../../base/binary-search.ts';
import { SPAN_STATE_CODE, type Spans } from '../spans.ts';

/** What a lane has said of how far its computations are, as columns in the order of time. */
export interface Progress {
  /** Program seconds. */
  readonly time: readonly number[];
  /** Shares of the work done, 0 to 1. */
  readonly share: readonly number[];
}

/** Progress that grows. */
export class GrowingProgress implements Progress {
  readonly time: number[] = [];
  readonly share: number[] = [];

  /** Adds what was said. */
  tell(time: number, share: number): void {
    this.time.push(time);
    this.share.push(share);
  }
}

/**
 * How far the computation of a lane is at a time, 0 to 1; `null` while it does not compute, or has said nothing yet. Who is
 * ready computes, but for its turn.
 */
export function progressAt(
  { spans, progress }: { readonly spans: Spans; readonly progress: Progress },
  time: number,
): number | null {
  const told = countUpTo(progress.time, time) - 1;
  if (told < 0) return null;
  const now = spanIndexAt(spans, time);
  const then = spanIndexAt(spans, progress.time[told] as number);
  if ((spans.end[now] as number) <= time || spans.identity[now] !== spans.identity[then]) return null;
  const state = spans.state[now];
  const isUnderWay = state === SPAN_STATE_CODE.running || state === SPAN_STATE_CODE.ready;
  return isUnderWay ? (progress.share[told] as number) : null;
}

/** The last span that has begun by a time. */
const spanIndexAt = ({ start, length }: Spans, time: number): number => countUpTo(start, time, length) - 1;
