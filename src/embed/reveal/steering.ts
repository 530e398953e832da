/** Where a fragment puts a player once it is shown. */
export type Steering =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'time'; readonly time: number }
  | { readonly kind: 'run' };

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text);

/**
 * Reads what a fragment says: `data-interleave-step`, `data-interleave-time` or `data-interleave-run`.
 *
 * @param attribute gives an attribute of the fragment; `null` where it has none of that name.
 * @returns `null` for a fragment that steers no player.
 */
export function readSteering(attribute: (name: string) => string | null): Steering | null {
  const step = attribute('data-interleave-step')?.trim();
  if (step !== undefined && isNumber(step)) return { kind: 'step', step: Math.floor(Number(step)) };
  const time = attribute('data-interleave-time')?.trim();
  if (time !== undefined && isNumber(time)) return { kind: 'time', time: Number(time) };
  return attribute('data-interleave-run') === null ? null : { kind: 'run' };
}

/** Reads `data-interleave-steps="3, 9, 12"`: what is no whole number is left out. */
export const readSteps = (text: string): readonly number[] =>
  text
    .split(/[\s,]+/)
    .filter((word) => /^\d+$/.test(word))
    .map(Number);
