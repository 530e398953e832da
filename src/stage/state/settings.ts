import { type Seconds, seconds } from '../../base/units.ts';
import type { PageState } from '../../io/page-state.ts';
import { type Mode, modeKey } from '../../program/modes.ts';
import type { ParameterValues } from '../../program/program.ts';
import { initialValues, type Scenario } from '../../program/scenario.ts';
import { INITIAL_MACHINE } from '../../runtime/settings.ts';
import { entryById } from '../../scenarios/catalogue.ts';
import { cancel, forgetRuns, liveEngine, liveRuns } from './live-session.ts';
import { type Group, groupsOf, hidesRuns, isImportAlone, type StageState } from './stage-state.ts';
import { fitPlayer, player, restPlayer, stageStore } from './stage-store.ts';

/** The groups of a page, as the model predicts them by what is known of this browser. */
const groupsFor = (page: PageState, scenario: Scenario, kept = liveRuns()): readonly Group[] => {
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

/**
 * Measures how fast this browser computes, where the model is to predict live runs of a workload that does, and has the
 * model predict them anew.
 */
export async function calibrate(): Promise<void> {
  const { page, scenario } = stageStore.getState();
  if (page.engine === 'model' || !scenario.computes) return;
  const { measureSpeeds } = await liveEngine();
  const speeds = await measureSpeeds(scenario, page.modes, page.parameters);
  if (speeds === stageStore.getState().calibration?.speeds) return;
  stageStore.setState({ calibration: { speeds, cores: navigator.hardwareConcurrency } });
  predictAnew();
}

/** Has the model run again what is on the stage; the playhead stays where it is. */
export function predictAnew(): void {
  const { page, scenario, running } = stageStore.getState();
  if (isImportAlone({ scenario })) return;
  stageStore.setState({ groups: groupsFor(page, scenario) });
  if (!running) fitPlayer();
}

/** Changes the page so that earlier live runs no longer hold: they are cancelled and forgotten. */
export function restart(
  page: PageState,
  scenario = stageStore.getState().scenario,
  groups = groupsFor({ ...page, schedule: null }, scenario, new Map()),
  time?: Seconds,
  entry = entryById(scenario.id),
): void {
  forgetRuns();
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

/** Has no group show what it has from a file any more: each shows its own run. */
export function endImports(): void {
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
  if (engine === 'live' && liveRuns().size > 0) player.toEnd();
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
