import { assertNever } from '../base/assert-never.ts';
import type { Seconds } from '../base/units.ts';
import { createCanvasRenderer } from './canvas-renderer.dom.ts';
import type { Composition, CompositionItem } from './composition.ts';
import { contextOf } from './strip-image.dom.ts';
import { fontFamilyOf } from './text-size.ts';

/** Paints a picture on a canvas, with the playhead wherever it is asked for. */
export interface PicturePainter {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** Paints the picture. @param time where the playhead stands, in program seconds; `null` for the whole of the runs. */
  paint(time: Seconds | null): void;
}

/**
 * Makes a painter. What does not move is painted once, here.
 *
 * @param ratio pixels of the canvas per pixel of the picture.
 * @param settings for the canvas that is painted on.
 */
export function createPicturePainter(
  picture: Composition,
  ratio: number,
  settings: CanvasRenderingContext2DSettings = {},
): PicturePainter {
  const still = contextFor(picture, ratio);
  still.fillStyle = picture.paper;
  still.fillRect(0, 0, picture.width, picture.height);
  paintItems(still, picture.still, picture, ratio);
  const context = contextFor(picture, ratio, settings);
  return {
    canvas: context.canvas,
    context,
    paint(time) {
      context.drawImage(still.canvas, 0, 0, picture.width, picture.height);
      paintItems(context, picture.at(time), picture, ratio);
    },
  };
}

function contextFor(
  { width, height }: Composition,
  ratio: number,
  settings: CanvasRenderingContext2DSettings = {},
): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = contextOf(canvas, { alpha: false, ...settings });
  context.scale(ratio, ratio);
  return context;
}

function paintItems(
  context: CanvasRenderingContext2D,
  items: readonly CompositionItem[],
  { palette }: Composition,
  ratio: number,
): void {
  const lanes = document.createElement('canvas');
  const renderer = createCanvasRenderer(lanes, palette);
  for (const item of items) {
    switch (item.kind) {
      case 'text':
        context.font = `${item.weight} ${item.size}px ${fontFamilyOf(palette)}`;
        context.fillStyle = item.colour;
        context.textAlign = item.anchor === 'middle' ? 'center' : item.anchor;
        context.fillText(item.text, item.x, item.y);
        break;
      case 'rectangle':
        context.fillStyle = item.colour;
        context.globalAlpha = item.strength;
        context.beginPath();
        context.roundRect(item.x, item.y, item.width, item.height, item.corner);
        context.fill();
        context.globalAlpha = 1;
        if (item.edge === null) break;
        context.strokeStyle = item.edge;
        context.stroke();
        break;
      case 'lanes':
        renderer.draw(item.list, ratio);
        context.drawImage(lanes, item.x, item.y, lanes.width / ratio, lanes.height / ratio);
        break;
      default:
        assertNever(item);
    }
  }
}
