import { SPAN_STATE_CODE, SPAN_STATE_COUNT } from '../trace/spans.ts';
import type { DrawItem, DrawList } from './draw-list.ts';
import { type Palette, STATE_STRENGTH } from './palette.ts';

type Strip = Extract<DrawItem, { kind: 'strip' }>;

/** A moment of running within a column is seen at least this strongly. */
const MOMENT_STRENGTH = 0.5;

const BYTES = 4;
const RUNNING_BIT = 1 << SPAN_STATE_CODE.running;

/**
 * Strips as an image one pixel high each, which drawing stretches to the height of their lanes: one copy to the canvas
 * instead of a rectangle for every pixel.
 */
export class StripImage {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData | null = null;
  /** Red, green and blue: of neutral, of each hue, of alarm. */
  #colours = new Float64Array(0);
  #hues = 0;
  #rowOf = new Map<Strip['columns'], number>();

  constructor(document: Document) {
    this.#canvas = document.createElement('canvas');
    this.#context = contextOf(this.#canvas, { willReadFrequently: true });
  }

  /** Takes the colours of a palette. */
  setPalette(palette: Palette): void {
    const all = [palette.neutral, ...palette.hues, palette.alarm];
    this.#colours = Float64Array.from(all.flatMap((colour) => rgbOf(colour, this.#context)));
    this.#hues = palette.hues.length;
    this.#image = null;
  }

  /** Mixes the colours of all strips of a picture. */
  prepare(list: DrawList): void {
    const strips = list.items.filter((item): item is Strip => item.kind === 'strip');
    this.#rowOf = new Map();
    for (const { columns } of strips) {
      if (!this.#rowOf.has(columns)) this.#rowOf.set(columns, this.#rowOf.size);
    }
    if (strips.length === 0) return;
    const image = this.#imageOf(strips[0]?.columns.width ?? 1, this.#rowOf.size);
    for (const strip of strips) this.#mix(strip, image);
    this.#context.putImageData(image, 0, 0, 0, 0, image.width, this.#rowOf.size);
  }

  /** Draws a strip of the picture that was prepared last. */
  draw(strip: Strip, onto: CanvasRenderingContext2D): void {
    const row = this.#rowOf.get(strip.columns);
    if (row === undefined) return;
    onto.drawImage(
      this.#canvas,
      strip.from,
      row,
      strip.width,
      1,
      strip.x,
      strip.y,
      strip.width,
      strip.height,
    );
  }

  #imageOf(width: number, rows: number): ImageData {
    if (this.#image && this.#image.width === width && this.#image.height >= rows) return this.#image;
    this.#canvas.width = width;
    this.#canvas.height = rows;
    this.#image = this.#context.createImageData(width, rows);
    return this.#image;
  }

  #mix({ columns, from, width, hueOf }: Strip, image: ImageData): void {
    const { coverage, states, identity } = columns;
    const { data } = image;
    const colours = this.#colours;
    const alarm = colours.length - 3;
    const row = (this.#rowOf.get(columns) ?? 0) * image.width;
    let known = Number.NaN;
    let base = 0;
    for (let column = from; column < from + width; column++) {
      const slot = column * SPAN_STATE_COUNT;
      const starting = (coverage[slot] as number) * STATE_STRENGTH[0];
      const ready = (coverage[slot + 1] as number) * STATE_STRENGTH[1];
      let running = coverage[slot + 2] as number;
      const waiting = (coverage[slot + 3] as number) * STATE_STRENGTH[3];
      const blocked = (coverage[slot + 4] as number) * STATE_STRENGTH[4];
      if (running < MOMENT_STRENGTH && ((states[column] as number) & RUNNING_BIT) !== 0)
        running = MOMENT_STRENGTH;
      const who = identity[column] as Parameters<typeof hueOf>[0];
      if (who !== known) {
        known = who;
        const hue = hueOf(who);
        base = hue < 0 ? 0 : ((hue % this.#hues) + 1) * 3;
      }
      const own = starting + ready + running + waiting;
      const strength = own + blocked;
      const offset = (row + column) * BYTES;
      const ownShare = strength > 0 ? own / strength : 0;
      const alarmShare = strength > 0 ? blocked / strength : 0;
      data[offset] = (colours[base] as number) * ownShare + (colours[alarm] as number) * alarmShare;
      data[offset + 1] =
        (colours[base + 1] as number) * ownShare + (colours[alarm + 1] as number) * alarmShare;
      data[offset + 2] =
        (colours[base + 2] as number) * ownShare + (colours[alarm + 2] as number) * alarmShare;
      data[offset + 3] = strength < 1 ? strength * 255 : 255;
    }
  }
}

/** The drawing context of a canvas; every browser that draws at all has one. */
export function contextOf(
  canvas: HTMLCanvasElement,
  settings: CanvasRenderingContext2DSettings = {},
): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('This browser cannot draw on a canvas.');
  return context;
}

function rgbOf(colour: string, context: CanvasRenderingContext2D): number[] {
  context.canvas.width = 1;
  context.canvas.height = 1;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}
