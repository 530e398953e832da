import type { Moment } from './moment.ts';

/** Moments whose traces are exchanged for newer ones of the same runs. */
export type KeptMoments = readonly { -readonly [Field in keyof Moment]: Moment[Field] }[];

/**
 * What to keep of the moments at the playhead: those that were kept, with the traces as they are now, while no event has
 * happened or been taken back; else the new ones.
 */
export function keepMoments(kept: KeptMoments, now: readonly Moment[]): KeptMoments {
  const isSame =
    kept.length === now.length &&
    kept.every(
      ({ trace, count }, index) => count === now[index]?.count && trace.actors === now[index]?.trace.actors,
    );
  if (!isSame) return now.map((moment) => ({ ...moment }));
  now.forEach(({ trace }, index) => {
    const moment = kept[index];
    if (moment) moment.trace = trace;
  });
  return kept;
}
