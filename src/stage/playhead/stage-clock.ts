import { stepAt } from '../../timeline/step-clock.ts';
import { formatTime } from '../format.ts';
import type { Replay, StageState } from '../state/stage-state.ts';

/** The replay that is on the stage alone, so that the axis counts its steps; `null` where it is in seconds. */
export function replayAlone({ groups }: Pick<StageState, 'groups'>): Replay | null {
  const [first, ...others] = groups;
  return first?.replay && others.length === 0 ? first.replay : null;
}

/** A moment as the axis counts it: `0.20 s`, or `step 4` of a replay alone. */
export function momentText(stage: Pick<StageState, 'groups'>, time: number): string {
  const replay = replayAlone(stage);
  return replay ? `step ${stepAt(replay.run, time)}` : `${formatTime(time)} s`;
}
