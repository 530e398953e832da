import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { seconds } from '../base/units.ts';
import { initialPageState, type PageState, parsePageState } from '../io/page-state.ts';
import { type LiveRun, type LiveSession, liveCapability, runLiveSession } from '../live/page/live-run.ts';
import { requestFrame } from '../player/frame.dom.ts';
import { createPlayer } from '../player/player.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import type { Scenario } from '../program/scenario.ts';
import { catalogue, scenarioById } from '../scenarios/catalogue.ts';
import type { Grouping } from '../trace/lanes.ts';
import { createStepReader, type StepOrder } from '../trace/steps.ts';
import type { Trace } from '../trace/trace.ts';
import { keptTheme } from './kept-theme.ts';
import { paced } from './pace.ts';
import { groupsOf, pageOf, type StageState, shownTrace, stageDuration } from './stage-state.ts';

const firstScenario = catalogue[0] as Scenario;

function stateOf(page: PageState, notices: readonly string[]): StageState {
  const scenario = scenarioById(page.scenario) ?? firstScenario;
  const groups = groupsOf(page, scenario, new Map());
  return {
    page,
    scenario,
    groups,
    running: false,
    revision: 0,
    capability: 'unknown',
    grouping: 'task',
    selected: groups[0]?.key ?? '',
    notices,
  };
}

/** The page's state outside the playhead. Components read it by `useStage`; only the functions below change it. */
export const stageStore = createStore<StageState>(() => stateOf(initialPageState(firstScenario), []));

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

/** Opens the page as its address says, and finds out what the browser can run. */
export async function openStage(search: string): Promise<void> {
  cancel();
  session = null;
  keptRuns = new Map();
  const { state, problems } = parsePageState(search, catalogue);
  const page = state.theme === 'auto' ? { ...state, theme: keptTheme() } : state;
  stageStore.setState(stateOf(page, problems), true);
  restPlayer();
  if (page.time !== null) player.seek(page.time);
  const capability = await liveCapability();
  const cannotRun = capability === 'model-only' && page.engine === 'live';
  stageStore.setState((state) => ({
    capability,
    ...(cannotRun && {
      page: { ...state.page, engine: 'model' as const },
      notices: [
        ...state.notices,
        'This page cannot start workers here, so it shows what the model predicts.',
      ],
    }),
  }));
  if (page.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches) run();
}

/** Runs every mode that is on: for real in the live engine, from the start of the model's run in the model's. */
export function run(): void {
  const { page, scenario, groups } = stageStore.getState();
  cancel();
  if (page.engine === 'model') {
    restPlayer();
    player.play();
    return;
  }
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
  player.extend(seconds(stageDuration(stageStore.getState().groups, stageStore.getState().page.engine)));
}

/** Stops a live session at once. What it has recorded so far stays on the stage. */
export function cancel(): void {
  session?.cancel();
}

/** Puts the playhead at rest at the start of what is shown. */
function restPlayer(): void {
  const { groups, page } = stageStore.getState();
  player.load(seconds(stageDuration(groups, page.engine)), page.unit);
}

/** Changes the page so that earlier live runs no longer hold: they are cancelled and forgotten. */
function restart(page: PageState): void {
  cancel();
  session = null;
  keptRuns = new Map();
  const scenario = scenarioById(page.scenario) ?? firstScenario;
  const groups = groupsOf(page, scenario, keptRuns);
  stageStore.setState((state) => ({
    page,
    scenario,
    groups,
    running: false,
    notices: [],
    selected: groups.some((group) => group.key === state.selected) ? state.selected : (groups[0]?.key ?? ''),
  }));
  restPlayer();
}

/** Opens another workload of the catalogue, as it is when first opened. */
export function chooseScenario(id: string): void {
  const scenario = scenarioById(id);
  if (scenario) restart(pageOf(scenario, stageStore.getState().page));
}

/** Sets one of the scenario's parameters. */
export function setParameter(name: string, value: number | boolean): void {
  const { page } = stageStore.getState();
  restart({ ...page, parameters: { ...page.parameters, [name]: value } });
}

/** Sets the machine, the unit or the seed. */
export function setSettings(settings: Partial<Pick<PageState, 'machine' | 'unit' | 'seed'>>): void {
  restart({ ...stageStore.getState().page, ...settings });
}

/** Shows live runs or the model's. Runs made before stay. */
export function setEngine(engine: PageState['engine']): void {
  cancel();
  stageStore.setState((state) => ({ page: { ...state.page, engine } }));
  restPlayer();
  if (engine === 'live' && keptRuns.size > 0) player.toEnd();
}

/**
 * Turns a mode on or off; the last one stays on. Its live run is kept while the parameters stay, and goes on unseen when
 * it is under way.
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
  const groups = groupsOf(next, scenario, keptRuns);
  stageStore.setState((state) => ({
    page: next,
    groups,
    selected: groups.some((group) => group.key === state.selected) ? state.selected : (groups[0]?.key ?? ''),
  }));
  if (running) return;
  const { time } = player.store.getState();
  restPlayer();
  player.seek(time);
}

/** Groups the lanes by task, thread or core. */
export function setGrouping(grouping: Grouping): void {
  stageStore.setState({ grouping });
}

/** Shows the code of a group. */
export function selectGroup(key: string): void {
  stageStore.setState({ selected: key });
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
