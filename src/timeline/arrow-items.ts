import { countBelow, countUpTo } from '../base/binary-search.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { ARROW_CODE, type ArrowKind, type Arrows, arrowKindOf } from '../trace/arrows/arrow-columns.ts';
import type { Grouping } from '../trace/lanes/lanes.ts';
import type { Row } from './layout.ts';
import { type Plot, timeToX, type Viewport } from './viewport.ts';

/** An arrow from the bar of one lane to that of another, or from or to whoever has no lane, above the first one. */
export interface ArrowItem {
  readonly kind: 'arrow';
  readonly arrow: ArrowKind;
  /** Where it begins, in pixels. */
  readonly x1: number;
  readonly y1: number;
  /** Where its head ends; never at the height where it begins. */
  readonly x2: number;
  readonly y2: number;
  /**
   * The side to which it bends: 0 for an upright one, -1 to the left and 1 to the right for one that has just happened, which
   * would else lie under the playhead.
   */
  readonly bend: -1 | 0 | 1;
}

/** A stretch of the events of a trace; `to` is not included. */
export interface EventRange {
  readonly from: number;
  readonly to: number;
}

/** Which arrows of a trace are to be shown. */
export interface ShownArrows {
  readonly arrows: Arrows;
  /** Whether all are wanted, or only those of `focus`. */
  readonly all: boolean;
  /** Who is pointed at or selected. */
  readonly focus: readonly ActorId[];
  /** What happens at the step where the playhead stands. */
  readonly step: EventRange;
  /** Program seconds. */
  readonly playhead: number;
}

/** The arrows that pictures of lanes show, whatever their viewport. */
export interface ArrowLayer {
  /** Adds the arrows that a viewport shows to the items of a picture. */
  addTo(
    items: { push(item: ArrowItem): void },
    rows: readonly Row[],
    grouping: Grouping,
    viewport: Viewport,
    plot: Plot,
  ): void;
}

/** No more arrows than this are in view: more would hide what they connect. */
export const MOST_ARROWS = 60;

/** How far on both sides of the playhead arrows are shown where all of them would be too many, in pixels. */
const AROUND_PLAYHEAD = 40;

/** Arrows of one kind between the same lanes whose heads are closer together than this are one arrow. */
const CLOSE = 2;

/** An arrow of the GIL so close beside another arrow could not be told from it, in pixels. */
const BLURRED = 6;

/** How far the head reaches into a bar, in pixels, and as a share of its height at most. */
const REACH = 6;
const MOST_REACH = 0.4;

/** The height at which arrows from and to those without a lane end. */
const ABOVE = 1;
const ABOVE_BENT = 5;

/** The room beside an arrow that it needs for bending there, in pixels. */
const BEND_ROOM = 24;

/**
 * Puts arrows on lanes: those whose heads a viewport shows. Lanes by core have none, for what wakes whom is not about where
 * something runs.
 *
 * An arrow of the GIL is left out where at this scale it would lie on another one: zooming in brings it out. More than
 * `MOST_ARROWS` are not shown: those of the GIL are left out first, then all but those of whom is pointed at or
 * selected. Where nobody is, or there are too many of them alone, only those near the playhead are left. What happens at
 * the playhead's step is never left out.
 */
export const arrowLayer = (shown: ShownArrows): ArrowLayer => ({
  addTo(items, rows, grouping, viewport, plot) {
    if (grouping === 'core' || (!shown.all && shown.focus.length === 0)) return;
    const view = new ArrowView(rows, grouping, shown, viewport, plot);
    // The shorter of two that share their line has its head on that of the longer.
    for (const item of view.chosen().toSorted((one, other) => heightOf(other) - heightOf(one)))
      items.push(item);
    for (const item of view.emphasised()) items.push(item);
  },
});

/** The arrows, by index, whose heads are at some events, as far as lanes of a grouping can show them. */
export function arrowsAt(arrows: Arrows, { from, to }: EventRange, grouping: Grouping): readonly number[] {
  const first = countBelow(arrows.toEvent, from, arrows.length);
  const last = countBelow(arrows.toEvent, to, arrows.length);
  const { fromLane, toLane } = lanesOf(arrows, grouping);
  return Array.from({ length: last - first }, (_, place) => first + place).filter((index) => {
    const [from, to] = [fromLane[index], toLane[index]];
    const arrow = arrowKindOf(arrows.kind[index] as number);
    return from !== to && isOnLanes(arrow, from !== NO_ACTOR, to !== NO_ACTOR, grouping);
  });
}

/** By arrow, whose lanes it connects. */
const lanesOf = (
  arrows: Arrows,
  grouping: Grouping,
): { readonly fromLane: Int32Array; readonly toLane: Int32Array } =>
  grouping === 'task'
    ? { fromLane: arrows.fromTask, toLane: arrows.toTask }
    : { fromLane: arrows.fromThread, toLane: arrows.toThread };

/**
 * Whether an arrow can be shown by who of its actors has a lane. Among lanes by task there is something above the first:
 * threads that work on no task, and a task that is left out.
 */
function isOnLanes(arrow: ArrowKind, from: boolean, to: boolean, grouping: Grouping): boolean {
  if (from && to) return true;
  if (grouping !== 'task' || arrow === 'gil') return false;
  return arrow === 'spawn' ? to : from || to;
}

const heightOf = ({ y1, y2 }: ArrowItem): number => Math.abs(y2 - y1);

type IsWanted = (index: number) => boolean;

class ArrowView {
  readonly #rowOf: ReadonlyMap<ActorId, Row>;
  readonly #shown: ShownArrows;
  readonly #viewport: Viewport;
  readonly #plot: Plot;
  readonly #grouping: Grouping;
  readonly #fromLane: Int32Array;
  readonly #toLane: Int32Array;

