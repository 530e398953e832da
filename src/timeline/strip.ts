import { countBelow, countUpTo } from '../base/binary-search.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import type { Lane } from '../trace/lanes/lanes.ts';
import { BRANCHING_BITS, type MipmapLevel } from '../trace/lanes/mipmap.ts';
import type { GridLevel, TimeGrid } from '../trace/lanes/mipmap-grid.ts';
import { SPAN_STATE_CODE, SPAN_STATE_COUNT } from '../trace/spans.ts';
import { STATE_STRENGTH } from './palette.ts';

/** Runs of fewer columns are not worth the way to the grid. */
const FEWEST_FROM_GRID = 16;

/**
 * Columns one pixel wide, in which spans too narrow to be seen are added up. Only the columns of a strip mean anything.
 */
export class StripColumns {
  /** The share of the column in each state: `SPAN_STATE_COUNT` numbers a column, 1 at most together. */
  readonly coverage: Float32Array;
  /** A bit for each state that occurs, be it for no time at all. */
  readonly states: Uint8Array;
  /** Whose colour dominates. */
  readonly identity: Int32Array;
  /** How much of the column the dominating identity ran. */
  readonly #dominance: Float64Array;
  /** The columns that are being added to; what lies outside is left out. */
  #firstOpen = 0;
  #lastOpen = 0;

  /** How many columns there are. */
  readonly width: number;

  constructor(width: number) {
    this.width = width;
    this.coverage = new Float32Array(width * SPAN_STATE_COUNT);
    this.states = new Uint8Array(width);
    this.identity = new Int32Array(width).fill(NO_ACTOR);
    this.#dominance = new Float64Array(width).fill(-1);
  }

  /** Empties all columns. */
  clear(): void {
    this.coverage.fill(0);
    this.states.fill(0);
    this.identity.fill(NO_ACTOR);
    this.#dominance.fill(-1);
  }

