import { countBelow, countUpTo } from '../base/binary-search.ts';
import type { Lane, LaneSet } from '../trace/lanes/lanes.ts';
import { SPAN_STATE_CODE, type SpanState, spanStateOf } from '../trace/spans.ts';
import type { ArrowItem, ArrowLayer } from './arrow-items.ts';
import { addCriticalPath, type CriticalItem } from './critical-items.ts';
import type { CriticalLines } from './critical-lines.ts';
import { type Layout, type LayoutOptions, layoutLanes, type Row } from './layout.ts';
import { type Detail, detailOf } from './level-of-detail.ts';
import { type StripColumns, StripPool } from './strip.ts';
import { timeTicks } from './ticks.ts';
import { type Plot, timeToX, type Viewport } from './viewport.ts';

interface Box {
  /** Pixels from the left edge of the picture. */
  readonly x: number;
  /** Pixels from the top of the picture. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * One thing to draw. What it looks like (colours, patterns, corners) is the renderer's; where it lies is said here. What
 * is a `ghost` is a prediction, drawn faintly behind what happened.
 */
export type DrawItem =
  | ({ readonly kind: 'gridline' } & Box)
  | {
      readonly kind: 'label';
      readonly x: number;
      readonly middle: number;
      readonly width: number;
      readonly text: string;
    }
  | ({
      readonly kind: 'span';
      readonly state: SpanState;
      readonly hue: number;
      readonly ghost: boolean;
    } & Box)
  | ({
      /** Column `from + n` of `columns` lies at `x + n`. */
      readonly kind: 'strip';
      readonly columns: StripColumns;
      readonly from: number;
      /** The hue of an identity. */
      readonly hueOf: LaneSet['hueOf'];
      readonly ghost: boolean;
    } & Box)
  | ({ readonly kind: 'bracket'; readonly ghost: boolean } & Box)
  | CriticalItem
  | ArrowItem
  | { readonly kind: 'error'; readonly x: number; readonly middle: number; readonly size: number };

/** A picture of lanes, in drawing order. Valid until its builder builds the next. */
export interface DrawList {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly viewport: Viewport;
  readonly layout: Layout;
  readonly lanes: LaneSet;
  readonly items: readonly DrawItem[];
  /** How many of the items are spans. */
  readonly spanCount: number;
}

/** What to draw, and where. */
export interface Picture extends LayoutOptions {
  readonly lanes: LaneSet;
  /** The model's lanes, for a live run to fill in. */
  readonly ghost: LaneSet | null;
  /** The critical path of the run, where it is to be shown. */
  readonly critical?: CriticalLines | null;
  /** What one actor does for another, where that is to be shown. */
  readonly arrows?: ArrowLayer | null;
  readonly viewport: Viewport;
  /** Of the whole picture, in pixels. */
  readonly width: number;
  readonly plot: Plot;
}

/** Builds draw lists, reusing the memory of the last one. */
export interface DrawListBuilder {
  build(picture: Picture): DrawList;
}

/** Makes a builder. */
export function createDrawListBuilder(): DrawListBuilder {
  const pool = new StripPool();
  const shapes = new ShapePool();
  return {
    build(picture) {
      const { lanes, ghost, critical, arrows, viewport, plot, width } = picture;
      const layout = layoutLanes(lanes, ghost, picture);
      const items: DrawItem[] = [];
      pool.restart(Math.ceil(plot.width));
      shapes.restart();
      addGridlines(items, viewport, plot, layout.height);
      for (const row of layout.rows) {
        if (row.labelled) addLabel(items, row, plot);
        const place = { row, viewport, plot, pool, shapes };
        if (ghost && row.ghost) addLane(items, place, ghost, row.ghost, true);
        if (row.lane) addLane(items, place, lanes, row.lane, false);
      }
      if (critical) addCriticalPath(items, layout.rows, critical, viewport, plot);
      arrows?.addTo(items, layout.rows, lanes.grouping, viewport, plot);
      const { height } = layout;
      return { width, height, plot, viewport, layout, lanes, items, spanCount: shapes.used };
    },
  };
}

interface Place {
  readonly row: Row;
  readonly viewport: Viewport;
  readonly plot: Plot;
  readonly pool: StripPool;
  readonly shapes: ShapePool;
}

type SpanItem = Extract<DrawItem, { kind: 'span' }>;
type Shape = { -readonly [Field in keyof SpanItem]: SpanItem[Field] };

/** Items for spans that are used again for every picture: some zooms show thousands, at each step of a gesture. */
class ShapePool {
  readonly #shapes: Shape[] = [];
  #used = 0;

  /** How many shapes the picture has so far. */
  get used(): number {
    return this.#used;
  }

  /** Begins a new picture; the shapes of the last one are taken back. */
  restart(): void {
    this.#used = 0;
  }

