import { openAs } from '../state/opening.ts';
import { showOwnRuns } from '../state/settings.ts';
import { groupsOf, isImportAlone } from '../state/stage-state.ts';
import { stageStore } from '../state/stage-store.ts';

/** Takes a run from a file off the stage. Behind the last that stood alone is the workload that was open before. */
export async function closeRun(key: string): Promise<void> {
  const state = stageStore.getState();
  if (!isImportAlone(state)) {
    showOwnRuns([key]);
    return;
  }
  const groups = state.groups.filter((group) => group.key !== key);
  if (groups.length > 0) {
    stageStore.setState({ groups, selected: groups[0]?.key ?? '' });
    return;
  }
  await openAs(state.page.scenario, (scenario, page) => ({
    page,
    groups: groupsOf(page, scenario, new Map(), state.calibration),
  }));
}
