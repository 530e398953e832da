import { assertNever } from '../base/assert-never.ts';
import type { SpanState } from '../trace/spans.ts';
import { drawArrow } from './arrow-painter.dom.ts';
import type { DrawItem, DrawList } from './draw-list.ts';
import { colourOf, GHOST_STRENGTH, type Palette } from './palette.ts';
import { contextOf, StripImage } from './strip-image.dom.ts';
import { baselineAround, fontSizeOf, shortenedText } from './text-size.ts';

/** Draws draw lists on a canvas. */
export interface CanvasRenderer {
  /** Takes the colours of a theme. */
  setPalette(palette: Palette): void;
  /**
   * Draws a picture, sizing the canvas to it where it has changed.
   *
   * @param ratio device pixels per CSS pixel.
   */
  draw(list: DrawList, ratio: number): void;
}

type SpanItem = Extract<DrawItem, { kind: 'span' }>;
type LabelItem = Extract<DrawItem, { kind: 'label' }>;

/** How wide shapes have to be for their details. */
interface Finesse {
  /** Narrower shapes have square corners: a rounded one takes several times as long, and nobody sees it. */
  readonly roundedFrom: number;
  /** Narrower waiting bars carry no dotted line. */
  readonly lineFrom: number;
  /** Narrower outlines are filled. */
  readonly outlineFrom: number;
}

/** The lowest bar, in pixels, whose outline leaves something open within. */
const LOWEST_OUTLINE = 6;

const FINE: Finesse = { roundedFrom: 10, lineFrom: 12, outlineFrom: 6 };

/** For a picture of so many spans that details would be a blur, and take longer than a gesture allows. */
const COARSE: Finesse = { roundedFrom: 24, lineFrom: 24, outlineFrom: 14 };
const COARSE_FROM = 2000;

const CORNER = 3;

/** One dot and one gap of a waiting bar's line, and the dot's diameter. The width of the tile that it is painted with. */
const DOT_PERIOD = 6;
const DOT = 2;
const LINE_INSET = 5;

const HATCH_PERIOD = 7;

/** Makes a renderer for a canvas. */
export function createCanvasRenderer(canvas: HTMLCanvasElement, palette: Palette): CanvasRenderer {
  return new Renderer(canvas, palette);
}

