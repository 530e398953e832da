import { viewportStore } from './view.ts';

/** How far right of the playhead the pointer still is at it, as a share of what is in view. */
const AT_PLAYHEAD = 0.005;

/** Whether a moment is still to come at the playhead: nothing of it is told, for somebody may be guessing it. */
export function isToCome(moment: number, playhead: number): boolean {
  const { from, to } = viewportStore.getState();
  return moment > playhead + AT_PLAYHEAD * (to - from);
}
