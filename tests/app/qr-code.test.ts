import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { LONGEST_CODE, type QrCode, QUIET_ZONE, qrCodeOf } from '../../src/app/share/qr-code.ts';

/** How large the modules are for the reader. */
const PIXELS = 4;

/** What another library reads from the path of a code. */
function readCode({ size, path }: QrCode): string | undefined {
  const side = size * PIXELS;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++) {
      const from = row * side + Number(x) * PIXELS;
      for (let pixel = from; pixel < from + Number(length) * PIXELS; pixel++) {
        pixels.fill(0, 4 * pixel, 4 * pixel + 3);
      }
    }
  }
  return jsQR(pixels, side, side)?.data;
}

describe('a QR code', () => {
  it('is read as the address that it was made of', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'large' }), (address) => {
        const code = qrCodeOf(address);
        expect(code && readCode(code)).toBe(address.length > LONGEST_CODE ? null : address);
      }),
      { numRuns: 20 },
    );
  });

  it('has white around it', () => {
    const code = qrCodeOf('https://your.host/?modes=sync,async');
    const places = [...(code?.path ?? '').matchAll(/M(\d+) (\d+)h(\d+)/g)];
    const columns = places.flatMap(([, x, , length]) => [Number(x), Number(x) + Number(length)]);
    const rows = places.map(([, , y]) => Number(y));
    for (const edges of [columns, [...rows, ...rows.map((row) => row + 1)]]) {
      expect(Math.min(...edges)).toBe(QUIET_ZONE);
      expect(Math.max(...edges)).toBe((code?.size ?? 0) - QUIET_ZONE);
    }
  });

  it('is not made of an address that would make it too fine to be read', () => {
    expect(qrCodeOf(`https://your.host/?schedule=${'1.2'.repeat(LONGEST_CODE)}`)).toBeNull();
    const longest = `https://your.host/?${'x'.repeat(LONGEST_CODE)}`.slice(0, LONGEST_CODE);
    const code = qrCodeOf(longest);
    expect(code && readCode(code)).toBe(longest);
  });
});
