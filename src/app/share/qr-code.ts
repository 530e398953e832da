import { encode } from 'uqr';

/**
 * The longest address that is made into a code: with more characters its modules are so small on a screen or a wall that
 * phones do not read them.
 */
export const LONGEST_CODE = 600;

/** The white around a code that readers need to find it, in modules. */
export const QUIET_ZONE = 4;

/** A code: black modules on a square. */
export interface QrCode {
  /** How many modules it has on a side, its quiet zone included. */
  readonly size: number;
  /** The black modules, as the path of an SVG. */
  readonly path: string;
}

/** The code of an address, of which 15 % may be hidden or misread (level M); `null` where it has too many characters. */
export function qrCodeOf(address: string): QrCode | null {
  if (address.length > LONGEST_CODE) return null;
  const { size, data } = encode(address, { ecc: 'M', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) =>
      [
        ...row
          .map((isBlack) => (isBlack ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
  return { size, path };
}
