import { assertNever } from '../base/assert-never.ts';
import type { ArrowItem } from './arrow-items.ts';
import { ARROW_MEASURES, ARROW_STYLES, arrowShape, type Point } from './arrow-shape.ts';
import type { DrawItem, DrawList } from './draw-list.ts';
import { colourOf, GHOST_STRENGTH, type Palette } from './palette.ts';
import { blockedStrength, ownStrength } from './strip.ts';
import { escapeXml, svgElement, svgNumber } from './svg-text.ts';
import { baselineAround, fittedText, fontSizeOf } from './text-size.ts';

type Item<Kind extends DrawItem['kind']> = Extract<DrawItem, { kind: Kind }>;

const CORNER = 3;
const DOT_PERIOD = 6;
const DOT = 2;
const LINE_INSET = 5;
const HATCH_PERIOD = 7;

/** Steps in which the strength of a column is told: neighbours of the same strength are one rectangle. */
const STRENGTHS = 32;

/** What pictures of lanes refer to: put once into a document's `<defs>`. @param prefix sets ids apart from others'. */
export const laneDefinitions = (palette: Palette, prefix: string): string =>
  svgElement(
    'pattern',
    { id: `${prefix}hatch`, width: HATCH_PERIOD, height: HATCH_PERIOD, patternUnits: 'userSpaceOnUse' },
    svgElement('rect', { width: HATCH_PERIOD, height: HATCH_PERIOD, fill: palette.ground }) +
      svgElement('path', {
        d: [-HATCH_PERIOD, 0, HATCH_PERIOD]
          .map((shift) => `M${shift - 1} ${HATCH_PERIOD + 1}L${shift + HATCH_PERIOD + 1} -1`)
          .join(''),
        stroke: palette.alarm,
        'stroke-width': 1.8,
      }),
  );

/**
 * The lanes of a draw list as SVG markup: what a canvas shows, as vectors.
 *
 * @param prefix that of the `laneDefinitions` in the same document.
 * @param clip the id of a clip path that the plot is to be cut by.
 */
export function lanesAsSvg(list: DrawList, palette: Palette, prefix: string, clip: string): string {
  const painter = new Painter(palette, prefix);
  const labels = list.items.flatMap((item) => (item.kind === 'label' ? [painter.label(item)] : []));
  const shapes = list.items.map((item) => painter.shape(item));
  return labels.join('') + svgElement('g', { 'clip-path': `url(#${clip})` }, shapes.join(''));
}

/** The part of a picture that lanes are drawn in: a clip path for it. */
export const plotClip = ({ plot, width, height }: DrawList, id: string): string =>
  svgElement(
    'clipPath',
    { id },
    svgElement('rect', { x: plot.left - LINE_INSET, y: 0, width: width - plot.left + LINE_INSET, height }),
  );

class Painter {
  readonly #palette: Palette;
  readonly #prefix: string;

  constructor(palette: Palette, prefix: string) {
    this.#palette = palette;
    this.#prefix = prefix;
  }

