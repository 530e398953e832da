import { createStore } from 'zustand/vanilla';
import { seconds } from '../../base/units.ts';
import type { PageSchedule } from '../../io/page-schedule.ts';
import { STEP_DURATION } from '../../sim/step-duration.ts';
import { canBeStepped, type Schedule, type SteppedRun, stepThrough } from '../../sim/stepped-run.ts';
import { clampViewport } from '../../timeline/viewport.ts';
import { setViewport, viewportEnd } from '../playhead/view.ts';
import { cancel } from '../state/live-session.ts';
import { endReplay } from '../state/settings.ts';
import type { Group, Replay } from '../state/stage-state.ts';
import { fitPlayer, notify, player, prefersReducedMotion, stageStore } from '../state/stage-store.ts';
import { leftOutInWords } from './left-out.ts';
import { moveStep, placeOfStep } from './move-step.ts';

/** A schedule, and whether it is still being chosen. */
interface Version {
  readonly schedule: Schedule;
  readonly isChosen: boolean;
}

interface History {
  /** The versions before the one on the stage, the latest last. */
  readonly past: readonly Version[];
  /** The versions that have been undone, the next to redo last. */
  readonly future: readonly Version[];
}

const NO_HISTORY: History = { past: [], future: [] };

/** What can be undone and redone of the schedule on the stage. */
export const historyStore = createStore<History>(() => NO_HISTORY);

/** What there is to say of the latest change of the schedule; `null` for nothing. */
export const saidStore = createStore<string | null>(() => null);

/** Says something of the latest change of the schedule, until the next. */
export const say = (text: string): void => saidStore.setState(text, true);

/** The group that follows a schedule, and how. */
export function replayed(): { readonly group: Group; readonly replay: Replay } | null {
  for (const group of stageStore.getState().groups) {
    if (group.replay) return { group, replay: group.replay };
  }
  return null;
}

/** Whether somebody could choose the order of a group's steps, given what the page has for parameters. */
const isSteppable = ({ offer }: Group): boolean => {
  const { scenario, page } = stageStore.getState();
  return canBeStepped(scenario, offer.mode, page.parameters);
};

/** Runs a group's program as a schedule says. @throws Error when the program is at fault. */
export function runStepped(group: Group, schedule: Schedule, after: 'stop' | 'finish'): SteppedRun {
  const { scenario, page } = stageStore.getState();
  const { parameters, machine, seed } = page;
  return stepThrough(scenario, group.offer.mode, { parameters, machine, seed }, schedule, after);
}

/** Puts a replay on the stage, with the playhead at its end. Any other replay ends, and so does a run under way. */
function showReplay(key: string, replay: Replay): void {
  cancel();
  const { schedule: steps, trace, choices } = replay.run;
  const isBegun = shown !== null;
  const schedule = { mode: key, steps, isUnfinished: replay.isChosen && choices.length > 0 };
  shown = schedule;
  stageStore.setState(({ page, groups }) => ({
    page: { ...page, schedule },
    groups: groups.map((group) => ({ ...group, replay: group.key === key ? replay : null })),
    selected: key,
  }));
  fitPlayer();
  player.seek(trace.duration);
  if (!isBegun) watchEnd();
}

/** The schedule that was shown last, for as long as it is the page's; `null` before and after. */
let shown: PageSchedule | null = null;

/** Forgets what belongs to a replay once its schedule is not the page's any more. It still is while its mode is off. */
function watchEnd(): void {
  const stop = stageStore.subscribe(({ page }) => {
    if (page.schedule === shown) return;
    stop();
    shown = null;
    historyStore.setState(NO_HISTORY, true);
    saidStore.setState(null, true);
  });
}

/** The axis of a schedule that is being chosen grows by so many steps at a time. */
const STEPS_OF_ROOM = 12;

function show(group: Group, { schedule, isChosen }: Version): SteppedRun | null {
  let run: SteppedRun;
  try {
    run = runStepped(group, schedule, isChosen ? 'stop' : 'finish');
  } catch (error) {
    notify(`The schedule cannot be followed: ${error instanceof Error ? error.message : error}`);
    endReplay();
    return null;
  }
  saidStore.setState(null, true);
  const isOver = run.choices.length === 0;
  const room = STEP_DURATION * STEPS_OF_ROOM;
  const grown = (Math.floor(run.trace.duration / room + 0.5) + 1) * room;
  const end = seconds(isOver ? Math.max(run.trace.duration, STEP_DURATION) : grown);
  const before = replayed();
  showReplay(group.key, { run, isChosen, end });
  const isSame = before?.group.key === group.key && before.replay.end === end;
  if (!isSame) setViewport(clampViewport({ from: seconds(0), to: seconds(end * 1.02) }, viewportEnd()));
  return run;
}

