import { SPAN_STATE_CODE, SPAN_STATE_COUNT, type Spans } from '../spans.ts';

/** Equal stretches of time, as columns. */
export interface GridLevel {
  readonly length: number;
  /** Seconds in each state: `SPAN_STATE_COUNT` numbers a stretch. */
  readonly time: Float32Array;
  /** A bit for each state that occurs. */
  readonly states: Uint8Array;
  /** Whose colour dominates. */
  readonly identity: Int32Array;
}

/**
 * The spans of a lane, counted into equal stretches of time, at each level twice as long as at the one before.
 *
 * Where a lane is dense all along, reading a few neighbouring numbers for each pixel is several times as fast as gathering
 * the nodes of a mipmap. A stretch is a few times as long as a span is on average, so the grid sees nothing of what goes on
 * within a burst; there the mipmap is the one to ask. A grid covers the spans that were there when it was made.
 */
export class TimeGrid {
  /** How many spans it covers, from the first. */
  readonly spans: number;
  /** The end of the last of them, in seconds. */
  readonly until: number;
  /** The length of a stretch of the first level, in seconds. Those of level n are 2^n times as long. */
  readonly stretch: number;
  readonly levels: readonly GridLevel[];

  /** @param count how many spans to cover; all of them have ended, and the last one after 0. */
  constructor(spans: Spans, count: number) {
    this.spans = count;
    this.until = spans.end[count - 1] as number;
    this.stretch = 2 ** Math.ceil(Math.log2((SPANS_IN_STRETCH * this.until) / count));
    let level = countInto(spans, count, this.stretch, Math.floor(this.until / this.stretch) + 1);
    const levels = [level];
    while (level.length > SHORTEST_LEVEL) {
      level = halved(level);
      levels.push(level);
    }
    this.levels = levels;
  }
}

/** How many spans begin in a stretch of the first level, on average and at least: fewer would only cost memory. */
const SPANS_IN_STRETCH = 2;

const SHORTEST_LEVEL = 64;

function emptyLevel(length: number): GridLevel {
  return {
    length,
    time: new Float32Array(length * SPAN_STATE_COUNT),
    states: new Uint8Array(length),
    identity: new Int32Array(length),
  };
}

function countInto(spans: Spans, count: number, stretch: number, length: number): GridLevel {
  const level = emptyLevel(length);
  const { time, states, identity } = level;
  const longest = new Float64Array(length);
  const { start: starts, end: ends, state: codes, identity: identities } = spans;
  const perSecond = 1 / stretch;
  for (let index = 0; index < count; index++) {
    const start = starts[index] as number;
    const end = ends[index] as number;
    const state = codes[index] as number;
    const last = Math.floor(end * perSecond);
    for (let at = Math.floor(start * perSecond); at <= last; at++) {
      const left = at * stretch;
      const right = left + stretch;
      const part = (end < right ? end : right) - (start > left ? start : left);
      if (part === 0 && end > start) continue;
      const slot = at * SPAN_STATE_COUNT + state;
      time[slot] = (time[slot] as number) + part;
      const before = states[at] as number;
      states[at] = before | (1 << state);
      const ran = state === SPAN_STATE_CODE.running ? part : 0;
      if (before !== 0 && (ran === 0 || ran <= (longest[at] as number))) continue;
      longest[at] = ran;
      identity[at] = identities[index] as number;
    }
  }
  return level;
}

/** The level whose stretches are twice as long. */
function halved(below: GridLevel): GridLevel {
  const { time, states, identity } = below;
  const level = emptyLevel((below.length + 1) >> 1);
  const sums = level.time;
  for (let into = 0; into < level.length; into++) {
    const one = into * 2;
    const other = one + 1 < below.length ? one + 1 : one;
    const from = one * SPAN_STATE_COUNT;
    const to = into * SPAN_STATE_COUNT;
    const ran = SPAN_STATE_CODE.running;
    const second = other * SPAN_STATE_COUNT;
    const otherDominates = states[one] === 0 || (time[second + ran] as number) > (time[from + ran] as number);
    level.identity[into] = identity[otherDominates ? other : one] as number;
    level.states[into] = (states[one] as number) | (states[other] as number);
    for (let state = 0; state < SPAN_STATE_COUNT; state++) {
      const addend = other === one ? 0 : (time[second + state] as number);
      sums[to + state] = (time[from + state] as number) + addend;
    }
  }
  return level;
}