  constructor(rows: readonly Row[], grouping: Grouping, shown: ShownArrows, viewport: Viewport, plot: Plot) {
    const { arrows } = shown;
    this.#rowOf = new Map(rows.flatMap((row) => (row.lane ? [[row.lane.actor, row] as const] : [])));
    this.#shown = shown;
    this.#viewport = viewport;
    this.#plot = plot;
    this.#grouping = grouping;
    const { fromLane, toLane } = lanesOf(arrows, grouping);
    this.#fromLane = fromLane;
    this.#toLane = toLane;
  }

  /** The arrows in view, but for those at the playhead's step; of too many the most telling. */
  chosen(): readonly ArrowItem[] {
    const { all, focus, arrows } = this.#shown;
    const isOthers: IsWanted = (index) => arrows.kind[index] !== ARROW_CODE.gil;
    const isFocus: IsWanted = (index) => this.#isFocus(index);
    const attempts: IsWanted[] = all ? [() => true, isOthers] : [];
    if (focus.length > 0) attempts.push(isFocus, (index) => isOthers(index) && isFocus(index));
    for (const isWanted of attempts) {
      const items = this.#collect(isWanted);
      if (items) return withoutBlurredGil(items);
    }
    const { playhead } = this.#shown;
    const scale = this.#plot.width / (this.#viewport.to - this.#viewport.from);
    const isNear: IsWanted = (index) =>
      Math.abs((arrows.toTime[index] as number) - playhead) * scale <= AROUND_PLAYHEAD;
    const isWanted = attempts.at(-1) ?? isOthers;
    return this.#collect((index) => isNear(index) && isWanted(index)) ?? [];
  }

  /** The arrows of the playhead's step. */
  emphasised(): readonly ArrowItem[] {
    const { arrows, all, step } = this.#shown;
    const items: ArrowItem[] = [];
    for (const index of arrowsAt(arrows, step, this.#grouping)) {
      const item = all || this.#isFocus(index) ? this.#itemOf(index, true) : null;
      if (item) items.push(item);
    }
    return items;
  }

  /** The wanted arrows in view; `null` for more than can be shown. */
  #collect(isWanted: IsWanted): readonly ArrowItem[] | null {
    const { arrows, step } = this.#shown;
    const { toTime, toEvent, kind, length } = arrows;
    const items: ArrowItem[] = [];
    const drawn = new Map<string, number>();
    const last = countUpTo(toTime, this.#viewport.to, length);
    for (let index = countBelow(toTime, this.#viewport.from, length); index < last; index++) {
      if (!isWanted(index)) continue;
      const event = toEvent[index] as number;
      if (event >= step.from && event < step.to) continue;
      const item = this.#itemOf(index, false);
      if (!item) continue;
      const between = `${kind[index]} ${item.y1} ${item.y2}`;
      const before = drawn.get(between);
      if (before !== undefined && item.x2 - before < CLOSE) continue;
      drawn.set(between, item.x2);
      if (items.length === MOST_ARROWS) return null;
      items.push(item);
    }
    return items;
  }

  #isFocus(index: number): boolean {
    const { from, to, subject } = this.#shown.arrows;
    for (const actor of this.#shown.focus) {
      if (from[index] === actor || to[index] === actor || subject[index] === actor) return true;
      if (this.#fromLane[index] === actor || this.#toLane[index] === actor) return true;
    }
    return false;
  }

  /** What is drawn of an arrow; `null` for one whose ends are not on two lanes. */
  #itemOf(index: number, emphasised: boolean): ArrowItem | null {
    const { fromTime, toTime, kind } = this.#shown.arrows;
    const from = this.#rowOf.get(this.#fromLane[index] as ActorId);
    const to = this.#rowOf.get(this.#toLane[index] as ActorId);
    const arrow = arrowKindOf(kind[index] as number);
    if (from === to || !isOnLanes(arrow, from !== undefined, to !== undefined, this.#grouping)) return null;
    const x2 = timeToX(this.#viewport, this.#plot, toTime[index] as number);
    const down = !from || (to !== undefined && to.top > from.top);
    const above = emphasised ? ABOVE_BENT : ABOVE;
    return {
      kind: 'arrow',
      arrow,
      x1: timeToX(this.#viewport, this.#plot, fromTime[index] as number),
      y1: from ? middleOf(from) : above,
      x2,
      y2: to ? (emphasised ? middleOf(to) : headOf(to, down)) : above,
      bend: emphasised ? (x2 - this.#plot.left < BEND_ROOM ? 1 : -1) : 0,
    };
  }
}

const middleOf = ({ barTop, barHeight }: Row): number => barTop + barHeight / 2;

/** Where the head of an arrow to a row ends: a little within its bar, from above or from below. */
function headOf({ barTop, barHeight }: Row, down: boolean): number {
  const reach = Math.min(REACH, barHeight * MOST_REACH);
  return down ? barTop + reach : barTop + barHeight - reach;
}

/** Leaves out the arrows of the GIL that lie on another arrow. */
function withoutBlurredGil(items: readonly ArrowItem[]): readonly ArrowItem[] {
  const others = items.filter(({ arrow }) => arrow !== 'gil');
  return items.filter((item) => item.arrow !== 'gil' || !others.some((other) => overlap(item, other)));
}

const overlap = (one: ArrowItem, other: ArrowItem): boolean =>
  Math.abs(one.x2 - other.x2) < BLURRED &&
  Math.min(one.y1, one.y2) < Math.max(other.y1, other.y2) &&
  Math.min(other.y1, other.y2) < Math.max(one.y1, one.y2);