  label({ x, middle, width, text }: Item<'label'>): string {
    const size = fontSizeOf(this.#palette);
    return svgElement(
      'text',
      { x, y: baselineAround(middle, size), class: 'label', fill: this.#palette.label },
      escapeXml(fittedText(text, width, size)) + svgElement('title', {}, escapeXml(text)),
    );
  }

  shape(item: DrawItem): string {
    const { gridline, ink, accent, ground, alarm } = this.#palette;
    switch (item.kind) {
      case 'label':
        return '';
      case 'gridline':
        return rectangle({ ...item, x: Math.round(item.x) }, { fill: gridline });
      case 'span':
        return item.ghost ? this.#ghost(item) : this.#span(item);
      case 'strip':
        return this.#strip(item);
      case 'bracket': {
        const [left, right] = [item.x + 0.75, item.x + item.width - 0.75].map(svgNumber);
        const [top, foot] = [item.y + 0.75, item.y + item.height].map(svgNumber);
        return svgElement('path', {
          d: `M${left} ${foot}V${top}H${right}V${foot}`,
          fill: 'none',
          stroke: ink,
          'stroke-width': 1.5,
          opacity: item.ghost ? GHOST_STRENGTH : undefined,
        });
      }
      case 'critical':
        return rectangle(item, { fill: accent, stroke: ground, 'paint-order': 'stroke' });
      case 'arrow':
        return this.#arrow(item);
      case 'error': {
        const { x, middle, size } = item;
        const reach = size / 2;
        const cross = [-1, 1].map(
          (way) =>
            `M${svgNumber(x - reach)} ${svgNumber(middle - way * reach)}L${svgNumber(x + reach)} ${svgNumber(middle + way * reach)}`,
        );
        return svgElement('path', {
          d: cross.join(''),
          stroke: alarm,
          'stroke-width': 2.4,
          'stroke-linecap': 'round',
        });
      }
      default:
        return assertNever(item);
    }
  }

  #span(item: Item<'span'>): string {
    const colour = colourOf(this.#palette, item.hue);
    switch (item.state) {
      case 'running':
        return rounded(item, { fill: colour });
      case 'ready':
        return outline(item, colour, 1.5);
      case 'waiting':
        return rounded(item, { fill: colour, 'fill-opacity': 0.3 }) + dotted(item, colour);
      case 'blocked':
        return rounded(item, { fill: `url(#${this.#prefix}hatch)` }) + outline(item, this.#palette.alarm, 1);
      case 'starting':
        return outline(item, colour, 1, { 'stroke-dasharray': '2 2' });
      default:
        return assertNever(item.state);
    }
  }

  #ghost(item: Item<'span'>): string {
    const colour = colourOf(this.#palette, item.hue);
    return outline(item, colour, 1, {
      opacity: GHOST_STRENGTH,
      ...(item.state === 'running' && { fill: colour, 'fill-opacity': 0.6 }),
    });
  }

  #strip({ columns, from, x, y, width, height, hueOf, ghost }: Item<'strip'>): string {
    const parts: string[] = [];
    const inSteps = (strength: number): number => Math.round(Math.min(1, strength) * STRENGTHS) / STRENGTHS;
    const looks = (column: number): readonly [hue: number, own: number, blocked: number] => [
      hueOf(columns.identity[column] as Parameters<typeof hueOf>[0]),
      columns.states[column] === 0 ? 0 : inSteps(ownStrength(columns, column)),
      columns.states[column] === 0 ? 0 : inSteps(blockedStrength(columns, column)),
    ];
    const beyond = from + width;
    for (let column = from; column < beyond; ) {
      const [hue, own, blocked] = looks(column);
      const first = column;
      while (++column < beyond && looks(column).join() === [hue, own, blocked].join());
      const box = { x: x + first - from, y, width: column - first, height };
      if (own > 0)
        parts.push(rectangle(box, { fill: colourOf(this.#palette, hue), 'fill-opacity': strengthOf(own) }));
      if (blocked > 0)
        parts.push(rectangle(box, { fill: this.#palette.alarm, 'fill-opacity': strengthOf(blocked) }));
    }
    return svgElement(
      'g',
      { 'shape-rendering': 'crispEdges', opacity: ghost ? GHOST_STRENGTH : undefined },
      parts.join(''),
    );
  }

  #arrow(item: ArrowItem): string {
    const { line, head } = arrowShape(item);
    const { dash, head: kind } = ARROW_STYLES[item.arrow];
    const { ink, accent, ground } = this.#palette;
    const colour = item.bend === 0 ? ink : accent;
    const thickness = item.bend === 0 ? ARROW_MEASURES.line : ARROW_MEASURES.emphasised;
    const [start, one, other, end] = line;
    const curve = `M${place(start)}C${place(one)} ${place(other)} ${place(end)}`;
    const tip = `M${head.map(place).join('L')}${kind === 'angle' ? '' : 'Z'}`;
    const common = { fill: 'none', stroke: colour, 'stroke-width': thickness, 'stroke-linejoin': 'round' };
    return (
      svgElement('path', {
        d: curve + tip,
        fill: 'none',
        stroke: ground,
        'stroke-width': thickness + 2 * ARROW_MEASURES.margin,
      }) +
      svgElement('path', { ...common, d: curve, 'stroke-dasharray': dash.join(' ') || undefined }) +
      svgElement('path', {
        ...common,
        d: tip,
        fill: kind === 'filled' ? colour : kind === 'hollow' ? ground : 'none',
      }) +
      svgElement('circle', { cx: item.x1, cy: item.y1, r: ARROW_MEASURES.dotRadius, fill: colour })
    );
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const strengthOf = (strength: number): number | undefined => (strength === 1 ? undefined : strength);

const place = ({ x, y }: Point): string => `${svgNumber(x)} ${svgNumber(y)}`;

const rectangle = ({ x, y, width, height }: Box, attributes: Attributes): string =>
  svgElement('rect', { x, y, width, height, ...attributes });

const rounded = (box: Box, attributes: Attributes): string =>
  rectangle(box, { rx: Math.min(CORNER, box.height / 2, box.width / 2), ...attributes });

function outline(
  { x, y, width, height }: Box,
  colour: string,
  thickness: number,
  attributes: Attributes = {},
): string {
  if (width <= 2 * thickness)
    return rectangle({ x, y, width, height }, { fill: colour, 'fill-opacity': 0.3 });
  const inset = thickness / 2;
  const inner = { x: x + inset, y: y + inset, width: width - thickness, height: height - thickness };
  return rounded(inner, { fill: 'none', stroke: colour, 'stroke-width': thickness, ...attributes });
}

/** The line of a waiting bar. */
function dotted({ x, y, width, height }: Box, colour: string): string {
  const length = width - 2 * LINE_INSET;
  if (length < DOT) return '';
  return svgElement('path', {
    d: `M${svgNumber(x + LINE_INSET + DOT / 2)} ${svgNumber(y + height / 2)}h${svgNumber(length - DOT)}`,
    stroke: colour,
    'stroke-width': DOT,
    'stroke-linecap': 'round',
    'stroke-dasharray': `0 ${DOT_PERIOD}`,
  });
}
