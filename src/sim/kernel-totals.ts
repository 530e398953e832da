import type { Work } from '../program/effects.ts';
import { kernelNamed, type Speeds } from '../program/kernels.ts';

/**
 * Totals by kernel and range. Those of the course's own workloads are written down, for to add up their thousand million
 * steps takes a second that a model need not spend; what was added up once is kept for the other modes.
 */
const known = new Map<string, number>([
  ['sum-squares 0 100000000', 3.333333283334632e23],
  ['sum-squares 0 200000000', 2.6666666466671203e24],
  ['sum-squares 0 300000000', 8.999999955007128e24],
  ['sum-squares 0 400000000', 2.1333333253340074e25],
  ['sum-roots 0 100000000', 666666661666.567],
]);

/** The total of a kernel over its steps: exactly what adding them one by one gives. */
export function totalOf({ kernel, from, to }: Work): number {
  const key = `${kernel} ${from} ${to}`;
  let total = known.get(key);
  if (total === undefined) {
    total = kernelNamed(kernel).accumulate(0, from, to);
    known.set(key, total);
  }
  return total;
}

/** How long the model takes for it on a core, in program seconds. @param speeds instead of those of CPython. */
export const durationOf = ({ kernel, from, to }: Work, speeds: Speeds): number =>
  Math.max(0, to - from) * (speeds[kernel] ?? kernelNamed(kernel).secondsPerStep);