  /** Gives a shape, all of whose fields are to be set. */
  take(): Shape {
    const known = this.#shapes[this.#used++];
    if (known) return known;
    const shape: Shape = {
      kind: 'span',
      state: 'starting',
      hue: 0,
      ghost: false,
      x: 0.5,
      y: 0.5,
      width: 0.5,
      height: 0.5,
    };
    this.#shapes.push(shape);
    return shape;
  }
}

const LABEL_LEFT = 16;
const LABEL_GAP = 8;

/** A moment of running is seen as an upright mark this wide. */
export const NARROWEST_RUN = 3;

/** Any other state is at least this wide. */
const NARROWEST_SPAN = 1;

/** What is out of view ends this far outside, so that its end is not seen as one. A multiple of the dotted line's period. */
const OVERHANG = 12;

/** The height of a state's shape as a share of the bar: running stands out by its height too. */
const HEIGHT_SHARE: Readonly<Record<SpanState, number>> = {
  starting: 0.65,
  ready: 0.9,
  running: 1,
  waiting: 0.65,
  blocked: 0.9,
};

const BRACKET_HEIGHT = 4;
const BRACKET_GAP = 1;

/** Brackets that begin closer together than this become one. */
const BRACKET_DISTANCE = 3;

function addGridlines(items: DrawItem[], viewport: Viewport, plot: Plot, height: number): void {
  for (const { x } of timeTicks(viewport, plot)) items.push({ kind: 'gridline', x, y: 0, width: 1, height });
}

function addLabel(items: DrawItem[], row: Row, plot: Plot): void {
  const width = plot.left - LABEL_LEFT - LABEL_GAP;
  if (width <= 0) return;
  const middle = row.barTop + row.barHeight / 2;
  items.push({ kind: 'label', x: LABEL_LEFT, middle, width, text: row.label });
}

function addLane(items: DrawItem[], place: Place, lanes: LaneSet, lane: Lane, ghost: boolean): void {
  const detail = detailOf(lane, lanes.now, place.viewport, place.plot, place.pool);
  addSpans(items, place, lanes, lane, detail, ghost);
  addStrips(items, place, lanes, detail, ghost);
  addBrackets(items, place, lanes, lane, ghost);
  if (!ghost) addErrors(items, place, lane);
}

/** Moments of running come last, so that the states around them do not hide them. */
function addSpans(
  items: DrawItem[],
  place: Place,
  lanes: LaneSet,
  lane: Lane,
  detail: Detail,
  ghost: boolean,
): void {
  if (detail.spans.length === 0) return;
  const { row, viewport, plot, shapes } = place;
  const { start, end, state: states, identity } = lane.spans;
  const right = plot.left + plot.width + OVERHANG;
  const ownHue = lanes.grouping === 'task';
  const moments: DrawItem[] = [];
  for (const index of detail.spans) {
    const code = states[index] as number;
    const state = spanStateOf(code);
    const running = code === SPAN_STATE_CODE.running;
    const from = timeToX(viewport, plot, start[index] as number);
    const to = Math.min(timeToX(viewport, plot, Math.min(end[index] as number, lanes.now)), right);
    const narrowest = running ? NARROWEST_RUN : NARROWEST_SPAN;
    const narrow = to - from < narrowest;
    const x = narrow
      ? (from + to - narrowest) / 2
      : Math.max(from, from + wholePeriods(plot.left - OVERHANG - from));
    const height = row.barHeight * HEIGHT_SHARE[state];
    const shape = shapes.take();
    shape.state = state;
    shape.hue = ownHue ? lane.hue : lanes.hueOf(identity[index] as Lane['actor']);
    shape.ghost = ghost;
    shape.x = x;
    shape.y = row.barTop + (row.barHeight - height) / 2;
    shape.width = narrow ? narrowest : to - x;
    shape.height = height;
    if (narrow && running) moments.push(shape);
    else items.push(shape);
  }
  for (const moment of moments) items.push(moment);
}

/** Cuts off whole periods of the dotted line, so that its dots move with the span they are on. */
const wholePeriods = (length: number): number => Math.floor(length / OVERHANG) * OVERHANG;

function addStrips(items: DrawItem[], place: Place, lanes: LaneSet, detail: Detail, ghost: boolean): void {
  const { columns } = detail;
  if (!columns) return;
  const { row, plot } = place;
  for (const { from, to } of detail.strips) {
    items.push({
      kind: 'strip',
      columns,
      from,
      hueOf: lanes.hueOf,
      ghost,
      x: plot.left + from,
      y: row.barTop,
      width: to - from,
      height: row.barHeight,
    });
  }
}

function addBrackets(items: DrawItem[], place: Place, lanes: LaneSet, lane: Lane, ghost: boolean): void {
  const { row, viewport, plot } = place;
  const { start, end } = lane.holds;
  const head = row.barTop - row.top;
  if (start.length === 0 || head < BRACKET_HEIGHT) return;
  const distance = (BRACKET_DISTANCE / plot.width) * (viewport.to - viewport.from);
  const last = countUpTo(start, viewport.to);
  const rightmost = plot.left + plot.width + OVERHANG;
  let index = Math.max(0, countBelow(start, viewport.from) - 1);
  while (index < last) {
    const first = index;
    while (index + 1 < last && (start[index + 1] as number) - (start[index] as number) < distance) {
      index = Math.max(index + 1, countUpTo(start, (start[index] as number) + distance, last) - 1);
    }
    const until = Math.min(end[index] as number, lanes.now);
    index++;
    if (until < viewport.from) continue;
    const x = Math.max(timeToX(viewport, plot, start[first] as number), plot.left - OVERHANG);
    const right = Math.min(timeToX(viewport, plot, until), rightmost);
    items.push({
      kind: 'bracket',
      ghost,
      x,
      y: row.barTop - BRACKET_GAP - BRACKET_HEIGHT,
      width: Math.max(right - x, NARROWEST_RUN),
      height: BRACKET_HEIGHT,
    });
  }
}

function addErrors(items: DrawItem[], place: Place, lane: Lane): void {
  const { row, viewport, plot } = place;
  const size = Math.min(10, row.barHeight);
  for (const { time } of lane.errors) {
    if (time < viewport.from || time > viewport.to) continue;
    items.push({
      kind: 'error',
      x: timeToX(viewport, plot, time),
      middle: row.barTop + row.barHeight / 2,
      size,
    });
  }
}
