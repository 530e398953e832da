import { followLinkedSchedules } from '../../stage/replay/linked-schedule.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import { openTab } from '../inspector/inspection.ts';

/** Has runs follow the schedules of links, beside their tab, and the scheduler's keys choose steps while somebody does. */
export function followSchedules(): void {
  followLinkedSchedules(() => openTab('schedules'));
  stageStore.subscribe(async ({ groups }, previous) => {
    if (groups === previous.groups || !groups.some(({ replay }) => replay?.isChosen)) return;
    const { listenToSchedulerKeys } = await import('./choosing-by-keys.ts');
    if (stageStore.getState().page.schedule) listenToSchedulerKeys();
  });
}
