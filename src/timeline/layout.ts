import type { Lane, LaneSet } from '../trace/lanes/lanes.ts';

/** How lanes are laid out. */
export interface LayoutOptions {
  /** Pixels from one lane to the next. */
  readonly laneHeight: number;
  /** Lanes become narrower rather than exceed this height together, down to `NARROWEST_LANE` each. */
  readonly maximumHeight?: number | undefined;
  /** What a lane is labelled with, by its name; its name unless given. */
  readonly labelOf?: ((name: string) => string) | undefined;
}

/** One row of the picture: a lane, what was predicted for it, both, or only the room of a lane that is not there. */
export interface Row {
  readonly name: string;
  /** What is written beside it. */
  readonly label: string;
  readonly lane: Lane | null;
  /** The lane of the same name in the prediction. */
  readonly ghost: Lane | null;
  /** Pixels from the top of the picture. */
  readonly top: number;
  readonly height: number;
  /** The bars' share of the row; brackets of held locks stand above it. */
  readonly barTop: number;
  readonly barHeight: number;
  readonly labelled: boolean;
}

/** The rows of a picture, from the top. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly height: number;
}

/** The narrowest a lane becomes, in pixels. */
const NARROWEST_LANE = 4;

const PADDING = 5;
const GAP = 2;
const BRACKET_ROOM = 6;
const ROOM_FOR_LABEL = 12;

/**
 * Lays out lanes and their prediction, one row for each name. The rows of the prediction come first and in its order, so
 * that rows stay where they are while a live run brings its lanes one by one.
 */
export function layoutLanes(lanes: LaneSet, ghost: LaneSet | null, options: LayoutOptions): Layout {
  const pairs = lanes.order ? inOrder(lanes.lanes, lanes.order) : pairByName(lanes.lanes, ghost?.lanes ?? []);
  const hasHolds = pairs.some(({ lane, ghost }) => (lane ?? ghost)?.holds.start.length);
  const room =
    options.maximumHeight === undefined ? Number.POSITIVE_INFINITY : options.maximumHeight - 2 * PADDING;
  const wanted = options.laneHeight + (hasHolds ? BRACKET_ROOM : 0);
  const height = Math.max(NARROWEST_LANE, Math.min(wanted, Math.floor(room / Math.max(1, pairs.length))));
  const gap = height > 2 * NARROWEST_LANE ? GAP : 1;
  const head = height === wanted && hasHolds ? BRACKET_ROOM : 0;
  const labelEvery = Math.ceil(ROOM_FOR_LABEL / height);
  const rows = pairs.map((pair, index) => {
    const top = PADDING + index * height;
    return {
      ...pair,
      label: options.labelOf?.(pair.name) ?? pair.name,
      top,
      height,
      barTop: top + head + gap / 2,
      barHeight: height - head - gap,
      labelled: index % labelEvery === 0,
    };
  });
  return { rows, height: pairs.length * height + 2 * PADDING };
}

/** The row at a height of the picture, or `undefined` above, below and between. */
export function rowAt(layout: Layout, y: number): Row | undefined {
  return layout.rows.find(({ top, height }) => y >= top && y < top + height);
}

interface Pair<Named> {
  readonly name: string;
  readonly lane: Lane | null;
  readonly ghost: Named | null;
}

/** Pairs lanes with whatever has their name: that in its order, then the lanes of another name. */
export function pairByName<Named extends { readonly name: string }>(
  lanes: readonly Lane[],
  ghosts: readonly Named[],
): readonly Pair<Named>[] {
  const unmatched = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const namesakes = unmatched.get(lane.name);
    if (namesakes) namesakes.push(lane);
    else unmatched.set(lane.name, [lane]);
  }
  const matched = new Set<Lane>();
  const predicted = ghosts.map((ghost) => {
    const lane = unmatched.get(ghost.name)?.shift() ?? null;
    if (lane) matched.add(lane);
    return { name: ghost.name, lane, ghost };
  });
  const rest = lanes.filter((lane) => !matched.has(lane));
  return [...predicted, ...rest.map((lane) => ({ name: lane.name, lane, ghost: null }))];
}

/** Lanes in an order that is given, without a prediction. */
const inOrder = (lanes: readonly Lane[], names: readonly string[]): readonly Pair<Lane>[] =>
  pairByName(
    lanes,
    names.map((name) => ({ name })),
  ).map(({ name, lane }) => ({ name, lane, ghost: null }));
