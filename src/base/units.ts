/** A number that carries its unit in its type, so that seconds and pixels cannot be mixed by accident. */
export type Branded<Unit extends string> = number & { readonly unit: Unit };

/** Program seconds: the time axis of every trace, counted from the start of its run. */
export type Seconds = Branded<'seconds'>;

/** Wall-clock milliseconds, as `performance.now()` and timers count them. */
export type Milliseconds = Branded<'milliseconds'>;

/** CSS pixels on the stage. */
export type Pixels = Branded<'pixels'>;

/** Marks a plain number as program seconds. */
export const seconds = (value: number): Seconds => value as Seconds;

/** Marks a plain number as wall-clock milliseconds. */
export const milliseconds = (value: number): Milliseconds => value as Milliseconds;

/** Marks a plain number as CSS pixels. */
export const pixels = (value: number): Pixels => value as Pixels;