  /**
   * Adds the spans of a lane from one index up to another. What lies outside the columns is left out.
   *
   * @param from the time of the left edge of the first column.
   * @param scale columns per second.
   * @param now where an open span ends.
   */
  addRun(lane: Lane, first: number, beyond: number, from: number, scale: number, now: number): void {
    const { spans, mipmap } = lane;
    const { grid } = mipmap;
    const left = Math.max(0, Math.ceil(((spans.start[first] as number) - from) * scale));
    const end = Math.min(spans.end[beyond - 1] as number, now, grid?.until ?? 0);
    const right = Math.min(this.width, Math.floor((end - from) * scale));
    this.#firstOpen = 0;
    this.#lastOpen = this.width - 1;
    if (!grid || right - left < FEWEST_FROM_GRID || grid.stretch * scale > 1) {
      this.#addNodes(lane, first, beyond, from, scale, now);
      return;
    }
    this.#addGrid(grid, left, right, from, scale);
    const leftTime = from + left / scale;
    const rightTime = from + right / scale;
    this.#lastOpen = left - 1;
    this.#addNodes(lane, first, countUpTo(spans.start, leftTime, beyond), from, scale, now);
    this.#firstOpen = right;
    this.#lastOpen = this.width - 1;
    this.#addNodes(
      lane,
      Math.max(first, countBelow(spans.start, rightTime, beyond) - 1),
      beyond,
      from,
      scale,
      now,
    );
  }

  /** Adds what a grid knows of some columns, from the level whose stretches are just shorter than a column. */
  #addGrid(grid: TimeGrid, first: number, beyond: number, from: number, scale: number): void {
    const depth = Math.min(grid.levels.length - 1, Math.floor(-Math.log2(grid.stretch * scale)));
    const level = grid.levels[depth] as GridLevel;
    const stretches = 1 / (grid.stretch * 2 ** depth * scale);
    const origin = from / (grid.stretch * 2 ** depth);
    const { coverage, states, identity } = this;
    const { time, states: statesOf, identity: identityOf } = level;
    const end = level.length - 1;
    for (let column = first; column < beyond; column++) {
      const left = origin + column * stretches;
      const right = left + stretches;
      const until = Math.floor(right);
      const last = until < end ? until : end;
      let starting = 0;
      let ready = 0;
      let running = 0;
      let waiting = 0;
      let blocked = 0;
      let occurring = 0;
      let dominant = NO_ACTOR as number;
      let dominance = -1;
      for (let at = Math.floor(left); at <= last; at++) {
        const factor = ((right < at + 1 ? right : at + 1) - (left > at ? left : at)) * scale;
        const offset = at * SPAN_STATE_COUNT;
        const ran = (time[offset + 2] as number) * factor;
        starting += (time[offset] as number) * factor;
        ready += (time[offset + 1] as number) * factor;
        running += ran;
        waiting += (time[offset + 3] as number) * factor;
        blocked += (time[offset + 4] as number) * factor;
        occurring |= statesOf[at] as number;
        if (ran > dominance) {
          dominance = ran;
          dominant = identityOf[at] as number;
        }
      }
      const slot = column * SPAN_STATE_COUNT;
      coverage[slot] = starting;
      coverage[slot + 1] = ready;
      coverage[slot + 2] = running;
      coverage[slot + 3] = waiting;
      coverage[slot + 4] = blocked;
      states[column] = (states[column] as number) | occurring;
      identity[column] = dominant;
    }
  }

  /**
   * Adds spans, whole nodes of the mipmap as long as they are no wider than a column. A node that lies across two columns
   * is divided between them as their shares of its width are.
   */
  #addNodes(lane: Lane, first: number, beyond: number, from: number, scale: number, now: number): void {
    const { start, end, state, identity } = lane.spans;
    const { levels } = lane.mipmap;
    const widest = 1 / scale;
    let index = first;
    while (index < beyond) {
      const begins = start[index] as number;
      let ends = Math.min(end[index] as number, now);
      let size = 1;
      let level: MipmapLevel | undefined;
      for (let depth = 0; depth < levels.length; depth++) {
        const larger = size << BRANCHING_BITS;
        const candidate = levels[depth] as MipmapLevel;
        if ((index & (larger - 1)) !== 0 || index + larger > beyond || index / larger >= candidate.length)
          break;
        const edge = end[index + larger - 1] as number;
        if (edge - begins > widest) break;
        ends = edge;
        size = larger;
        level = candidate;
      }
      const left = (begins - from) * scale;
      const right = (ends - from) * scale;
      if (level) this.#addNode(level, index / size, left, right, scale);
      else this.#addSpan(left, right, state[index] as number, identity[index] as number);
      index += size;
    }
  }

  #addSpan(left: number, right: number, state: number, identity: number): void {
    const first = Math.max(Math.floor(left), this.#firstOpen);
    const last = Math.min(Math.max(Math.ceil(right) - 1, Math.floor(left)), this.#lastOpen);
    const isRunning = state === SPAN_STATE_CODE.running;
    const { coverage, states } = this;
    for (let column = first; column <= last; column++) {
      const from = left > column ? left : column;
      const to = right < column + 1 ? right : column + 1;
      const share = to > from ? to - from : 0;
      const slot = column * SPAN_STATE_COUNT + state;
      coverage[slot] = (coverage[slot] as number) + share;
      states[column] = (states[column] as number) | (1 << state);
      this.#claim(column, isRunning ? share : 0, identity);
    }
  }

  #addNode(level: MipmapLevel, node: number, left: number, right: number, scale: number): void {
    const first = Math.floor(left);
    const border = first + 1;
    if (right <= border) {
      this.#addShare(first, level, node, scale);
    } else {
      const share = (border - left) / (right - left);
      this.#addShare(first, level, node, scale * share);
      this.#addShare(border, level, node, scale * (1 - share));
    }
  }

  #addShare(column: number, level: MipmapLevel, node: number, scale: number): void {
    if (column < this.#firstOpen || column > this.#lastOpen) return;
    const { coverage } = this;
    const { time } = level;
    const slot = column * SPAN_STATE_COUNT;
    const offset = node * SPAN_STATE_COUNT;
    for (let state = 0; state < SPAN_STATE_COUNT; state++) {
      coverage[slot + state] = (coverage[slot + state] as number) + (time[offset + state] as number) * scale;
    }
    this.states[column] = (this.states[column] as number) | (level.states[node] as number);
    this.#claim(
      column,
      (time[offset + SPAN_STATE_CODE.running] as number) * scale,
      level.identity[node] as number,
    );
  }

  #claim(column: number, share: number, identity: number): void {
    if (share <= (this.#dominance[column] as number)) return;
    this.#dominance[column] = share;
    this.identity[column] = identity;
  }
}

/** A moment of running within a column is seen at least this strongly. */
const MOMENT_STRENGTH = 0.5;

const RUNNING_BIT = 1 << SPAN_STATE_CODE.running;

/** How strongly a column is drawn with the colour of whom it is about, 0 to 1: for what it does but being blocked. */
export function ownStrength({ coverage, states }: StripColumns, column: number): number {
  const slot = column * SPAN_STATE_COUNT;
  const running = coverage[slot + 2] as number;
  const isMoment = running < MOMENT_STRENGTH && ((states[column] as number) & RUNNING_BIT) !== 0;
  return (
    (coverage[slot] as number) * STATE_STRENGTH[0] +
    (coverage[slot + 1] as number) * STATE_STRENGTH[1] +
    (isMoment ? MOMENT_STRENGTH : running) +
    (coverage[slot + 3] as number) * STATE_STRENGTH[3]
  );
}

/** How strongly a column is drawn with the colour of alarm, 0 to 1: for being blocked on a lock. */
export const blockedStrength = ({ coverage }: StripColumns, column: number): number =>
  (coverage[column * SPAN_STATE_COUNT + SPAN_STATE_CODE.blocked] as number) * STATE_STRENGTH[4];

/** Columns that are used again for every picture, one set for each lane that needs one. */
export class StripPool {
  #columns: StripColumns[] = [];
  #used = 0;
  #width = 0;

  /** Begins a new picture; the columns of the last one are taken back. */
  restart(width: number): void {
    if (width !== this.#width) this.#columns = [];
    this.#width = width;
    this.#used = 0;
  }

  /** Gives a set of empty columns. */
  take(): StripColumns {
    const known = this.#columns[this.#used++];
    if (known) {
      known.clear();
      return known;
    }
    const columns = new StripColumns(this.#width);
    this.#columns.push(columns);
    return columns;
  }
}
