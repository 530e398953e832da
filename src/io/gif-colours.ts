/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The most colours that the pictures of a GIF have; one more of the 256 stands for “as before”. */
export const MOST_COLOURS = 255;

/** Turns the pixels of one frame after the other into numbers of a table of colours. */
export interface FrameIndexer {
  /**
   * The numbers of a frame's pixels: of the nearest colours in the table, and for what is as in the frame before, of the
   * one after them. The same array each time.
   *
   * @param rgba four bytes for each pixel; all frames have as many.
   */
  index(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8Array;
}

/** Makes an indexer for a table of at most `MOST_COLOURS` colours. */
export function createFrameIndexer(table: readonly Colour[]): FrameIndexer {
  const known = new Map<number, number>();
  let before: Uint32Array | null = null;
  let indices = new Uint8Array(0);
  return {
    index(rgba) {
      const pixels = new Uint32Array(rgba.buffer);
      if (!before) indices = new Uint8Array(pixels.length);
      for (let place = 0; place < pixels.length; place++) {
        const pixel = pixels[place] as number;
        if (before && before[place] === pixel) {
          indices[place] = table.length;
          continue;
        }
        let index = known.get(pixel);
        if (index === undefined) {
          index = nearest(table, colourAt(rgba, place));
          known.set(pixel, index);
        }
        indices[place] = index;
      }
      before = pixels;
      return indices;
    },
  };
}

function nearest(table: readonly Colour[], [red, green, blue]: Colour): number {
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [r, g, b]] of table.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) {
      least = distance;
      found = index;
    }
  }
  return found;
}

/**
 * The colours that most pixels have, the commonest first: bars and grounds, which are to look as they do on the stage.
 *
 * @param rgba four bytes for each pixel.
 */
export function commonestColours(rgba: Uint8ClampedArray<ArrayBuffer>, most: number): readonly Colour[] {
  const pixels = new Uint32Array(rgba.buffer);
  const counts = new Map<number, { readonly place: number; count: number }>();
  for (let place = 0; place < pixels.length; ) {
    const pixel = pixels[place] as number;
    const first = place;
    while (++place < pixels.length && pixels[place] === pixel);
    const known = counts.get(pixel);
    if (known) known.count += place - first;
    else counts.set(pixel, { place: first, count: place - first });
  }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .slice(0, most)
    .map(({ place }) => colourAt(rgba, place));
}

const colourAt = (rgba: Uint8ClampedArray, place: number): Colour => [
  rgba[place * 4] as number,
  rgba[place * 4 + 1] as number,
  rgba[place * 4 + 2] as number,
];
