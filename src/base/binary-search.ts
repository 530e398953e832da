/**
 * The number of leading entries of a sorted array that are ≤ `value`: the index just past the last of them.
 *
 * @param sorted ascending numbers.
 * @param value what to look for.
 * @param length how many entries count, when the array has spare capacity.
 */
export function countUpTo(sorted: ArrayLike<number>, value: number, length = sorted.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of leading entries of a sorted array that are < `value`. */
export function countBelow(sorted: ArrayLike<number>, value: number, length = sorted.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
