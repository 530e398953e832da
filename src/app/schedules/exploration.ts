import { proxy, releaseProxy, wrap } from 'comlink';
import { createStore } from 'zustand/vanilla';
import { startWorker } from '../../live/page/start-worker.ts';
import type { Exploration } from '../../sim/explore.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import type { Explorer } from './explore.worker.ts';
import workerAddress from './explore.worker.ts?worker&url';
import { whileItHolds } from './while-it-holds.ts';

/** How many runs an exploration makes at most. */
export const MOST_RUNS = 20_000;

/** An exploration of one mode on the stage. */
interface ExplorationState {
  /** The key of the mode; `null` before the first exploration of what is on the stage. */
  readonly mode: string | null;
  readonly phase: 'under-way' | 'finished' | 'cancelled' | 'failed';
  /** What has been found so far; `null` before the first report. */
  readonly found: Exploration | null;
  /** Why it failed, in words. */
  readonly problem: string | null;
}

const NONE: ExplorationState = { mode: null, phase: 'cancelled', found: null, problem: null };

/** The latest exploration of what is on the stage. */
export const explorationStore = createStore<ExplorationState>(() => NONE);

/** Ends the worker of the latest exploration, if it is still there. */
let dismissLatest: () => void = () => {};

/** Ends the watching over whether what the latest exploration has found still holds. */
let stopWatching: () => void = () => {};

/** Explores all schedules of a mode in a worker of its own, in place of any exploration under way. */
export async function exploreSchedules({ key, offer }: Group): Promise<void> {
  dismissLatest();
  stopWatching();
  const { scenario, page } = stageStore.getState();
  const { parameters, machine, seed } = page;
  const worker = startWorker(workerAddress, 'exploration');
  const remote = wrap<Explorer>(worker);
  let isStopped = false;
  const tell = (told: Partial<ExplorationState>): void => {
    if (!isStopped) explorationStore.setState(told);
  };
  const dismiss = (): void => {
    if (isStopped) return;
    isStopped = true;
    remote[releaseProxy]();
    worker.terminate();
  };
  dismissLatest = dismiss;
  stopWatching = whileItHolds(key, () => {
    dismiss();
    explorationStore.setState(NONE, true);
  });
  explorationStore.setState({ ...NONE, mode: key, phase: 'under-way' }, true);
  const request = {
    scenario: scenario.id,
    mode: offer.mode,
    options: { parameters, machine, seed },
    limits: { runs: MOST_RUNS },
  };
  try {
    const found = await Promise.race([
      remote.explore(
        request,
        proxy((found: Exploration) => tell({ found })),
      ),
      failureOf(worker),
    ]);
    tell({ phase: 'finished', found });
  } catch (error) {
    tell({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) });
  }
  dismiss();
}

const failureOf = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('The worker does not start.')));
  });

/** Ends the exploration under way. What has been found stays. */
export function cancelExploration(): void {
  if (explorationStore.getState().phase !== 'under-way') return;
  dismissLatest();
  explorationStore.setState({ phase: 'cancelled' });
}
