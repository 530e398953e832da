import type { DrawItem, DrawList } from './draw-list.ts';
import type { Palette } from './palette.ts';
import { blockedStrength, ownStrength } from './strip.ts';

type Strip = Extract<DrawItem, { kind: 'strip' }>;

/** Where the strips of a lane lie in the image. */
interface Stretch {
  readonly row: number;
  /** Columns, from the first of the first strip to past the last of the last. */
  readonly from: number;
  to: number;
}

/**
 * Strips as an image one pixel high each, which drawing stretches to the height of their lanes: one copy to the canvas
 * instead of a rectangle for every pixel.
 */
export class StripImage {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData | null = null;
  /** The pixels of the image, one number each. */
  #pixels = new Uint32Array(0);
  /** Red, green and blue: of neutral, of each hue, of alarm. */
  #colours = new Float64Array(0);
  #hues = 0;
  readonly #stretches = new Map<Strip['columns'], Stretch>();

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
    const strips: Strip[] = [];
    this.#stretches.clear();
    for (const item of list.items) {
      if (item.kind !== 'strip') continue;
      strips.push(item);
      const to = item.from + item.width;
      const known = this.#stretches.get(item.columns);
      if (known) known.to = to;
      else this.#stretches.set(item.columns, { row: this.#stretches.size, from: item.from, to });
    }
    const [first] = strips;
    if (!first) return;
    const rows = this.#stretches.size;
    const image = this.#imageOf(first.columns.width, rows);
    for (const { row, from, to } of this.#stretches.values()) {
      this.#pixels.fill(0, row * image.width + from, row * image.width + to);
    }
    for (const strip of strips) this.#mix(strip, image.width);
    this.#context.putImageData(image, 0, 0, 0, 0, image.width, rows);
  }

  /**
   * Draws the strips of a lane in the picture that was prepared last, all of them when given the first: between them
   * the image is clear, and one copy takes less time than many.
   */
  draw(strip: Strip, onto: CanvasRenderingContext2D): void {
    const stretch = this.#stretches.get(strip.columns);
    if (stretch?.from !== strip.from) return;
    const { row, from, to } = stretch;
    const width = to - from;
    onto.drawImage(this.#canvas, from, row, width, 1, strip.x, strip.y, width, strip.height);
  }

  #imageOf(width: number, rows: number): ImageData {
    if (this.#image && this.#image.width === width && this.#image.height >= rows) return this.#image;
    this.#canvas.width = width;
    this.#canvas.height = rows;
    this.#image = this.#context.createImageData(width, rows);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    return this.#image;
  }

  #mix({ columns, from, width, hueOf }: Strip, imageWidth: number): void {
    const { states, identity } = columns;
    const pixels = this.#pixels;
    const colours = this.#colours;
    const alarm = colours.length - 3;
    const alarmRed = colours[alarm] as number;
    const alarmGreen = colours[alarm + 1] as number;
    const alarmBlue = colours[alarm + 2] as number;
    const row = (this.#stretches.get(columns)?.row ?? 0) * imageWidth;
    let known = Number.NaN;
    let red = 0;
    let green = 0;
    let blue = 0;
    const beyond = from + width;
    for (let column = from; column < beyond; column++) {
      if (states[column] === 0) continue;
      const who = identity[column] as Parameters<typeof hueOf>[0];
      if (who !== known) {
        known = who;
        const hue = hueOf(who);
        const base = hue < 0 ? 0 : ((hue % this.#hues) + 1) * 3;
        red = colours[base] as number;
        green = colours[base + 1] as number;
        blue = colours[base + 2] as number;
      }
      const blocked = blockedStrength(columns, column);
      const strength = ownStrength(columns, column) + blocked;
      const alarmShare = blocked > 0 ? blocked / strength : 0;
      pixels[row + column] = pixelOf(
        red + (alarmRed - red) * alarmShare,
        green + (alarmGreen - green) * alarmShare,
        blue + (alarmBlue - blue) * alarmShare,
        strength < 1 ? strength * 255 : 255,
      );
    }
  }
}

/** Which end of a number lies first in memory, and with that the order of the channels, is the machine's. */
const RED_IS_LOWEST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** A pixel as one number, which is written faster than four, from its channels between 0 and 255. */
function pixelOf(red: number, green: number, blue: number, alpha: number): number {
  return RED_IS_LOWEST
    ? ((alpha + 0.5) << 24) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5)
    : ((red + 0.5) << 24) | ((green + 0.5) << 16) | ((blue + 0.5) << 8) | (alpha + 0.5);
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
