import fc from 'fast-check';
import { expect, it } from 'vitest';
import '../property-seed.ts';
import { fromBase64Url, toBase64Url } from '../../src/io/base64url.ts';

it('is what others write: without padding, and safe in an address', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
});

it('gives back the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

it.each(['A', 'AAAAA', 'AA=', 'A+B/', 'ä', 'AB CD', '%41'])('refuses %s', (text) => {
  expect(fromBase64Url(text)).toBeNull();
});
