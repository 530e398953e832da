import type { StageState } from '../../stage/state/stage-state.ts';
import { stageStore } from '../../stage/state/stage-store.ts';

type Setting = Pick<StageState, 'entry' | 'scenario' | 'page' | 'groups'>;

/** Whether what was found of a mode on one stage holds for another, which has the mode as well. */
const holdsStill = (mode: string, one: Setting, other: Setting): boolean =>
  one.entry === other.entry &&
  one.scenario === other.scenario &&
  one.page.parameters === other.page.parameters &&
  one.page.machine === other.page.machine &&
  one.page.seed === other.page.seed &&
  other.groups.some(({ key }) => key === mode);

/**
 * Watches the stage for as long as what was found of a mode holds.
 *
 * @param forget is called once, when it holds no more.
 * @returns what ends the watching before that.
 */
export function whileItHolds(mode: string, forget: () => void): () => void {
  const stop = stageStore.subscribe((state, previous) => {
    if (holdsStill(mode, previous, state)) return;
    stop();
    forget();
  });
  return stop;
}
