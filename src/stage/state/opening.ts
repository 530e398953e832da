import { type PageState, parsePageState, readScenarioId, type Theme } from '../../io/page-state.ts';
import type { Scenario } from '../../program/scenario.ts';
import { type CatalogueEntry, catalogue, entryById, loadScenario } from '../../scenarios/catalogue.ts';
import { cancel, forgetRuns, liveEngine } from './live-session.ts';
import { NO_WORKLOAD } from './no-workload.ts';
import { run } from './run.ts';
import { calibrate, endImports, restart } from './settings.ts';
import { type Group, hidesRuns, pageOf, type StageState } from './stage-state.ts';
import {
  firstEntry,
  notify,
  player,
  prefersReducedMotion,
  restPlayer,
  stageStore,
  stateOf,
} from './stage-store.ts';

/** How an address is read: by the page, or by a frame. */
export interface AddressReader {
  /** The ids of what it can open; the first is what an address without `scenario` means. */
  readonly ids: readonly string[];
  /** Reads what an address says of a workload, and a sentence for whatever is not understood. */
  readonly read: (
    search: string,
    scenario: Scenario,
  ) => { readonly state: PageState; readonly problems: readonly string[] };
}

/** Reads the address of the page. */
export const PAGE_READER: AddressReader = { ids: catalogue.map(({ id }) => id), read: parsePageState };

/** Counts what has been opened, so that what was asked for last is what is shown, however long others take to load. */
let openings = 0;

/** The workload of an entry; `null` for a guide, and, with a notice, for one whose file cannot be fetched. */
async function loaded(entry: CatalogueEntry): Promise<Scenario | null> {
  try {
    return (await loadScenario(entry.id)) ?? null;
  } catch {
    notify(`“${entry.title}” could not be fetched. Check the connection, and open it again.`);
    return null;
  }
}

/**
 * Opens the stage as an address says. Kept when it stands; what is to play at once begins a little later.
 *
 * @param theme what the reader has chosen for addresses that name none.
 */
export async function openStage(
  search: string,
  theme: Theme = 'auto',
  { ids, read }: AddressReader = PAGE_READER,
): Promise<void> {
  forgetRuns();
  const asked = readScenarioId(search, ids);
  const entry = entryById(asked.id) ?? firstEntry;
  const opening = ++openings;
  const scenario = (await loaded(entry)) ?? (await loaded(firstEntry)) ?? NO_WORKLOAD;
  if (opening !== openings) return;
  const { state, problems } = read(search, scenario);
  const page = state.theme === 'auto' ? { ...state, theme } : state;
  const notices = asked.problem === null ? problems : [asked.problem, ...problems];
  stageStore.setState(stateOf(page, entry, scenario, notices, stageStore.getState().calibration), true);
  restPlayer();
  if (page.time !== null) player.seek(page.time);
  void begin(opening);
}

/** Finds out what the browser can run, and runs what was opened where it is to play at once. */
async function begin(opening: number): Promise<void> {
  const capability = await (await liveEngine()).liveCapability();
  stageStore.setState((state) => ({
    capability,
    ...(capability === 'model-only' &&
      state.page.engine === 'live' && {
        page: { ...state.page, engine: 'model' as const },
        notices: [
          ...state.notices,
          'This page cannot start workers here, so it shows what the model predicts.',
        ],
      }),
  }));
  await calibrate();
  const { page, entry, scenario } = stageStore.getState();
  if (opening !== openings || entry.kind === 'guide' || hidesRuns({ page, scenario })) return;
  // What follows a schedule is played once it does.
  if (page.autoplay && !page.schedule && !prefersReducedMotion()) await run();
}

/**
 * Opens another entry of the catalogue, a workload as it is when first opened. What was open stays until it is there.
 *
 * @param asksFirst whether the reader is to predict the run, where there is something to predict.
 */
export async function openEntry(id: string, asksFirst: boolean): Promise<void> {
  const entry = entryById(id);
  if (!entry) return;
  const opening = ++openings;
  if (entry.kind === 'guide') {
    cancel();
    player.pause();
    stageStore.setState({ entry, notices: [] });
    return;
  }
  const scenario = await loaded(entry);
  if (!scenario || opening !== openings) return;
  const page = pageOf(scenario, stageStore.getState().page);
  endImports();
  restart({ ...page, predict: scenario.lesson !== null && asksFirst }, scenario);
  void calibrate();
}

/**
 * Opens a workload as the page that is made for it, which it gives; `null` where its file cannot be fetched, or something
 * else has been asked for meanwhile.
 *
 * @param pageFor makes the page and its groups, given the page that is there.
 */
export async function openAs<Opened extends Pick<StageState, 'page' | 'groups'>>(
  id: string,
  pageFor: (scenario: Scenario, kept: PageState) => Opened,
): Promise<Opened | null> {
  const entry = entryById(id);
  if (!entry) return null;
  const opening = ++openings;
  const scenario = await loaded(entry);
  if (!scenario || opening !== openings) return null;
  const opened = pageFor(scenario, stageStore.getState().page);
  restart(opened.page, scenario, opened.groups);
  return opened;
}

/** Shows runs that belong to no workload, in place of what is on the stage. The page stays that of the workload before. */
export function openRuns(entry: CatalogueEntry, scenario: Scenario, groups: readonly Group[]): void {
  openings++;
  restart(stageStore.getState().page, scenario, groups, undefined, entry);
}