const presentVersion = ({ run, isChosen }: Replay): Version => ({ schedule: run.schedule, isChosen });

/** Shows another version of the schedule on the stage; the one before can be had again. */
function proceedTo(group: Group, version: Version): SteppedRun | null {
  const before = replayed();
  const isOther = before?.group.key !== group.key;
  const { past } = isOther ? NO_HISTORY : historyStore.getState();
  const run = show(group, version);
  historyStore.setState({
    past: isOther || !before ? [] : [...past, presentVersion(before.replay)],
    future: [],
  });
  return run;
}

/** Has somebody choose the steps of a group from the beginning. */
export const beScheduler = (group: Group): void => {
  proceedTo(group, { schedule: [], isChosen: true });
};

/** Has a group follow a schedule to its end. */
export const followSchedule = (group: Group, schedule: Schedule): SteppedRun | null =>
  proceedTo(group, { schedule, isChosen: false });

/** Has a group follow a schedule to its end, and plays that from its start. */
export function playSchedule(group: Group, schedule: Schedule): void {
  if (followSchedule(group, schedule)) playFromStart();
}

function playFromStart(): void {
  if (prefersReducedMotion()) return;
  player.toStart();
  player.play();
}

/** Has a thread take the next step. */
export function chooseStep(thread: number): void {
  const now = replayed();
  if (!now?.replay.run.choices.some((choice) => choice.thread === thread)) return;
  proceedTo(now.group, { schedule: [...now.replay.run.schedule, thread], isChosen: true });
}

/** Lets the run on the stage go on by itself. */
export function finishSchedule(): void {
  const now = replayed();
  if (now && now.replay.run.choices.length > 0) {
    proceedTo(now.group, { schedule: now.replay.run.schedule, isChosen: false });
  }
}

/**
 * Moves a step of the schedule on the stage earlier or later. A schedule that has been followed to its end is so again.
 *
 * @returns the run and where the step is in it; `null` where it can go no further.
 */
export function shiftStep(
  index: number,
  to: 'earlier' | 'later',
): { readonly run: SteppedRun; readonly index: number } | null {
  const now = replayed();
  const moved = now && moveStep(now.replay.run.schedule, index, to);
  if (!moved) return null;
  const isChosen = now.replay.run.choices.length > 0;
  const tried = runStepped(now.group, moved.schedule, isChosen ? 'stop' : 'finish');
  if (tried.schedule.join() === now.replay.run.schedule.join()) return null;
  const run = proceedTo(now.group, { schedule: tried.schedule, isChosen });
  return run && { run, index: placeOfStep(moved.schedule, moved.index, run.schedule) };
}

/** Takes back the latest change of the schedule on the stage. */
export function undo(): void {
  const now = replayed();
  const { past, future } = historyStore.getState();
  const previous = past.at(-1);
  if (!now || !previous) return;
  show(now.group, previous);
  historyStore.setState({ past: past.slice(0, -1), future: [...future, presentVersion(now.replay)] });
}

/** Has the change that was taken back last again. */
export function redo(): void {
  const now = replayed();
  const { past, future } = historyStore.getState();
  const next = future.at(-1);
  if (!now || !next) return;
  show(now.group, next);
  historyStore.setState({ past: [...past, presentVersion(now.replay)], future: future.slice(0, -1) });
}

/**
 * Has the group of the page's schedule follow it, unless it does. One from a link is played where the link says so; one whose
 * mode was off for a while goes on as it was.
 *
 * @returns whether a group follows one now that has not before.
 */
export function followPageSchedule(): boolean {
  const { page, groups } = stageStore.getState();
  const group = groups.find(({ key }) => key === page.schedule?.mode);
  if (!page.schedule || !group || group.replay) return false;
  if (!isSteppable(group)) {
    notify(`“${group.offer.title}” has no steps whose order a schedule could say; it is left out.`);
    endReplay();
    return false;
  }
  const isReturning = page.schedule === shown;
  const { steps, isUnfinished } = page.schedule;
  if (isReturning) {
    show(group, { schedule: steps, isChosen: isUnfinished });
    return false;
  }
  const run = show(group, { schedule: steps, isChosen: isUnfinished });
  if (!run) return false;
  const leftOut = leftOutInWords(steps, run.schedule);
  if (leftOut) notify(leftOut);
  if (page.time !== null) player.seek(page.time);
  else if (page.autoplay) playFromStart();
  return true;
}
