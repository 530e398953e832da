import { SPAN_STATE_CODE, SPAN_STATE_COUNT, type Spans } from '../spans.ts';
import { TimeGrid } from './mipmap-grid.ts';

/**
 * Levels of detail over the spans of one lane.
 *
 * Level 0 is the spans themselves; a node of level k sums up 8^k consecutive spans. Nodes follow the *order* of the spans,
 * not a grid of time, so a burst of a thousand spans in a millisecond has as much detail as the same thousand over an
 * hour, and appending spans never moves a node:
 *
 *     level 2   [ 0 ............................. 63 ]            (none yet: 64…127 are not all closed)
 *     level 1   [ 0 … 7 ][ 8 … 15 ] …      [ 56 … 63 ][ 64 … 71 ]
 *     level 0    | | |  |  …                                      |  |  |      |      (spans, gaps between them)
 *
 * A node knows how long its spans were in each state, which states occur in it at all (so that states which took no time
 * are not lost) and whose colour dominates. Its extent is read from its first and last span.
 */
export const BRANCHING_BITS = 3;

/** How many nodes of one level make one of the next. */
export const BRANCHING = 1 << BRANCHING_BITS;

const FIRST_CAPACITY = 8;

/** Lanes with fewer spans need no grid. */
const FEWEST_FOR_GRID = 512;

/** The nodes of one level above the spans, as columns. Only the first `length` count. */
export class MipmapLevel {
  length = 0;
  /** Seconds in each state: `SPAN_STATE_COUNT` numbers a node. */
  time = new Float64Array(FIRST_CAPACITY * SPAN_STATE_COUNT);
  /** A bit for each state that occurs. */
  states = new Uint8Array(FIRST_CAPACITY);
  /** The identity that ran longest in any part of the node, else the first one. */
  identity = new Int32Array(FIRST_CAPACITY);

  /** Makes room for so many nodes in all; where there is less, for at least twice as many as there was. */
  reserve(nodes: number): void {
    const { time, states, identity } = this;
    if (nodes <= states.length) return;
    const capacity = Math.max(nodes, states.length * 2);
    this.time = new Float64Array(capacity * SPAN_STATE_COUNT);
    this.time.set(time);
    this.states = new Uint8Array(capacity);
    this.states.set(states);
    this.identity = new Int32Array(capacity);
    this.identity.set(identity);
  }
}

/** The levels of detail of one lane, finest first: `levels[0]` is level 1. Grows as spans are closed. */
export class Mipmap {
  readonly levels: MipmapLevel[] = [];
  /** The first spans by time instead of by order: at least half of them, once they are many. */
  grid: TimeGrid | null = null;

  /** Takes in the spans that have been closed since the last call. */
  extend(spans: Spans): void {
    const last = spans.length - 1;
    const closed = last >= 0 && spans.end[last] === Number.POSITIVE_INFINITY ? last : spans.length;
    if (
      closed >= FEWEST_FOR_GRID &&
      closed >= 2 * (this.grid?.spans ?? 0) &&
      (spans.end[closed - 1] as number) > 0
    ) {
      this.grid = new TimeGrid(spans, closed);
    }
    this.#extendFirst(spans, closed >> BRANCHING_BITS);
    for (let depth = 1; ; depth++) {
      const below = this.levels[depth - 1];
      if (!below || below.length < BRANCHING) return;
      this.#extendLevel(depth, below);
    }
  }

  #extendFirst(spans: Spans, nodes: number): void {
    if (nodes === 0) return;
    const level = this.#level(0);
    level.reserve(nodes);
    const { start, end, state, identity } = spans;
    const sums = level.time;
    for (let node = level.length; node < nodes; node++) {
      const first = node << BRANCHING_BITS;
      const offset = node * SPAN_STATE_COUNT;
      let states = 0;
      let longest = -1;
      let dominant = identity[first] as number;
      for (let index = first; index < first + BRANCHING; index++) {
        const code = state[index] as number;
        const time = (end[index] as number) - (start[index] as number);
        sums[offset + code] = (sums[offset + code] as number) + time;
        states |= 1 << code;
        if (code === SPAN_STATE_CODE.running && time > longest) {
          longest = time;
          dominant = identity[index] as number;
        }
      }
      level.states[node] = states;
      level.identity[node] = dominant;
    }
    level.length = Math.max(level.length, nodes);
  }

  #extendLevel(depth: number, below: MipmapLevel): void {
    const level = this.#level(depth);
    const nodes = below.length >> BRANCHING_BITS;
    level.reserve(nodes);
    const sums = level.time;
    const parts = below.time;
    for (let node = level.length; node < nodes; node++) {
      const first = node << BRANCHING_BITS;
      const offset = node * SPAN_STATE_COUNT;
      let states = 0;
      let longest = -1;
      let dominant = below.identity[first] as number;
      for (let child = first; child < first + BRANCHING; child++) {
        const from = child * SPAN_STATE_COUNT;
        for (let code = 0; code < SPAN_STATE_COUNT; code++) {
          sums[offset + code] = (sums[offset + code] as number) + (parts[from + code] as number);
        }
        states |= below.states[child] as number;
        const running = parts[from + SPAN_STATE_CODE.running] as number;
        if (running > longest) {
          longest = running;
          dominant = below.identity[child] as number;
        }
      }
      level.states[node] = states;
      level.identity[node] = dominant;
    }
    level.length = Math.max(level.length, nodes);
  }

  #level(depth: number): MipmapLevel {
    const known = this.levels[depth];
    if (known) return known;
    const level = new MipmapLevel();
    this.levels.push(level);
    return level;
  }
}