class Renderer implements CanvasRenderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #strips: StripImage;
  readonly #fitted = new Map<string, string>();
  #dots = new Map<string, CanvasPattern | null>();
  #hatch: CanvasPattern | null = null;
  #palette: Palette;
  #finesse = FINE;
  #ratio = 0;
  #style: string | CanvasPattern | null = null;
  #strength = 1;

  constructor(canvas: HTMLCanvasElement, palette: Palette) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    this.#strips = new StripImage(canvas.ownerDocument);
    this.#palette = palette;
    this.setPalette(palette);
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#strips.setPalette(palette);
    this.#dots.clear();
    this.#hatch = null;
    this.#fitted.clear();
  }

  draw(list: DrawList, ratio: number): void {
    this.#resize(list, ratio);
    this.#finesse = list.spanCount < COARSE_FROM ? FINE : COARSE;
    this.#strips.prepare(list);
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, list.width, list.height);
    context.imageSmoothingEnabled = false;
    context.font = this.#palette.font;
    this.#style = null;
    this.#strength = Number.NaN;
    this.#paint(this.#palette.label, 1);
    for (const item of list.items) if (item.kind === 'label') this.#label(item);
    context.save();
    context.beginPath();
    context.rect(list.plot.left - LINE_INSET, 0, list.width - list.plot.left + LINE_INSET, list.height);
    context.clip();
    for (const item of list.items) this.#draw(item);
    this.#strengthen(1);
    context.restore();
  }

  /** Sets what shapes are filled with. A canvas takes its time even for what it has already. */
  #paint(style: string | CanvasPattern, strength: number): void {
    if (style !== this.#style) {
      this.#style = style;
      this.#context.fillStyle = style;
    }
    this.#strengthen(strength);
  }

  #strengthen(strength: number): void {
    if (strength === this.#strength) return;
    this.#strength = strength;
    this.#context.globalAlpha = strength;
  }

  #resize({ width, height }: DrawList, ratio: number): void {
    const canvas = this.#canvas;
    const deviceWidth = Math.round(width * ratio);
    const deviceHeight = Math.round(height * ratio);
    if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
    if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
    if (ratio !== this.#ratio) {
      this.#ratio = ratio;
      this.#dots.clear();
      this.#hatch = null;
    }
  }

  #draw(item: DrawItem): void {
    const context = this.#context;
    switch (item.kind) {
      case 'gridline':
        this.#paint(this.#palette.gridline, 1);
        context.fillRect(Math.round(item.x), item.y, item.width, item.height);
        return;
      case 'span':
        if (item.ghost) this.#ghost(item);
        else this.#span(item);
        return;
      case 'strip':
        this.#strengthen(item.ghost ? GHOST_STRENGTH : 1);
        this.#strips.draw(item, context);
        return;
      case 'bracket':
        this.#strengthen(item.ghost ? GHOST_STRENGTH : 1);
        context.strokeStyle = this.#palette.ink;
        context.lineWidth = 1.5;
        context.beginPath();
        context.moveTo(item.x + 0.75, item.y + item.height);
        context.lineTo(item.x + 0.75, item.y + 0.75);
        context.lineTo(item.x + item.width - 0.75, item.y + 0.75);
        context.lineTo(item.x + item.width - 0.75, item.y + item.height);
        context.stroke();
        return;
      case 'critical':
        this.#paint(this.#palette.ground, 1);
        context.fillRect(item.x - 1, item.y - 1, item.width + 2, item.height + 1);
        this.#paint(this.#palette.accent, 1);
        context.fillRect(item.x, item.y, item.width, item.height);
        return;
      case 'arrow':
        this.#strengthen(1);
        drawArrow(context, item, this.#palette);
        this.#style = null;
        return;
      case 'error':
        this.#cross(item.x, item.middle, item.size / 2);
        return;
      case 'label':
        return;
      default:
        assertNever(item);
    }
  }

  #span(item: SpanItem): void {
    const colour = colourOf(this.#palette, item.hue);
    const { state, width } = item;
    const { lineFrom, outlineFrom } = this.#finesse;
    switch (state) {
      case 'running':
        this.#fill(item, colour, 1);
        return;
      case 'ready':
        // In a lane too low for an outline to stay hollow, a fainter bar than waiting has: it does less.
        if (width < outlineFrom || item.height < LOWEST_OUTLINE) this.#fill(item, colour, 0.2);
        else this.#outline(item, colour, 1.5);
        return;
      case 'waiting':
        this.#fill(item, colour, 0.3);
        if (width >= lineFrom) this.#dottedLine(item, colour);
        return;
      case 'blocked':
        if (width < outlineFrom) this.#fill(item, this.#palette.alarm, 0.6);
        else {
          this.#fill(item, this.#hatchPattern(), 1);
          this.#outline(item, this.#palette.alarm, 1);
        }
        return;
      case 'starting':
        if (width < outlineFrom) this.#fill(item, colour, 0.3);
        else this.#dashedOutline(item, colour);
        return;
      default:
        assertNever(state);
    }
  }

  /** A prediction is the faint shape of the state, without its pattern: what happens fills it in. */
  #ghost(item: SpanItem): void {
    const colour = colourOf(this.#palette, item.hue);
    this.#fill(item, colour, GHOST_FILL[item.state]);
    if (item.width < this.#finesse.outlineFrom) return;
    this.#outline(item, colour, 1, GHOST_STRENGTH);
  }

  #fill({ x, y, width, height }: SpanItem, style: string | CanvasPattern, strength: number): void {
    const context = this.#context;
    this.#paint(style, strength);
    if (width < this.#finesse.roundedFrom) {
      context.fillRect(x, y, width, height);
    } else {
      context.beginPath();
      context.roundRect(x, y, width, height, Math.min(CORNER, height / 2));
      context.fill();
    }
  }

  #outline({ x, y, width, height }: SpanItem, colour: string, thickness: number, strength = 1): void {
    const context = this.#context;
    this.#strengthen(strength);
    context.strokeStyle = colour;
    context.lineWidth = thickness;
    const inset = thickness / 2;
    if (width < this.#finesse.roundedFrom) {
      context.strokeRect(x + inset, y + inset, width - thickness, height - thickness);
      return;
    }
    context.beginPath();
    context.roundRect(
      x + inset,
      y + inset,
      width - thickness,
      height - thickness,
      Math.min(CORNER, height / 2),
    );
    context.stroke();
  }

  #dashedOutline(item: SpanItem, colour: string): void {
    this.#context.setLineDash([2, 2]);
    this.#outline(item, colour, 1);
    this.#context.setLineDash([]);
  }

  /** The line is painted with a tile, for a dashed stroke takes as long as all the rest. */
  #dottedLine({ x, y, width, height }: SpanItem, colour: string): void {
    const pattern = this.#dotPattern(colour);
    if (!pattern) return;
    const context = this.#context;
    const dots = Math.floor((width - 2 * LINE_INSET + DOT) / DOT_PERIOD);
    const ratio = this.#ratio;
    this.#paint(pattern, 1);
    context.setTransform(ratio, 0, 0, ratio, (x + LINE_INSET) * ratio, (y + height / 2 - DOT / 2) * ratio);
    context.fillRect(0, 0, dots * DOT_PERIOD, DOT);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  #cross(x: number, middle: number, reach: number): void {
    const context = this.#context;
    this.#strengthen(1);
    context.strokeStyle = this.#palette.alarm;
    context.lineWidth = 2.4;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(x - reach, middle - reach);
    context.lineTo(x + reach, middle + reach);
    context.moveTo(x + reach, middle - reach);
    context.lineTo(x - reach, middle + reach);
    context.stroke();
    context.lineCap = 'butt';
  }

  #label(item: LabelItem): void {
    this.#context.fillText(
      this.#fittedText(item),
      item.x,
      baselineAround(item.middle, fontSizeOf(this.#palette)),
    );
  }

  #fittedText({ text, width }: LabelItem): string {
    const key = `${width} ${text}`;
    const known = this.#fitted.get(key);
    if (known !== undefined) return known;
    const fitted = shortenedText(text, (candidate) => this.#context.measureText(candidate).width <= width);
    this.#fitted.set(key, fitted);
    return fitted;
  }

  #dotPattern(colour: string): CanvasPattern | null {
    const known = this.#dots.get(colour);
    if (known !== undefined) return known;
    const pattern = this.#tile(DOT_PERIOD, DOT, (tile) => {
      tile.fillStyle = colour;
      tile.beginPath();
      tile.arc(DOT / 2, DOT / 2, DOT / 2, 0, 2 * Math.PI);
      tile.fill();
    });
    this.#dots.set(colour, pattern);
    return pattern;
  }

  #hatchPattern(): CanvasPattern | string {
    this.#hatch ??= this.#tile(HATCH_PERIOD, HATCH_PERIOD, (tile) => {
      tile.fillStyle = this.#palette.ground;
      tile.fillRect(0, 0, HATCH_PERIOD, HATCH_PERIOD);
      tile.strokeStyle = this.#palette.alarm;
      tile.lineWidth = 1.8;
      tile.beginPath();
      for (const shift of [-HATCH_PERIOD, 0, HATCH_PERIOD]) {
        tile.moveTo(shift - 1, HATCH_PERIOD + 1);
        tile.lineTo(shift + HATCH_PERIOD + 1, -1);
      }
      tile.stroke();
    });
    return this.#hatch ?? this.#palette.alarm;
  }

  /** A pattern of tiles, painted at the resolution of the screen. */
  #tile(
    width: number,
    height: number,
    paint: (tile: CanvasRenderingContext2D) => void,
  ): CanvasPattern | null {
    const canvas = this.#canvas.ownerDocument.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * this.#ratio));
    canvas.height = Math.max(1, Math.round(height * this.#ratio));
    const tile = contextOf(canvas);
    tile.scale(canvas.width / width, canvas.height / height);
    paint(tile);
    const pattern = this.#context.createPattern(canvas, 'repeat');
    pattern?.setTransform(new DOMMatrix([width / canvas.width, 0, 0, height / canvas.height, 0, 0]));
    return pattern;
  }
}

const GHOST_FILL: Readonly<Record<SpanState, number>> = {
  starting: 0.06,
  ready: 0.08,
  running: 0.35,
  waiting: 0.12,
  blocked: 0.1,
};
