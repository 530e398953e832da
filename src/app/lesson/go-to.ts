import { seconds } from '../../base/units.ts';
import { modeKey } from '../../program/modes.ts';
import type { Moment } from '../../program/moment.ts';
import { toggleMode } from '../../stage/state/settings.ts';
import { player, selectGroup, shownTraces, stageStore, stepOrder } from '../../stage/state/stage-store.ts';
import { placeOf } from './placed-notes.ts';

/** Where the stage has a column of its own, which scrolls by itself. */
const WIDE = '(min-width: 901px)';

/** Shows a moment of a mode: turns the mode on, selects its group and puts the playhead there. */
export function goTo(mode: string, moment: Moment): void {
  const { scenario, groups } = stageStore.getState();
  const offer = scenario.modes.find((candidate) => modeKey(candidate.mode) === mode);
  if (offer && !groups.some(({ key }) => key === mode)) toggleMode(offer.mode);
  const stage = stageStore.getState();
  const group = stage.groups.find(({ key }) => key === mode);
  const place = group && placeOf(group, moment, stage);
  if (!group || !place) return;
  selectGroup(mode);
  const index = shownTraces().findIndex(({ actors }) => actors === place.trace.actors);
  if (index >= 0) player.toStep(stepOrder().stepOfEvent(index, place.event));
  else player.seek(seconds(place.time));
  if (matchMedia(WIDE).matches) {
    document.querySelector(`[data-group="${CSS.escape(mode)}"]`)?.scrollIntoView({ block: 'nearest' });
  }
}
