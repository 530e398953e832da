import { pixels, type Seconds, seconds } from '../base/units.ts';
import { createDrawListBuilder, type DrawList } from '../timeline/draw-list.ts';
import type { Palette } from '../timeline/palette.ts';
import { fontSizeOf, laneDefinitions, lanesAsSvg, plotClip } from '../timeline/svg-lanes.ts';
import { escapeXml, svgElement } from '../timeline/svg-text.ts';
import { timeTicks } from '../timeline/ticks.ts';
import { fitViewport, plotOf, timeToX, type Viewport } from '../timeline/viewport.ts';
import type { LaneSet } from '../trace/lanes.ts';

/** One run in a picture. */
export interface PicturedRun {
  /** Its mode: `Threads + lock`. */
  readonly title: string;
  /** Where its figures come from: `Modelled`. */
  readonly provenance: string;
  /** Program seconds. */
  readonly elapsed: Seconds;
  readonly lanes: LaneSet;
}

/** What is pictured, and how. */
export interface PictureOptions {
  readonly title: string;
  readonly runs: readonly PicturedRun[];
  readonly palette: Palette;
  /** The ground around the cards. */
  readonly paper: string;
  /** The colour of the playhead. */
  readonly playhead: string;
  /** The width of the picture, in pixels; its height is as the lanes need. */
  readonly width: number;
  /** Where the playhead stands, in program seconds: what comes after it is veiled. `null` for the whole of the runs. */
  readonly time: Seconds | null;
  /** The stretch that is shown; the whole of the longest run unless given. */
  readonly viewport?: Viewport;
  /** Where the picture can be seen moving: it is in the metadata, and in the caption. `null` for nowhere. */
  readonly address: string | null;
  /** Sets the ids of the document apart from those of others in the same page. */
  readonly prefix?: string;
}

const EDGE = 24;
const HEADING = 34;
const AXIS = 26;
const GROUP_HEADING = 30;
const GAP = 10;
const CAPTION = 30;
const GUTTER = 130;
const LANE_HEIGHT = 18;
const TALLEST = 380;
const CARD_CORNER = 8;
const VEIL = 0.62;

/** Numbers of the axis closer than this to the playhead give way to its own. */
const FLAG_ROOM = 36;

/**
 * Runs as an SVG document of its own: lanes on one time axis, with headings, the playhead and a caption. It needs no
 * script, no style sheet and no typeface of ours: where Inter is missing, text falls back to the system's.
 */
export function pictureAsSvg(options: PictureOptions): string {
  const { title, runs, palette, width, time, address, prefix = 'interleave-' } = options;
  const longest = seconds(Math.max(0, ...runs.map(({ elapsed }) => elapsed)));
  const viewport = options.viewport ?? fitViewport(longest);
  const inner = width - 2 * EDGE;
  const plot = plotOf(inner, GUTTER);
  const size = fontSizeOf(palette);
  const text = (
    x: number,
    y: number,
    content: string,
    attributes: Record<string, string | number> = {},
  ): string => svgElement('text', { x, y, fill: palette.ink, ...attributes }, escapeXml(content));

  const parts: string[] = [];
  const definitions = [laneDefinitions(palette, prefix)];
  let y = EDGE;
  parts.push(text(EDGE, y + size, title, { 'font-size': size * 1.4, 'font-weight': 650 }));
  y += HEADING;
  const now = time === null ? null : timeToX(viewport, plot, time);
  for (const { x, label } of timeTicks(viewport, plot)) {
    if (now !== null && Math.abs(x - now) < FLAG_ROOM) continue;
    parts.push(text(EDGE + x, y + AXIS - 8, label, { fill: palette.label, 'text-anchor': 'middle' }));
  }
  y += AXIS;
  const top = y;
  for (const [index, run] of runs.entries()) {
    const list = drawListOf(run, viewport, inner, palette);
    const height = GROUP_HEADING + list.height;
    const clip = `${prefix}plot-${index}`;
    definitions.push(plotClip(list, clip));
    parts.push(
      svgElement('rect', {
        x: EDGE,
        y,
        width: inner,
        height,
        rx: CARD_CORNER,
        fill: palette.ground,
        stroke: palette.gridline,
      }),
      text(EDGE + 16, y + 20, run.title, { 'font-weight': 650 }),
      text(EDGE + inner - 16, y + 20, `${run.provenance} · ${run.elapsed.toFixed(2)} s`, {
        fill: palette.label,
        'text-anchor': 'end',
      }),
      svgElement(
        'g',
        { transform: `translate(${EDGE} ${y + GROUP_HEADING})` },
        lanesAsSvg(list, palette, prefix, clip) + veil(list, options, now),
      ),
    );
    y += height + GAP;
  }
  if (time !== null && now !== null) parts.push(flag(EDGE + now, top, y - GAP, time, options.playhead));
  if (address !== null) {
    const link = text(EDGE, y + 18, address, { fill: palette.label });
    parts.push(svgElement('a', { href: address }, link));
    y += CAPTION;
  }
  const height = Math.ceil(y - GAP + EDGE);
  const described = runs.map((run) => `${run.title}: ${run.elapsed.toFixed(2)} s (${run.provenance})`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': 'Inter Variable, Inter, system-ui, sans-serif',
      'font-size': size,
    },
    [
      svgElement('title', {}, escapeXml(title)),
      svgElement('desc', {}, escapeXml(`${described.join('; ')}.`)),
      ...(address === null ? [] : [svgElement('metadata', {}, escapeXml(address))]),
      svgElement('defs', {}, definitions.join('')),
      svgElement('rect', { width, height, fill: options.paper }),
      ...parts,
    ].join(''),
  )}\n`;
}

function drawListOf({ lanes }: PicturedRun, viewport: Viewport, width: number, palette: Palette): DrawList {
  const scale = fontSizeOf(palette) / 12.5;
  return createDrawListBuilder().build({
    lanes,
    ghost: null,
    viewport,
    width: pixels(width),
    plot: plotOf(width, GUTTER),
    laneHeight: Math.round(LANE_HEIGHT * scale),
    maximumHeight: TALLEST,
  });
}

/** Fades what has not happened yet. @param now where the playhead is, from the left edge of the lanes. */
function veil({ width, height }: DrawList, { palette }: PictureOptions, now: number | null): string {
  if (now === null || now >= width) return '';
  return svgElement('rect', {
    x: now,
    y: 0,
    width: width - now - 1,
    height: height - 1,
    fill: palette.ground,
    'fill-opacity': VEIL,
  });
}

/** The playhead: a line through all runs, and its time. */
const flag = (x: number, top: number, foot: number, time: Seconds, colour: string): string =>
  svgElement('rect', { x: x - 0.75, y: top - 4, width: 1.5, height: foot - top + 4, fill: colour }) +
  svgElement(
    'text',
    { x, y: top - 8, fill: colour, 'font-weight': 650, 'text-anchor': 'middle' },
    escapeXml(`${time.toFixed(2)} s`),
  );
