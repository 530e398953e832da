import { STEP_DURATION } from '../../sim/step-duration.ts';
import type { StepCount } from '../../timeline/ticks.ts';
import { formatTime } from '../format.ts';
import type { Replay, StageState } from '../state/stage-state.ts';

/** The replay that is on the stage alone, so that the axis counts its steps; `null` where it is in seconds. */
export function replayAlone({ groups }: Pick<StageState, 'groups'>): Replay | null {
  const [first, ...others] = groups;
  return first?.replay && others.length === 0 ? first.replay : null;
}

/** How the axis counts the steps of a replay. */
export const stepsOf = ({ run }: Replay): StepCount => ({
  duration: STEP_DURATION,
  last: run.choices.length === 0 ? run.steps.length : Number.POSITIVE_INFINITY,
});

/**
 * Which step of a replay is under way at a time, or has just been taken; 0 before the first. A run may last for a while after
 * its last step: a deadlock is one only when nothing happens for some time.
 */
export const stepAt = ({ run }: Replay, time: number): number =>
  Math.min(run.steps.length, Math.max(0, Math.ceil(time / STEP_DURATION - 1e-6)));

/** A moment as the axis counts it: `0.20 s`, or `step 4` of a replay alone. */
export function momentText(stage: Pick<StageState, 'groups'>, time: number): string {
  const replay = replayAlone(stage);
  return replay ? `step ${stepAt(replay, time)}` : `${formatTime(time)} s`;
}
