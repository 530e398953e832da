import { type Seconds, seconds } from '../base/units.ts';
import type { LaneSet } from '../trace/lanes/lanes.ts';
import type { ArrowLayer } from './arrow-items.ts';
import type { CriticalLines } from './critical-lines.ts';
import { createDrawListBuilder, type DrawList } from './draw-list.ts';
import type { Palette } from './palette.ts';
import { fittedText, fontSizeOf } from './text-size.ts';
import { isUnderFlag, type StepCount, timeTicks } from './ticks.ts';
import { fitViewport, plotOf, timeToX, type Viewport } from './viewport.ts';

/** One run in a picture. */
export interface PicturedRun {
  /** Its mode: `Threads + lock`. */
  readonly title: string;
  /** Where its figures come from: `Modelled`. */
  readonly provenance: string;
  /** Program seconds. */
  readonly elapsed: Seconds;
  /** How long it took in words, where that is not counted in seconds: `12 steps`. */
  readonly elapsedText?: string | undefined;
  readonly lanes: LaneSet;
  /** Its critical path, where that is to be shown. */
  readonly critical?: CriticalLines | null;
  /** What one actor does for another, where that is to be shown. */
  readonly arrows?: ArrowLayer | null;
  /** What a lane is labelled with, by its name; its name unless given. */
  readonly labelOf?: ((name: string) => string) | undefined;
}

/** The colours of a picture: those of lanes, and of what is around them. */
export interface PictureColours {
  readonly palette: Palette;
  /** The ground around the cards. */
  readonly paper: string;
  readonly playhead: string;
}

/** What is pictured, and how. */
export interface CompositionOptions extends PictureColours {
  readonly title: string;
  readonly runs: readonly PicturedRun[];
  /** The width of the picture, in pixels; its height is as the lanes need. */
  readonly width: number;
  /** The stretch that is shown; the whole of the longest run unless given. */
  readonly viewport?: Viewport;
  /** Where the picture can be seen moving: it is in the metadata, and in the caption. `null` for nowhere. */
  readonly address: string | null;
  /** What the axis counts instead of seconds. */
  readonly clock?: PictureClock | null;
}

/** Says in a picture where on its axis a moment is, where the axis counts no seconds. */
export interface PictureClock {
  readonly steps: StepCount;
  /** A moment in words: `step 4`. */
  readonly momentText: (time: Seconds) => string;
}

/** One thing in a picture. Its place is in pixels from the left edge and the top of the picture. */
export type CompositionItem =
  | {
      readonly kind: 'text';
      readonly x: number;
      /** The line that the text stands on. */
      readonly y: number;
      readonly text: string;
      /** In pixels. */
      readonly size: number;
      readonly weight: number;
      readonly colour: string;
      readonly anchor: 'start' | 'middle' | 'end';
      /** Where it leads, if anywhere. */
      readonly link: string | null;
    }
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: string;
      /** How much it hides of what is under it, 0 to 1. */
      readonly strength: number;
      /** The radius of its corners. */
      readonly corner: number;
      /** The colour of its edge; none where it is `null`. */
      readonly edge: string | null;
    }
  | { readonly kind: 'lanes'; readonly x: number; readonly y: number; readonly list: DrawList };

/**
 * Runs as one picture: lanes on one time axis, with headings and a caption. What it looks like is said here once, for the
 * painters of SVG and of canvases.
 */
export interface Composition extends PictureColours {
  readonly title: string;
  /** The whole of it in a sentence. */
  readonly description: string;
  readonly address: string | null;
  /** In pixels. Both are even, as video asks for. */
  readonly width: number;
  readonly height: number;
  /** What is the same wherever the playhead is. */
  readonly still: readonly CompositionItem[];
  /**
   * What lies over that: the numbers of the axis, the playhead, and the veil over what comes after it.
   *
   * @param time where the playhead stands, in program seconds; `null` for a picture of the whole of the runs.
   */
  at(time: Seconds | null): readonly CompositionItem[];
}

const EDGE = 24;
const HEADING = 34;
const AXIS = 26;
const GROUP_HEADING = 30;
const GROUP_MARGIN = 16;
const GAP = 10;
const CAPTION = 30;
const GUTTER = 130;
const LANE_HEIGHT = 18;
const TALLEST = 380;
const CARD_CORNER = 8;
const VEIL = 0.62;

/** What the veil leaves of a card at its right, so that it stays within rounded corners. Nothing is drawn there. */
const VEIL_MARGIN = 5;

const BOLD = 650;
const REGULAR = 500;

/** The size of text that lanes 18 pixels high belong to. */
const ORDINARY_SIZE = 12.5;

type Text = Extract<CompositionItem, { kind: 'text' }>;
type Rectangle = Extract<CompositionItem, { kind: 'rectangle' }>;

