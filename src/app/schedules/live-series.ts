import { createStore } from 'zustand/vanilla';
import type { LiveSession } from '../../live/page/live-run.ts';
import { cancel } from '../../stage/state/live-session.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import { outcomeOf, type RunOutcome } from '../../trace/outcome.ts';
import type { Trace } from '../../trace/trace.ts';
import { whileItHolds } from './while-it-holds.ts';

/** An outcome of live runs. */
export interface SeenOutcome {
  readonly outcome: RunOutcome;
  readonly runs: number;
  /** The first run that came to it. */
  readonly first: Trace;
}

/** Live runs of one mode, one after another. */
interface LiveSeries {
  /** The key of the mode; `null` before the first series of what is on the stage. */
  readonly mode: string | null;
  readonly phase: 'under-way' | 'finished' | 'cancelled';
  /** How many runs were asked for. */
  readonly wanted: number;
  /** How many are over. */
  readonly done: number;
  /** The most frequent first. */
  readonly outcomes: readonly SeenOutcome[];
}

const NONE: LiveSeries = { mode: null, phase: 'cancelled', wanted: 0, done: 0, outcomes: [] };

/** The latest series of live runs of what is on the stage. */
export const seriesStore = createStore<LiveSeries>(() => NONE);

/** Real seconds per program second of waiting: in a series nobody watches. */
const UNWATCHED_UNIT = 0.02;

/** Ends the runs of the latest series. */
let endLatest: () => void = () => {};

/** Ends the watching over whether what the latest series has seen still holds. */
let stopWatching: () => void = () => {};

/** Runs a mode live so many times, one after another and without drawing, in place of any run or series under way. */
export async function runSeries({ key, offer }: Group, wanted: number): Promise<void> {
  endLatest();
  stopWatching();
  cancel();
  let session: LiveSession | null = null;
  let isStopped = false;
  const end = (): void => {
    isStopped = true;
    session?.cancel();
    stopYielding();
  };
  const stopYielding = stageStore.subscribe((state, previous) => {
    if (!state.running || previous.running) return;
    end();
    cancelled();
  });
  endLatest = end;
  stopWatching = whileItHolds(key, () => {
    end();
    seriesStore.setState(NONE, true);
  });
  seriesStore.setState({ ...NONE, mode: key, phase: 'under-way', wanted }, true);
  const { runLiveSession } = await import('../../live/page/live-run.ts');
  const { scenario, page } = stageStore.getState();
  const { parameters, machine, seed } = page;
  const unit = scenario.computes ? page.unit : Math.min(page.unit, UNWATCHED_UNIT);
  for (let done = 1; done <= wanted && !isStopped; done++) {
    session = runLiveSession(scenario, [offer.mode], { parameters, machine, seed, unit });
    const [trace] = await session.done;
    if (isStopped || !trace) return;
    seriesStore.setState(({ outcomes }) => ({ done, outcomes: withRun(outcomes, trace) }));
  }
  if (isStopped) return;
  seriesStore.setState({ phase: 'finished' });
  stopYielding();
}

function withRun(outcomes: readonly SeenOutcome[], trace: Trace): readonly SeenOutcome[] {
  const outcome = outcomeOf(trace);
  const known = outcomes.find((seen) => seen.outcome.text === outcome.text);
  const others = outcomes.filter((seen) => seen !== known);
  const seen = known ? { ...known, runs: known.runs + 1 } : { outcome, runs: 1, first: trace };
  return [...others, seen].sort((one, other) => other.runs - one.runs);
}

function cancelled(): void {
  if (seriesStore.getState().phase === 'under-way') seriesStore.setState({ phase: 'cancelled' });
}

/** Ends the series under way and its workers at once. What has been seen stays. */
export function cancelSeries(): void {
  endLatest();
  cancelled();
}
