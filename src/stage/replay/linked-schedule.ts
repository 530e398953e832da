import { hidesRuns } from '../state/stage-state.ts';
import { stageStore } from '../state/stage-store.ts';

/**
 * Has the mode that a link has a schedule for follow it, once its runs are shown.
 *
 * @param onFollowed is called when it does.
 */
export function followLinkedSchedules(onFollowed: () => void = () => {}): () => void {
  const look = async (): Promise<void> => {
    const { page, scenario, groups } = stageStore.getState();
    const group = groups.find(({ key }) => key === page.schedule?.mode);
    if (!group || group.replay || hidesRuns({ page, scenario })) return;
    const { followPageSchedule } = await import('./replay.ts');
    if (followPageSchedule()) onFollowed();
  };
  void look();
  return stageStore.subscribe(look);
}