/** Composes a picture. Takes the lanes as they are now, and goes on showing them so. */
export function composePicture(options: CompositionOptions): Composition {
  const { title, runs, palette, paper, address, clock = null } = options;
  const width = even(options.width);
  const longest = seconds(Math.max(0, ...runs.map(({ elapsed }) => elapsed)));
  const viewport = options.viewport ?? fitViewport(longest);
  const inner = width - 2 * EDGE;
  const plot = plotOf(inner, GUTTER);
  const size = fontSizeOf(palette);
  const text = (x: number, y: number, content: string, look: Partial<Text> = {}): Text => ({
    kind: 'text',
    x,
    y,
    text: content,
    size,
    weight: REGULAR,
    colour: palette.ink,
    anchor: 'start',
    link: null,
    ...look,
  });

  const heading = size * 1.4;
  const top = EDGE + HEADING + AXIS;
  const still: CompositionItem[] = [
    text(EDGE, EDGE + size, fittedText(title, inner, heading), { size: heading, weight: BOLD }),
  ];
  const veiled: Rectangle[] = [];
  let y = top;
  for (const run of runs) {
    const list = drawListOf(run, viewport, inner, palette);
    const height = GROUP_HEADING + list.height;
    still.push(
      {
        ...box({ x: EDGE, y, width: inner, height }, palette.ground),
        corner: CARD_CORNER,
        edge: palette.gridline,
      },
      text(EDGE + GROUP_MARGIN, y + 20, run.title, { weight: BOLD }),
      text(EDGE + inner - GROUP_MARGIN, y + 20, `${run.provenance} · ${elapsedOf(run)}`, {
        colour: palette.label,
        anchor: 'end',
      }),
      { kind: 'lanes', x: EDGE, y: y + GROUP_HEADING, list },
    );
    veiled.push(
      box(
        { x: EDGE, y: y + GROUP_HEADING, width: inner - VEIL_MARGIN, height: list.height - 1 },
        palette.ground,
        VEIL,
      ),
    );
    y += height + GAP;
  }
  const foot = y - GAP;
  if (address !== null) {
    const words = fittedText(address, inner, size);
    still.push(text(EDGE, y + 18, words, { colour: palette.label, link: address }));
    y += CAPTION;
  }
  const ticks = timeTicks(viewport, plot, clock?.steps);
  const described = runs.map((run) => `${run.title}: ${elapsedOf(run)} (${run.provenance})`);
  return {
    title,
    description: `${described.join('; ')}.`,
    address,
    palette,
    paper,
    playhead: options.playhead,
    width,
    height: even(y - GAP + EDGE),
    still,
    at(time) {
      const now = time === null ? null : timeToX(viewport, plot, time);
      const numbers = ticks
        .filter((tick) => now === null || !isUnderFlag(tick, now, size))
        .map(({ x, label }) => text(EDGE + x, top - 8, label, { colour: palette.label, anchor: 'middle' }));
      if (time === null || now === null) return numbers;
      const hidden = veiled.flatMap((whole) => rightOf(EDGE + Math.max(now, plot.left), whole));
      if (now < plot.left || now > inner) return [...numbers, ...hidden];
      const words = clock?.momentText(time) ?? secondsText(time);
      return [...numbers, ...hidden, ...flag(EDGE + now, top, foot, words, text, options.playhead)];
    },
  };
}

const secondsText = (time: Seconds): string => `${time.toFixed(2)} s`;

const elapsedOf = ({ elapsed, elapsedText = secondsText(elapsed) }: PicturedRun): string => elapsedText;

const even = (length: number): number => 2 * Math.ceil(length / 2);

function drawListOf(run: PicturedRun, viewport: Viewport, width: number, palette: Palette): DrawList {
  const { lanes, critical = null, arrows = null, labelOf } = run;
  return createDrawListBuilder().build({
    lanes,
    ghost: null,
    critical,
    arrows,
    labelOf,
    viewport,
    width,
    plot: plotOf(width, GUTTER),
    laneHeight: Math.round((LANE_HEIGHT * fontSizeOf(palette)) / ORDINARY_SIZE),
    maximumHeight: TALLEST,
  });
}

const box = (
  place: Pick<Rectangle, 'x' | 'y' | 'width' | 'height'>,
  colour: string,
  strength = 1,
): Rectangle => ({ kind: 'rectangle', ...place, colour, strength, corner: 0, edge: null });

/** What of a rectangle is right of a place; nothing where it ends before. */
function rightOf(x: number, whole: Rectangle): Rectangle[] {
  const width = whole.x + whole.width - x;
  return width > 0 ? [{ ...whole, x, width }] : [];
}

/** The playhead: a line through all runs, and its time. */
const flag = (
  x: number,
  top: number,
  foot: number,
  words: string,
  text: (x: number, y: number, content: string, look: Partial<Text>) => Text,
  colour: string,
): readonly CompositionItem[] => [
  box({ x: x - 0.75, y: top - 4, width: 1.5, height: foot - top + 4 }, colour),
  text(x, top - 8, words, { colour, weight: BOLD, anchor: 'middle' }),
];
