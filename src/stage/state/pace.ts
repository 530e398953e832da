/**
 * Slows a listener down: it is called at once when it has rested for long enough, else once the rest is over. The last
 * call is never lost.
 *
 * @param rest the least time between two calls, in milliseconds.
 */
export function paced(
  listener: () => void,
  rest: number,
): { readonly call: () => void; readonly stop: () => void } {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const perform = (): void => {
    timer = null;
    last = performance.now();
    listener();
  };
  return {
    call: () => {
      if (timer !== null) return;
      const left = last + rest - performance.now();
      if (left <= 0) perform();
      else timer = setTimeout(perform, left);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
