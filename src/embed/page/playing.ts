import { createStore } from 'zustand/vanilla';
import { cancel } from '../../stage/state/live-session.ts';
import { run } from '../../stage/state/run.ts';
import { hidesRuns, type StageState } from '../../stage/state/stage-state.ts';
import { player, stageStore } from '../../stage/state/stage-store.ts';
import { embedStore } from './embed-store.ts';

interface Playing {
  /** Whether playing has ever been asked for. */
  readonly wasAsked: boolean;
  /** Whether a run has been asked for that has not begun yet. */
  readonly isBeginning: boolean;
  /** Whether a live run was broken off, not by its reader, so that the next one is to begin anew. */
  readonly isBrokenOff: boolean;
}

/** What becomes of playing, beside what the player knows. */
export const playingStore = createStore<Playing>(() => ({
  wasAsked: false,
  isBeginning: false,
  isBrokenOff: false,
}));

/** Whether there is nothing of the runs yet that could be played. */
export const isNotRun = ({ page, groups }: Pick<StageState, 'page' | 'groups'>): boolean =>
  page.engine === 'live' && groups.every(({ live, replay, imported }) => !live && !replay && !imported);

/** Whether playing makes live runs first. */
const isToRun = (state: StageState): boolean => isNotRun(state) || playingStore.getState().isBrokenOff;

/** Counts what has been asked for, so that what is asked for last is what happens. */
let asked = 0;

/** Kept once it is known what this browser can run. */
function capabilityKnown(): Promise<void> {
  return new Promise((resolve) => {
    if (stageStore.getState().capability !== 'unknown') return resolve();
    const stop = stageStore.subscribe(({ capability }) => {
      if (capability === 'unknown') return;
      stop();
      resolve();
    });
  });
}

/**
 * Plays, whoever asks: runs for real what has not been run, and else moves the playhead on, from the start of the stretch
 * that is played where it stands outside. While runs are to be predicted it does nothing: the question is what there is to do.
 * A picture for paper does not play either.
 */
export async function play(): Promise<void> {
  if (embedStore.getState().view === 'print') return;
  const state = stageStore.getState();
  if (hidesRuns(state) || playingStore.getState().isBeginning) return;
  playingStore.setState({ wasAsked: true });
  if (!state.running && isToRun(state)) await runAnew();
  else playOn();
}

/** Runs every mode that is on, whatever there is of their runs: for real, or the model's from their start. */
export async function runAnew(): Promise<void> {
  const asking = ++asked;
  playingStore.setState({ wasAsked: true, isBeginning: true, isBrokenOff: false });
  try {
    await capabilityKnown();
    if (asking === asked) await run();
  } finally {
    if (asking === asked) playingStore.setState({ isBeginning: false });
  }
}

function playOn(): void {
  const { time, range } = player.store.getState();
  if (range && (time < range.from || time >= range.to)) player.seek(range.from);
  player.play();
}

/** Pauses where it stands. A live run goes on; one that has not begun yet does not begin. */
export function pause(): void {
  if (playingStore.getState().isBeginning) stop();
  else player.pause();
}

/** Plays or pauses. */
export function toggle(): void {
  if (player.store.getState().playing) pause();
  else void play();
}

/** Breaks a live run off. One that has not begun yet does not begin. */
export function breakOff(): void {
  asked++;
  playingStore.setState({ isBeginning: false });
  cancel();
}

/**
 * Stops for nobody looks: pauses, and breaks a live run off, which would take the next slide's cores.
 *
 * @returns whether there was anything to stop.
 */
export function stop(): boolean {
  const { isBeginning } = playingStore.getState();
  const isRun = isBeginning || stageStore.getState().running;
  const isStopped = isRun || player.store.getState().playing;
  if (isRun) playingStore.setState({ isBrokenOff: true });
  breakOff();
  player.pause();
  return isStopped;
}
