import { countUpTo } from '../../base/binary-search.ts';
import type { Trace } from '../trace.ts';
import { TraceState } from './state.ts';

/** Tells the state of a trace at any of its events. */
export interface StateReader {
  /**
   * The state after the first `count` events; a count outside the trace is taken to its nearest end.
   *
   * The first question about a stretch of the trace replays it from the last keyframe before. In the stretch that is being
   * looked at there are closer keyframes, so that a step back costs about what a step forward does.
   */
  at(trace: Trace, count: number): TraceState;
}

/** Events between two keyframes, unless there are so many actors that copying a state takes longer than replaying. */
const SHORTEST_STRIDE = 4096;

/** The same in a stretch that is being looked at. */
const SHORTEST_STEP = 128;

/**
 * How many stretches have closer keyframes at a time: two, as one may look to and fro across the end of one. Each has no
 * more than 32 states of 54 bytes an actor and its open frames, a quarter of a megabyte for a hundred actors.
 */
const STRETCHES = 2;

/** The events between two keyframes, with the closer keyframes that have been needed so far. */
class Stretch {
  readonly #first: TraceState;
  readonly #step: number;
  /** By how many steps they are from the first. */
  readonly #states: (TraceState | undefined)[];

  constructor(first: TraceState, actors: number) {
    this.#first = first;
    this.#step = Math.max(SHORTEST_STEP, actors >> 2);
    this.#states = [first];
  }

  get start(): number {
    return this.#first.count;
  }

  /** The state after so many events, from a state before or else from the last that is known. */
  advance(trace: Trace, from: TraceState | null, count: number): TraceState {
    const known = this.#lastBefore(count);
    let state = from && from.count >= known.count && from.count <= count ? from : known;
    const last = Math.floor((count - this.start) / this.#step);
    for (let place = Math.floor((state.count - this.start) / this.#step) + 1; place <= last; place++) {
      state = state.advancedTo(this.start + place * this.#step, trace);
      this.#states[place] = state;
    }
    return state.count === count ? state : state.advancedTo(count, trace);
  }

  #lastBefore(count: number): TraceState {
    for (let place = Math.floor((count - this.start) / this.#step); place > 0; place--) {
      const state = this.#states[place];
      if (state) return state;
    }
    return this.#first;
  }
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createStateReader(): StateReader {
  let trace: Trace | null = null;
  let counts: number[] = [];
  let keyframes: TraceState[] = [];
  /** The one looked at last first. */
  let stretches: Stretch[] = [];
  let latest: TraceState | null = null;

  const reset = (next: Trace): void => {
    counts = [0];
    keyframes = [TraceState.before(next)];
    stretches = [];
    latest = null;
  };

  /** Sets keyframes as far as they are needed for a count. */
  const extend = (next: Trace, count: number): void => {
    const stride = Math.max(SHORTEST_STRIDE, 2 * next.actors.length);
    let state = keyframes.at(-1) as TraceState;
    if (state.count + stride > count) return;
    const end = state.count + stride;
    if (latest && latest.count > state.count && latest.count <= end) state = latest;
    for (let known = end; known <= count; known += stride) {
      state = state.advancedTo(known, next);
      counts.push(known);
      keyframes.push(state);
    }
  };

  const stretchAt = (next: Trace, count: number): Stretch => {
    const keyframe = keyframes[countUpTo(counts, count) - 1] as TraceState;
    const known = stretches.find(({ start }) => start === keyframe.count);
    const stretch = known ?? new Stretch(keyframe, next.actors.length);
    stretches = [stretch, ...stretches.filter((other) => other !== stretch)].slice(0, STRETCHES);
    return stretch;
  };

  return {
    at(next, wanted) {
      if (!trace || next.actors !== trace.actors || next.events.length < trace.events.length) reset(next);
      trace = next;
      const count = Math.max(0, Math.min(Math.trunc(wanted), next.events.length));
      if (latest?.count === count) return latest;
      extend(next, count);
      latest = stretchAt(next, count).advance(next, latest, count);
      return latest;
    },
  };
}
