import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Scenario } from '../../program/scenario.ts';
import { player, stageStore } from '../../stage/state/stage-store.ts';

/** The workload whose run the reader has seen to its end, since it was opened. */
const seenStore = createStore<Scenario | null>(() => null);

function look(): void {
  const { scenario, page, groups, running } = stageStore.getState();
  if (seenStore.getState() === scenario) return;
  const { time, duration, playing } = player.store.getState();
  const isMade = page.engine === 'model' || groups.some(({ live }) => live?.phase === 'finished');
  if (isMade && !running && !playing && duration > 0 && time >= duration) seenStore.setState(scenario, true);
}

/** Watches whether runs are seen to their end. */
export function followRuns(): () => void {
  const stops = [
    player.store.subscribe(look),
    stageStore.subscribe((state, previous) => {
      if (state.scenario !== previous.scenario) seenStore.setState(null, true);
      look();
    }),
  ];
  look();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whether the reader has seen a run of a workload to its end. */
export const useIsSeen = (scenario: Scenario): boolean => useStore(seenStore) === scenario;
