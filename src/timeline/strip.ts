import { NO_ACTOR } from '../trace/actors.ts';
import { SPAN_STATE_COUNT } from '../trace/spans.ts';

/**
 * Columns one pixel wide, in which spans too narrow to be seen are added up. Only the columns of a strip mean anything.
 */
export class StripColumns {
  /** The share of the column in each state: `SPAN_STATE_COUNT` numbers a column, 1 at most together. */
  readonly coverage: Float64Array;
  /** A bit for each state that occurs, be it for no time at all. */
  readonly states: Uint8Array;
  /** Whose colour dominates. */
  readonly identity: Int32Array;
  /** How much of the column the dominating identity ran. */
  readonly #dominance: Float64Array;

  constructor(width: number) {
    this.coverage = new Float64Array(width * SPAN_STATE_COUNT);
    this.states = new Uint8Array(width);
    this.identity = new Int32Array(width).fill(NO_ACTOR);
    this.#dominance = new Float64Array(width).fill(-1);
  }

  /** How many columns there are. */
  get width(): number {
    return this.states.length;
  }

  /** Empties all columns. */
  clear(): void {
    this.coverage.fill(0);
    this.states.fill(0);
    this.identity.fill(NO_ACTOR);
    this.#dominance.fill(-1);
  }

  /** Adds one span between two places; what lies outside is left out. */
  addSpan(left: number, right: number, state: number, running: boolean, identity: number): void {
    const first = Math.floor(left);
    const last = right > left ? Math.ceil(right) : first + 1;
    const end = Math.min(last, this.width);
    for (let column = Math.max(first, 0); column < end; column++) {
      const share = Math.min(right, column + 1) - Math.max(left, column);
      const slot = column * SPAN_STATE_COUNT + state;
      this.coverage[slot] = (this.coverage[slot] as number) + share;
      this.states[column] = (this.states[column] as number) | (1 << state);
      this.#claim(column, running ? share : 0, identity);
    }
  }

  /**
   * Adds a node of a mipmap, no wider than a column. One that lies across two columns is divided between them as their
   * shares of its width are.
   *
   * @param time seconds in each state, from `offset` on.
   * @param scale columns per second.
   */
  addNode(
    left: number,
    right: number,
    time: Float64Array,
    offset: number,
    scale: number,
    states: number,
    running: number,
    identity: number,
  ): void {
    const first = Math.floor(left);
    const border = first + 1;
    if (right <= border) {
      this.#addShare(first, 1, time, offset, scale, states, running, identity);
      return;
    }
    const share = (border - left) / (right - left);
    this.#addShare(first, share, time, offset, scale, states, running, identity);
    this.#addShare(border, 1 - share, time, offset, scale, states, running, identity);
  }

  #addShare(
    column: number,
    share: number,
    time: Float64Array,
    offset: number,
    scale: number,
    states: number,
    running: number,
    identity: number,
  ): void {
    if (column < 0 || column >= this.width) return;
    const slot = column * SPAN_STATE_COUNT;
    const factor = share * scale;
    for (let state = 0; state < SPAN_STATE_COUNT; state++) {
      this.coverage[slot + state] =
        (this.coverage[slot + state] as number) + (time[offset + state] as number) * factor;
    }
    this.states[column] = (this.states[column] as number) | states;
    this.#claim(column, running * factor, identity);
  }

  #claim(column: number, share: number, identity: number): void {
    if (share <= (this.#dominance[column] as number)) return;
    this.#dominance[column] = share;
    this.identity[column] = identity;
  }
}

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
