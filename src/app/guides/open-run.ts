import { seconds } from '../../base/units.ts';
import { setViewport, viewportEnd } from '../../stage/playhead/view.ts';
import { openAs } from '../../stage/state/opening.ts';
import { player, prefersReducedMotion, selectGroup, stepOrder } from '../../stage/state/stage-store.ts';
import { clampViewport } from '../../timeline/viewport.ts';
import { meetRequest, type Place, type RunRequest } from './run-request.ts';

/** Opens the run of the model that is asked for: with a moment, at rest there, else playing from its start. */
export async function openRun(request: RunRequest): Promise<void> {
  const opened = await openAs(request.scenario, (scenario, kept) => meetRequest(request, scenario, kept));
  if (!opened) return;
  selectGroup(request.mode);
  // The stage takes the guide's place first.
  requestAnimationFrame(() => showGroup(request.mode));
  if (opened.place) showPlace(opened.place, request.around);
  else if (!request.moment && !prefersReducedMotion()) player.play();
}

function showGroup(key: string): void {
  document.querySelector(`[data-group="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'nearest' });
}

function showPlace({ group, event }: Place, around: number | undefined): void {
  player.toStep(stepOrder().stepOfEvent(group, event));
  if (around === undefined) return;
  const from = seconds(player.store.getState().time - around / 2);
  setViewport(clampViewport({ from, to: seconds(from + around) }, viewportEnd()));
}
