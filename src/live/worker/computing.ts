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

/** How long a kernel is warmed up and measured, in milliseconds. */
const WARM_UP = 40;
const MEASUREMENT = 45;

/** Into how many slices a measurement is divided: their median counts, so that what disturbs a few of them does not. */
const SLICES = 9;

/** More steps than fit into a measurement. */
const ENOUGH_STEPS = 2 ** 31;

/** Measures how long a step of a kernel takes, in seconds, as a computation executes it once it has been compiled. */
export function measureKernel(kernel: string): number {
  warmUpKernel(kernel);
  const slices: number[] = [];
  let began = performance.now();
  let done = 0;
  const end = began + MEASUREMENT;
  const steps = computeInChunks({ kernel, from: 0, to: ENOUGH_STEPS }, (share) => {
    const now = performance.now();
    if (now - began >= MEASUREMENT / SLICES) {
      slices.push((now - began) / ((share - done) * ENOUGH_STEPS));
      began = now;
      done = share;
    }
    return now < end ? null : interruption();
  });
  steps.next();
  slices.sort((one, other) => one - other);
  return (slices[Math.floor(slices.length / 2)] as number) / 1000;
}

function* interruption(): Steps<void> {
  yield Promise.resolve();
}

/** Has a kernel compiled, by running it as a computation does, for long enough to be found worth optimising. */
export function warmUpKernel(kernel: string): void {
  const { accumulate } = kernelNamed(kernel);
  const end = performance.now() + WARM_UP;
  for (let total = 0, step = 0; performance.now() < end; step += FIRST_CHUNK) {
    total = accumulate(total, step, step + FIRST_CHUNK);
  }
}
