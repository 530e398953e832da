import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Colour, commonestColours, createFrameIndexer, MOST_COLOURS } from '../../src/io/gif-colours.ts';

const pixels = (...colours: readonly Colour[]): Uint8ClampedArray<ArrayBuffer> =>
  Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255]));

const RED: Colour = [200, 0, 0];
const BLUE: Colour = [0, 0, 200];
const WHITE: Colour = [255, 255, 255];

describe('the colours of a GIF', () => {
  it('are the commonest ones, as they are', () => {
    const frame = pixels(RED, WHITE, WHITE, BLUE, WHITE, BLUE);
    expect(commonestColours(frame, 2)).toEqual([WHITE, BLUE]);
    expect(commonestColours(frame, 9)).toEqual([WHITE, BLUE, RED]);
  });

  it('are found again: what is in the table is exact, what is not becomes the nearest', () => {
    const indexer = createFrameIndexer([RED, BLUE, WHITE]);
    expect([...indexer.index(pixels(BLUE, RED, [250, 250, 240], [10, 0, 150]))]).toEqual([1, 0, 2, 1]);
  });

  it('are said again only of the pixels that have changed', () => {
    const indexer = createFrameIndexer([RED, BLUE]);
    indexer.index(pixels(RED, RED, BLUE));
    expect([...indexer.index(pixels(RED, BLUE, BLUE))]).toEqual([2, 1, 2]);
    expect([...indexer.index(pixels(RED, RED, BLUE))]).toEqual([2, 0, 2]);
  });

  it('give back every frame, where the table has all of them', () => {
    const colour = fc.constantFrom(RED, BLUE, WHITE);
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 12 })
          .chain((length) =>
            fc.array(fc.array(colour, { minLength: length, maxLength: length }), { minLength: 1 }),
          ),
        (frames) => {
          const table = commonestColours(pixels(...frames.flat()), MOST_COLOURS);
          const indexer = createFrameIndexer(table);
          let shown: readonly (Colour | undefined)[] = [];
          for (const frame of frames) {
            const indices = [...indexer.index(pixels(...frame))];
            shown = indices.map((index, place) => (index === table.length ? shown[place] : table[index]));
            expect(shown).toEqual(frame);
          }
        },
      ),
    );
  });
});
