import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Seconds, seconds } from '../base/units.ts';
import { initialPageState, type PageState, parsePageState, readScenarioId } from '../io/page-state.ts';
import type { LiveRun, LiveSession } from '../live/page/live-run.ts';
import { requestFrame } from '../player/frame.dom.ts';
import { createPlayer } from '../player/player.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import type { ParameterValues } from '../program/program.ts';
import { initialValues, type Scenario } from '../program/scenario.ts';
import { INITIAL_MACHINE } from '../runtime/settings.ts';
import {
  type CatalogueEntry,
  catalogue,
  entryById,
  firstScenario,
  loadScenario,
} from '../scenarios/catalogue.ts';
import type { Grouping } from '../trace/lanes.ts';
import { createStepReader, type StepOrder } from '../trace/steps.ts';
import type { Trace } from '../trace/trace.ts';
import { comparedTraces } from './comparison.ts';
import { isAskedFirst } from './kept-switch.ts';
import { keptTheme } from './kept-theme.ts';
import { paced } from './pace.ts';
import {
  type Calibration,
  type Group,
  groupsOf,
  hidesRuns,
  isImportAlone,
  pageOf,
  type StageState,
  shownTrace,
  stageDuration,
} from './stage-state.ts';

const firstEntry = catalogue[0] as CatalogueEntry;

