import { countUpTo } from '../base/binary-search.ts';
import { TraceState } from './state.ts';
import type { Trace } from './trace.ts';

/** Tells the state of a trace at any of its events. */
export interface StateReader {
  /**
   * The state after the first `count` events; a count outside the trace is taken to its nearest end.
   *
   * The first question about a stretch of the trace replays it from the last keyframe before; later ones, in whatever
   * direction, replay at most the events between two keyframes.
   */
  at(trace: Trace, count: number): TraceState;
}

/** Events between two keyframes, unless there are so many actors that copying a state takes longer than replaying. */
const SHORTEST_STRIDE = 8192;

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createStateReader(): StateReader {
  let trace: Trace | null = null;
  let counts: number[] = [];
  let keyframes: TraceState[] = [];
  let latest: TraceState | null = null;

  const reset = (next: Trace): void => {
    counts = [0];
    keyframes = [TraceState.before(next)];
    latest = null;
  };

  return {
    at(next, wanted) {
      if (!trace || next.actors !== trace.actors || next.events.length < trace.events.length) reset(next);
      trace = next;
      const count = Math.max(0, Math.min(Math.trunc(wanted), next.events.length));
      if (latest?.count === count) return latest;
      const stride = Math.max(SHORTEST_STRIDE, 2 * next.actors.length);
      let state = nearest(counts, keyframes, latest, count);
      for (let known = counts.at(-1) ?? 0; known + stride <= count; known = state.count) {
        state = state.advancedTo(known + stride, next);
        counts.push(state.count);
        keyframes.push(state);
      }
      latest = state.count === count ? state : state.advancedTo(count, next);
      return latest;
    },
  };
}

function nearest(
  counts: readonly number[],
  keyframes: readonly TraceState[],
  latest: TraceState | null,
  count: number,
): TraceState {
  const keyframe = keyframes[countUpTo(counts, count) - 1] as TraceState;
  return latest && latest.count <= count && latest.count > keyframe.count ? latest : keyframe;
}
