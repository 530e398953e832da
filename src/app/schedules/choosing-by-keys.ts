import { takesWriting } from '../../stage/keyboard.ts';
import { chooseStep, redo, replayed, undo } from '../../stage/replay/replay.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import { type SchedulerActions, schedulerActionOf } from './scheduler-keys.ts';

/** What the keys of the scheduler do to the schedule on the stage. */
export const schedulerActions: SchedulerActions = { choose: chooseStep, undo, redo };

/** Has a key do what it means to the scheduler while somebody chooses: before anything else that it may mean. */
function onKey(event: KeyboardEvent): void {
  if (!replayed()?.replay.isChosen || takesWriting(event.target)) return;
  const action = schedulerActionOf(event, schedulerActions);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

let isListening = false;

/** Has the keys of the scheduler be its own, wherever the focus is, until the page has no schedule any more. */
export function listenToSchedulerKeys(): void {
  if (isListening) return;
  isListening = true;
  document.addEventListener('keydown', onKey, true);
  const stop = stageStore.subscribe(({ page }) => {
    if (page.schedule) return;
    stop();
    isListening = false;
    document.removeEventListener('keydown', onKey, true);
  });
}
