import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../property-seed.ts';
import { shortenedText } from '../../src/timeline/text-size.ts';

/** A text shortened to so many characters. */
const within = (text: string, most: number): string => shortenedText(text, ({ length }) => length <= most);

describe('a name that is too long', () => {
  it.each([
    ['philosopher 3', 13, 'philosopher 3'],
    ['philosopher 3', 9, 'philos… 3'],
    ['Worker 0', 6, 'Wor… 0'],
    ['Worker 0', 5, 'Wo… 0'],
    ['SpawnProcess-12', 9, 'Spawn…-12'],
    ['ThreadPoolExecutor-0_3', 10, 'Threa…-0_3'],
    ['Process-1 · Thread-2', 13, 'Pro… Thread-2'],
    ['Process-1 · Thread-2', 8, 'Proce…-2'],
    ['MainThread', 6, 'MainT…'],
    ['fetch of everything', 7, 'fetch …'],
  ])('%s keeps, within %i characters, what tells it apart', (text, most, expected) => {
    expect(within(text, most)).toBe(expected);
  });

  it('fits its room, and names that end in different numbers stay different while those have room', () => {
    const name = fc.stringMatching(/^[a-z]{1,12}[ -]$/);
    fc.assert(
      fc.property(name, fc.nat(9), fc.nat(9), fc.integer({ min: 4, max: 14 }), (start, one, other, most) => {
        const [first, second] = [within(`${start}${one}`, most), within(`${start}${other}`, most)];
        expect(first.length).toBeLessThanOrEqual(most);
        expect(first === second).toBe(one === other);
      }),
    );
  });
});
