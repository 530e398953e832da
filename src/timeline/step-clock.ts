import { countText } from '../base/count-text.ts';
import { STEP_DURATION } from '../sim/step-duration.ts';
import type { SteppedRun } from '../sim/stepped-run.ts';
import type { StepCount } from './ticks.ts';

/** How an axis counts the steps of a run that follows a schedule. */
export const stepsOf = ({ choices, steps }: SteppedRun): StepCount => ({
  duration: STEP_DURATION,
  last: choices.length === 0 ? steps.length : Number.POSITIVE_INFINITY,
});

/**
 * Which step of such a run is under way at a time, or has just been taken; 0 before the first. A run may last for a while
 * after its last step: a deadlock is one only when nothing happens for some time.
 */
export const stepAt = ({ steps }: SteppedRun, time: number): number =>
  Math.min(steps.length, Math.max(0, Math.ceil(time / STEP_DURATION - 1e-6)));

/** How far such a run has come, in words: `12 steps`. How long its steps take means nothing. */
export const stepsInWords = ({ steps: { length } }: SteppedRun): string =>
  `${countText(length)} ${length === 1 ? 'step' : 'steps'}`;