function stateOf(
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
  stateOf(initialPageState(firstScenario), firstEntry, firstScenario, [], null),
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

let session: LiveSession | null = null;

/** Live runs that still hold for the parameters on the page, whether or not their mode is on. */
let keptRuns = new Map<string, LiveRun>();

/** The groups of a page, as the model predicts them by what is known of this browser. */
const groupsFor = (page: PageState, scenario: Scenario, kept = keptRuns): readonly Group[] => {
  const { calibration, groups } = stageStore.getState();
  const made = groupsOf(page, scenario, kept, calibration);
  const isOther = scenario !== stageStore.getState().scenario;
  if (isOther || hidesRuns({ page, scenario })) return made;
  return made.map((group) => {
    const before = groups.find(({ key }) => key === group.key);
    const replay = group.key === page.schedule?.mode ? (before?.replay ?? null) : null;
    return { ...group, replay, imported: before?.imported ?? null };
  });
};

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

/** Opens the page as its address says. Kept when it stands; what is to play at once begins a little later. */
export async function openStage(search: string): Promise<void> {
  cancel();
  session = null;
  keptRuns = new Map();
  const asked = readScenarioId(
    search,
    catalogue.map(({ id }) => id),
  );
  const entry = entryById(asked.id) ?? firstEntry;
  const opening = ++openings;
  const scenario = (await loaded(entry)) ?? firstScenario;
  if (opening !== openings) return;
  const { state, problems } = parsePageState(search, scenario);
  const page = state.theme === 'auto' ? { ...state, theme: keptTheme() } : state;
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

/** Whether the reader has asked for no motion, so that nothing plays by itself. */
export const prefersReducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What makes live runs: fetched after the first picture, which needs none of it. */
const liveEngine = () => import('../live/page/live-run.ts');

/**
 * Measures how fast this browser computes, where the model is to predict live runs of a workload that does, and has the
 * model predict them anew.
 */
async function calibrate(): Promise<void> {
  const { page, scenario } = stageStore.getState();
  if (page.engine === 'model' || !scenario.computes) return;
  const { measureSpeeds } = await liveEngine();
  const speeds = await measureSpeeds(scenario, page.modes, page.parameters);
  if (speeds === stageStore.getState().calibration?.speeds) return;
  stageStore.setState({ calibration: { speeds, cores: navigator.hardwareConcurrency } });
  predictAnew();
}

/** Has the model run again what is on the stage; the playhead stays where it is. */
function predictAnew(): void {
  const { page, scenario, running } = stageStore.getState();
  stageStore.setState({ groups: groupsFor(page, scenario) });
  if (!running) fitPlayer();
}

/** Runs every mode that is on: for real in the live engine, from the start of the model's run in the model's. */
export async function run(): Promise<void> {
  cancel();
  const asked = cancellations;
  if (isImportAlone(stageStore.getState())) {
    restPlayer();
    player.play();
    return;
  }
  endReplay();
  endImports();
  revealRuns();
  if (stageStore.getState().page.engine === 'model') {
    restPlayer();
    player.play();
    return;
  }
  await calibrate();
  const { runLiveSession } = await liveEngine();
  if (asked !== cancellations) return;
  const { page, scenario, groups } = stageStore.getState();
  const { parameters, machine, unit, seed } = page;
  const modes = groups.map((group) => group.offer.mode);
  const begun = runLiveSession(scenario, modes, { parameters, machine, unit, seed });
  session = begun;
  keptRuns = new Map(begun.runs.map((liveRun) => [modeKey(liveRun.mode), liveRun]));
  stageStore.setState((state) => ({
    running: true,
    notices: [],
    groups: state.groups.map((group) => ({ ...group, live: keptRuns.get(group.key) ?? null })),
  }));
  player.begin(unit);
  const stopListening = begun.runs.map((liveRun) => liveRun.onChange(onLiveChange));
  begun.done.finally(() => {
    for (const stop of stopListening) stop();
    if (session !== begun) return;
    session = null;
    finishSession(begun);
  });
}

/** Least milliseconds between two renderings of the figures of a live run: faster than anybody reads. */
const FIGURES_REST = 120;

const figures = paced(() => stageStore.setState((state) => ({ revision: state.revision + 1 })), FIGURES_REST);

/** Counts the frames in which live traces have grown: what draws them subscribes to it, past React. */
export const growthStore = createStore<number>(() => 0);

let frameRequested = false;

/** Tells readers of live traces to look again, once a frame however many runs have changed. */
function onLiveChange(): void {
  if (frameRequested) return;
  frameRequested = true;
  requestFrame(() => {
    frameRequested = false;
    if (!session) return;
    player.extend(seconds(Math.max(0, ...session.runs.map((liveRun) => liveRun.trace.duration))));
    growthStore.setState((frames) => frames + 1, true);
    figures.call();
  });
}

function finishSession(finished: LiveSession): void {
  const duration = Math.max(0, ...finished.runs.map((liveRun) => liveRun.trace.duration));
  stageStore.setState((state) => ({
    running: false,
    revision: state.revision + 1,
  }));
  player.finish(seconds(duration));
  player.extend(stageEnd());
}

/** Counts cancellations, so that a run that is still waiting to begin learns that it is not wanted any more. */
let cancellations = 0;

/** Stops a live session at once, or keeps it from beginning. What it has recorded so far stays on the stage. */
export function cancel(): void {
  cancellations++;
  session?.cancel();
}

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
function restPlayer(time?: Seconds): void {
  const end = stageEnd();
  player.load(end, unitNow(end), time);
}

/** Has the playhead reach the end of what is shown now; it stays where it is. */
export function fitPlayer(): void {
  restPlayer(player.store.getState().time);
}

/** Changes the page so that earlier live runs no longer hold: they are cancelled and forgotten. */
function restart(
  page: PageState,
  scenario = stageStore.getState().scenario,
  groups = groupsFor({ ...page, schedule: null }, scenario, new Map()),
  time?: Seconds,
  entry = entryById(scenario.id),
): void {
  cancel();
  session = null;
  keptRuns = new Map();
  stageStore.setState((state) => ({
    page: { ...page, schedule: null },
    entry: entry ?? state.entry,
    scenario,
    groups,
    running: false,
    notices: [],
    selected: groups.some((group) => group.key === state.selected) ? state.selected : (groups[0]?.key ?? ''),
  }));
  restPlayer(time);
}

/** Opens another entry of the catalogue, a workload as it is when first opened. What was open stays until it is there. */
export async function choose(id: string): Promise<void> {
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
  restart({ ...page, predict: scenario.lesson !== null && isAskedFirst() }, scenario);
  void calibrate();
}

/** Keeps the runs from the reader, who is to predict something of them. Finished ones are there again afterwards. */
export function hideRuns(): void {
  const { page, scenario, running } = stageStore.getState();
  const asking = { ...page, predict: true, schedule: null };
  if (running) restart(asking);
  else showPage(asking, groupsFor(asking, scenario));
}

/** Shows the runs to a reader who has predicted, or who would rather see them. */
export function revealRuns(): void {
  const { page, scenario } = stageStore.getState();
  if (!page.predict) return;
  const shown = { ...page, predict: false };
  showPage(shown, groupsFor(shown, scenario));
}

function showPage(page: PageState, groups: StageState['groups']): void {
  stageStore.setState({ page, groups });
  restPlayer();
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

/** Has no group show what it has from a file any more: each shows its own run. */
function endImports(): void {
  const { groups } = stageStore.getState();
  if (groups.some(({ imported }) => imported)) showOwnRuns(groups.map(({ key }) => key));
}

/** Has some groups show their own runs, not what they have from a file. */
export function showOwnRuns(keys: readonly string[]): void {
  stageStore.setState(({ groups }) => ({
    groups: groups.map((group) => (keys.includes(group.key) ? { ...group, imported: null } : group)),
  }));
  fitPlayer();
}

/** Sets one of the scenario's parameters. */
export const setParameter = (name: string, value: number | boolean): void => setParameters({ [name]: value });

/** Sets some of the scenario's parameters. */
export function setParameters(values: ParameterValues): void {
  const { page } = stageStore.getState();
  restart({ ...page, parameters: { ...page.parameters, ...values } });
}

/** Sets the workload's parameters and the machine as they were when it was opened first. */
export function resetSettings(): void {
  const { page, scenario } = stageStore.getState();
  restart({ ...page, parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE });
}

/** Sets the machine, the unit or the seed. */
export function setSettings(settings: Partial<Pick<PageState, 'machine' | 'unit' | 'seed'>>): void {
  restart({ ...stageStore.getState().page, ...settings });
}

/** Sets the machine as a dial does, which is turned to see what it changes: the playhead stays where it is, or at the end. */
export function setMachine(machine: PageState['machine']): void {
  const { time, duration } = player.store.getState();
  const isAtEnd = time > 0 && time >= duration;
  restart(
    { ...stageStore.getState().page, machine },
    undefined,
    undefined,
    isAtEnd ? seconds(Number.POSITIVE_INFINITY) : time > 0 ? time : undefined,
  );
}

/** Shows live runs or the model's. Runs made before stay. */
export function setEngine(engine: PageState['engine']): void {
  cancel();
  endReplay();
  stageStore.setState((state) => ({ page: { ...state.page, engine } }));
  if (stageStore.getState().scenario.computes) predictAnew();
  restPlayer();
  if (engine === 'live' && keptRuns.size > 0) player.toEnd();
  void calibrate();
}

/**
 * Turns a mode on or off; the last one stays on. Its live run and its schedule are kept while the parameters stay; a run goes
 * on unseen when it is under way.
 */
export function toggleMode(mode: Mode): void {
  const { page, scenario, running } = stageStore.getState();
  const key = modeKey(mode);
  const isOn = page.modes.some((on) => modeKey(on) === key);
  const wanted = new Set(page.modes.map(modeKey));
  if (isOn) wanted.delete(key);
  else wanted.add(key);
  if (wanted.size === 0) return;
  const modes = scenario.modes.map((offer) => offer.mode).filter((offered) => wanted.has(modeKey(offered)));
  const next = { ...page, modes };
  const groups = groupsFor(next, scenario);
  stageStore.setState((state) => ({
    page: next,
    groups,
    selected: groups.some((group) => group.key === state.selected) ? state.selected : (groups[0]?.key ?? ''),
  }));
  if (!running) fitPlayer();
}

/** Has no group follow a schedule any more: each shows its own run. */
export function endReplay(): void {
  const { page, groups } = stageStore.getState();
  if (!page.schedule) return;
  stageStore.setState({
    page: { ...page, schedule: null },
    groups: groups.map((group) => (group.replay ? { ...group, replay: null } : group)),
  });
  fitPlayer();
}

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
