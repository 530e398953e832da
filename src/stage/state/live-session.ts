import { seconds } from '../../base/units.ts';
import type { LiveRun, LiveSession } from '../../live/page/live-run.ts';
import { requestFrame } from '../../player/frame.dom.ts';
import { modeKey } from '../../program/modes.ts';
import { paced } from './pace.ts';
import { growthStore, player, stageEnd, stageStore } from './stage-store.ts';

let session: LiveSession | null = null;

let keptRuns: ReadonlyMap<string, LiveRun> = new Map();

/** Live runs that still hold for the parameters on the page, by the keys of their modes, whether or not their mode is on. */
export const liveRuns = (): ReadonlyMap<string, LiveRun> => keptRuns;

/** What makes live runs: fetched after the first picture, which needs none of it. */
export const liveEngine = () => import('../../live/page/live-run.ts');

/** Counts cancellations, so that a run that is still waiting to begin learns that it is not wanted any more. */
let cancellations = 0;

/** Stops a live session at once, or keeps it from beginning. What it has recorded so far stays on the stage. */
export function cancel(): void {
  cancellations++;
  session?.cancel();
}

/** Cancels the live session and forgets all live runs: they no longer hold. */
export function forgetRuns(): void {
  cancel();
  session = null;
  keptRuns = new Map();
}

/**
 * Runs every mode that is on for real.
 *
 * @param preparation what is to be done before; a run that is cancelled meanwhile does not begin.
 */
export async function runLive(preparation: () => Promise<void>): Promise<void> {
  const asked = cancellations;
  await preparation();
  const { runLiveSession } = await liveEngine();
  if (asked !== cancellations) return;
  const { page, scenario, groups } = stageStore.getState();
  const { parameters, machine, unit, seed } = page;
  const modes = groups.map((group) => group.offer.mode);
  const begun = runLiveSession(scenario, modes, { parameters, machine, unit, seed });
  session = begun;
  keptRuns = new Map(begun.runs.map((liveRun) => [modeKey(liveRun.mode), liveRun]));
  stageStore.setState((state) => ({
    running: true,
    notices: [],
    groups: state.groups.map((group) => ({ ...group, live: keptRuns.get(group.key) ?? null })),
  }));
  player.begin(unit);
  const stopListening = begun.runs.map((liveRun) => liveRun.onChange(onLiveChange));
  begun.done.finally(() => {
    for (const stop of stopListening) stop();
    if (session !== begun) return;
    session = null;
    finishSession(begun);
  });
}

/** Least milliseconds between two renderings of the figures of a live run: faster than anybody reads. */
const FIGURES_REST = 120;

const figures = paced(() => stageStore.setState((state) => ({ revision: state.revision + 1 })), FIGURES_REST);

let frameRequested = false;

/** Tells readers of live traces to look again, once a frame however many runs have changed. */
function onLiveChange(): void {
  if (frameRequested) return;
  frameRequested = true;
  requestFrame(() => {
    frameRequested = false;
    if (!session) return;
    player.extend(seconds(Math.max(0, ...session.runs.map((liveRun) => liveRun.trace.duration))));
    growthStore.setState((frames) => frames + 1, true);
    figures.call();
  });
}

function finishSession(finished: LiveSession): void {
  const duration = Math.max(0, ...finished.runs.map((liveRun) => liveRun.trace.duration));
  stageStore.setState((state) => ({
    running: false,
    revision: state.revision + 1,
  }));
  player.finish(seconds(duration));
  player.extend(stageEnd());
}
