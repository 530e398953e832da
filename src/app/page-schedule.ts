import { stageStore } from './stage.ts';
import { hidesRuns } from './stage-state.ts';

async function look(): Promise<void> {
  const { page, scenario, groups } = stageStore.getState();
  const group = groups.find(({ key }) => key === page.schedule?.mode);
  if (!group || group.replay || hidesRuns({ page, scenario })) return;
  const { followPageSchedule } = await import('./schedules/replay.ts');
  followPageSchedule();
}

/** Has the mode that a link has a schedule for follow it, once its runs are shown. */
export function followLinkedSchedules(): () => void {
  void look();
  return stageStore.subscribe(look);
}
