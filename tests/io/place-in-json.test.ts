import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInJson } from '../../src/io/place-in-json.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the place where a text ceases to be JSON', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['[1 2]', 3],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['[tru]', 1],
    ['[tru', 4],
    ['[1.', 3],
    ['[1.x', 2],
    ['[01]', 2],
    ['["\\u12', 6],
    ['["\\q"]', 3],
    ['["a\tb"]', 3],
    ['{"a":1}}', 7],
    ['[}', 1],
    ['{a:1}', 1],
  ])('is as it should be: %j', (text, place) => {
    expect(placeInJson(text)).toBe(place);
  });

  it('is the end of every text that is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(placeInJson(written)).toBe(written.length);
      }),
    );
  });

  it('is the end of what is left of one, wherever it breaks off', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, choice) => {
        const left = text.slice(0, choice % (text.length + 1));
        expect(placeInJson(left)).toBe(left.length);
      }),
    );
  });

  it('is near where one was spoilt, or after it', () => {
    const spoils = fc.constantFrom('x', ',', ']', '}', '"', ':', '\n', '-');
    fc.assert(
      fc.property(fc.json(), fc.nat(), spoils, (text, choice, spoil) => {
        const at = choice % (text.length + 1);
        const spoilt = `${text.slice(0, at)}${spoil}${text.slice(at)}`;
        const place = placeInJson(spoilt);
        expect(place).toBeGreaterThanOrEqual(at - 'false'.length);
        if (isJson(spoilt)) expect(place).toBe(spoilt.length);
      }),
    );
  });
});
