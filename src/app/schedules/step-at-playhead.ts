import type { SteppedRun } from '../../sim/stepped-run.ts';
import { momentsNow } from '../../stage/playhead/moment.ts';
import { replayed, runStepped, say, shiftStep } from '../../stage/replay/replay.ts';
import { seekEvent } from '../../stage/state/errors.ts';
import { runSerially } from './goals.ts';
import { changeInWords } from './outcome-words.ts';
import { type TakenStepDetail, takenSteps } from './step-details.ts';

const details = new WeakMap<SteppedRun, readonly TakenStepDetail[]>();

/** What there is to say of the steps of a run: worked out once. */
export function detailsOf(run: SteppedRun): readonly TakenStepDetail[] {
  let known = details.get(run);
  if (!known) {
    known = takenSteps(run);
    details.set(run, known);
  }
  return known;
}

/** The step that is done once so many events have happened; -1 before the first. */
export const stepAfter = (run: SteppedRun, count: number): number =>
  detailsOf(run).findLastIndex(({ event }) => event < count);

/** Puts the playhead where a step has just been done. */
export function seekStep(run: SteppedRun, index: number): void {
  const detail = detailsOf(run)[index];
  if (detail) seekEvent(run.trace, detail.event);
}

/** Moves a step of the replay, and says what has become of its outcome. */
export function moveStepTo(index: number, to: 'earlier' | 'later'): void {
  const before = replayed();
  if (!before) return;
  const { group, replay } = before;
  const moved = shiftStep(index, to);
  if (!moved) {
    say(`This step can go no ${to}: its thread cannot take it at any other turn.`);
    return;
  }
  seekStep(moved.run, moved.index);
  const isOver = moved.run.choices.length === 0;
  const serial = runSerially((schedule) => runStepped(group, schedule, 'finish'));
  say(isOver ? changeInWords(replay.run.trace, moved.run.trace, serial) : `The step is ${to} now.`);
}

/** Moves the step that the playhead stands after. */
export function moveCurrentStep(to: 'earlier' | 'later'): void {
  const run = replayed()?.replay.run;
  const moment = run && momentsNow().find(({ trace }) => trace.actors === run.trace.actors);
  const index = moment ? stepAfter(run, moment.count) : -1;
  if (index >= 0) moveStepTo(index, to);
}
