import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Seconds, seconds } from '../../base/units.ts';
import { initialPageState, type PageState } from '../../io/page-state.ts';
import { requestFrame } from '../../player/frame.dom.ts';
import { createPlayer } from '../../player/player.ts';
import type { Scenario } from '../../program/scenario.ts';
import { type CatalogueEntry, catalogue } from '../../scenarios/catalogue.ts';
import type { Grouping } from '../../trace/lanes/lanes.ts';
import { createStepReader, type StepOrder } from '../../trace/steps.ts';
import type { Trace } from '../../trace/trace.ts';
import { comparedTraces } from './comparison.ts';
import { NO_WORKLOAD } from './no-workload.ts';
import {
  type Calibration,
  groupsOf,
  isImportAlone,
  type StageState,
  shownTrace,
  stageDuration,
} from './stage-state.ts';

/** The entry that an address without `scenario` opens. */
export const firstEntry = catalogue[0] as CatalogueEntry;

/** The stage as a page opens it. */
export function stateOf(
  page: PageState,
  entry: CatalogueEntry,
  scenario: Scenario,
  notices: readonly string[],
  calibration: Calibration | null,
): StageState {
  const groups = groupsOf(page, scenario, new Map(), calibration);
  return {
    page,
    entry,
    scenario,
    groups,
    running: false,
    revision: 0,
    capability: 'unknown',
    calibration,
    grouping: 'task',
    showsCriticalPath: false,
    showsArrows: false,
    selected: groups[0]?.key ?? '',
    notices,
  };
}

/** The page's state outside the playhead. Components read it by `useStage`; only the functions below change it. */
export const stageStore = createStore<StageState>(() =>
  stateOf(initialPageState(NO_WORKLOAD), firstEntry, NO_WORKLOAD, [], null),
);

/** The traces on screen, in the order of the groups. */
export const shownTraces = (): readonly Trace[] => {
  const { groups, page } = stageStore.getState();
  return groups.flatMap((group) => shownTrace(group, page.engine) ?? []);
};

const steps = createStepReader();

/** The events of all traces on screen in one order. */
export const stepOrder = (): StepOrder => steps.read(shownTraces());

/** The playhead. It moves past React: what follows it subscribes to `player.store`. */
export const player = createPlayer({ requestFrame, steps: stepOrder });

/** Reads the page's state in a component. */
export const useStage = <Selected>(select: (state: StageState) => Selected): Selected =>
  useStore(stageStore, select);

/** Counts the frames in which live traces have grown: what draws them subscribes to it, past React. */
export const growthStore = createStore<number>(() => 0);

/** The end of the axis, by all that is on the stage now. */
export function stageEnd(): Seconds {
  const { groups, page } = stageStore.getState();
  return seconds(stageDuration(groups, page.engine, comparedTraces(groups, page.engine)));
}

/** Real seconds per program second of a replay: slow enough to see each step. */
export const REPLAY_UNIT = 5;

/** Real seconds that a run from a file plays, which may have taken a millisecond or a day. */
const IMPORT_PLAYS = 15;

/** Real seconds per second of what is shown. */
function unitNow(end: Seconds): number {
  const { page, groups, scenario } = stageStore.getState();
  if (groups.some(({ replay }) => replay)) return REPLAY_UNIT;
  return isImportAlone({ scenario }) && end > 0 ? IMPORT_PLAYS / end : page.unit;
}

/** Puts the playhead at rest at the start of what is shown, or at a time. */
export function restPlayer(time?: Seconds): void {
  const end = stageEnd();
  player.load(end, unitNow(end), time);
}

/** Has the playhead reach the end of what is shown now; it stays where it is. */
export function fitPlayer(): void {
  restPlayer(player.store.getState().time);
}

/** Whether the reader has asked for no motion, so that nothing plays by itself. */
export const prefersReducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Groups the lanes by task, thread or core. */
export function setGrouping(grouping: Grouping): void {
  stageStore.setState({ grouping });
}

/** Shows the code of a group. */
export function selectGroup(key: string): void {
  stageStore.setState({ selected: key });
}

/** Gives the lanes the names of the workload's everyday story, or their own. */
export function setStory(story: boolean): void {
  stageStore.setState((state) => ({ page: { ...state.page, story } }));
}

/** Sets the theme. */
export function setTheme(theme: PageState['theme']): void {
  stageStore.setState((state) => ({ page: { ...state.page, theme } }));
}

/** Adds a sentence to what the page has to say. */
export function notify(notice: string): void {
  stageStore.setState((state) => ({ notices: [...state.notices, notice] }));
}

/** Puts a notice away. */
export function dismissNotice(index: number): void {
  stageStore.setState((state) => ({ notices: state.notices.filter((_, position) => position !== index) }));
}
