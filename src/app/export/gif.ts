import { GIFEncoder, quantize } from 'gifenc';
import type { Frames } from '../../io/frames.ts';
import { type Colour, commonestColours, createFrameIndexer, MOST_COLOURS } from '../../io/gif-colours.ts';
import type { PicturePainter } from '../../timeline/picture-painter.dom.ts';
import { breathe, type Work } from './work.ts';

/** Of the colours of a GIF, so many are exactly those of the pictures; the rest are mixed for the edges of letters. */
const EXACT = 160;

/** Moments of a film that between them show all of its colours, as shares of its frames. */
const SAMPLES = [0, 0.5, 1];

/** Films the frames as a GIF that plays again and again. The painter is best made for reading its pixels often. */
export async function filmAsGif(
  { canvas, context, paint }: PicturePainter,
  frames: Frames,
  { signal, onProgress }: Work,
): Promise<Blob> {
  const { width, height } = canvas;
  const pixelsOf = (frame: number): Uint8ClampedArray<ArrayBuffer> => {
    paint(frames.timeOf(frame));
    return context.getImageData(0, 0, width, height).data;
  };
  const samples = SAMPLES.map((share) => pixelsOf(Math.round(share * (frames.count - 1))));
  const table = await tableOf(samples, signal);
  const indexer = createFrameIndexer(table);
  const gif = GIFEncoder();
  for (let frame = 0; frame < frames.count; frame++) {
    await breathe(signal);
    const isFirst = frame === 0;
    gif.writeFrame(indexer.index(pixelsOf(frame)), width, height, {
      delay: frames.lastingOf(frame) * 1000,
      dispose: KEEP,
      ...(isFirst ? { palette: [...table, UNUSED] } : { transparent: true, transparentIndex: table.length }),
    });
    onProgress(frame + 1, frames.count);
  }
  gif.finish();
  return new Blob([gif.bytes()], { type: 'image/gif' });
}

/** What a GIF calls leaving a frame where it is, for the next one to be drawn over. */
const KEEP = 1;

/** Stands in the table for what is as it was before. */
const UNUSED: Colour = [0, 0, 0];

async function tableOf(
  samples: readonly Uint8ClampedArray<ArrayBuffer>[],
  signal: AbortSignal,
): Promise<readonly Colour[]> {
  const all = new Uint8ClampedArray(samples.reduce((length, sample) => length + sample.length, 0));
  let place = 0;
  for (const sample of samples) {
    all.set(sample, place);
    place += sample.length;
  }
  await breathe(signal);
  const exact = commonestColours(all, EXACT);
  await breathe(signal);
  return [...exact, ...quantize(all, MOST_COLOURS - exact.length)];
}
