import type { Work } from '../../program/effects.ts';
import { kernelNamed } from '../../program/kernels.ts';
import type { Steps } from './steps.ts';

/** How long a chunk of computing should take, in milliseconds: how late a drop request may be heard. */
const CHUNK = 0.3;
const FIRST_CHUNK = 1000;
const LARGEST_CHUNK = 2 ** 24;

/** Computes a kernel's steps in chunks. `between` is called after each, with the share of the steps done. */
export function* computeInChunks(
  { kernel, from, to }: Work,
  between: (share: number) => Steps<void> | null,
): Steps<number> {
  const { accumulate } = kernelNamed(kernel);
  let total = 0;
  let size = FIRST_CHUNK;
  let step = from;
  while (step < to) {
    const end = Math.min(to, step + size);
    const before = performance.now();
    total = accumulate(total, step, end);
    const elapsed = performance.now() - before;
    step = end;
    // A coarse clock may see no time pass at all, so a chunk never grows or shrinks by more than half.
    if (elapsed < CHUNK / 2) size = Math.min(LARGEST_CHUNK, size * 2);
    else if (elapsed > CHUNK * 2) size = Math.max(FIRST_CHUNK, Math.ceil(size / 2));
    const pause = between((step - from) / (to - from));
    if (pause) yield* pause;
  }
  return total;
}

/** Has a kernel compiled, by running it as a computation does, for long enough to be found worth optimising. */
export function warmUpKernel(kernel: string): void {
  const { accumulate } = kernelNamed(kernel);
  const end = performance.now() + 40;
  for (let total = 0, step = 0; performance.now() < end; step += FIRST_CHUNK) {
    total = accumulate(total, step, step + FIRST_CHUNK);
  }
}
