import { type ImportedRun, type ImportResult, isBestByTask } from '../../io/imported-run.ts';
import { initialPageState, type PageState } from '../../io/page-state.ts';
import { type Mode, modeKey } from '../../program/modes.ts';
import type { ModeOffer, Scenario } from '../../program/scenario.ts';
import { catalogue, loadScenario, type WorkloadEntry } from '../../scenarios/catalogue.ts';
import type { Provenance, Trace } from '../../trace/trace.ts';
import { compareWith, comparisonStore } from '../state/comparison.ts';
import { NO_WORKLOAD } from '../state/no-workload.ts';
import { openAs, openRuns } from '../state/opening.ts';
import { type Group, groupsOf, type Imported, isImportAlone, type StageState } from '../state/stage-state.ts';
import { fitPlayer, notify, player, setGrouping, stageStore } from '../state/stage-store.ts';
import { modeKeyOf, modesOf, settingsOf } from './known-workload.ts';

/** What there is to show of a file. */
type Runs = Extract<ImportResult, { kind: 'runs' }>;

/** Where runs are read from. */
export interface RunSource {
  /** What runs of no workload are called together. */
  readonly title: string;
  /** Where they come from, in a sentence. */
  readonly origin: string;
}

/** Shows runs that were read: under their workload, beside the model of it, where they name one; else alone. */
export async function showRuns(source: RunSource, { runs, notices }: Runs): Promise<void> {
  const problems = (await showInWorkload(source, runs)) ?? showAlone(source, runs);
  const said = [...notices, ...problems].join(' ');
  if (said !== '') notify(said);
  player.toEnd();
}

const STATED: Readonly<Record<Provenance, string>> = {
  measured: 'It says that real workers ran this.',
  modelled: 'It says that a simulator ran this.',
  replayed: 'It says that a simulator ran this by a schedule.',
  imported: 'It says that this was read from another file.',
};

const originOf = ({ origin }: RunSource, stated: Provenance | null): string =>
  `${origin} ${stated ? STATED[stated] : 'What it says of the run is not checked.'}`;

/**
 * Opens the workload that all runs are of, with the parameters of the first.
 *
 * @returns sentences about settings that are not as in the file; `null` where they are of none, or not of its modes.
 */
async function showInWorkload(
  source: RunSource,
  runs: readonly ImportedRun[],
): Promise<readonly string[] | null> {
  const [first] = runs;
  const id = first?.trace.scenario;
  const isKnown = catalogue.some((entry) => entry.kind === 'workload' && entry.id === id);
  if (!first || !id || !isKnown || runs.some(({ trace }) => trace.scenario !== id)) return null;
  const scenario = await loadScenario(id);
  const modes = scenario && modesOf(runs, scenario);
  if (!scenario || !modes) return null;
  const { settings, problems } = settingsOf(first.trace, scenario);
  await openBesideModel(id, (kept) => {
    const page = { ...importedPage(scenario), ...settings, modes, theme: kept.theme };
    const groups = groupsOf(page, scenario, new Map()).map((group): Group => {
      const run = runs.find(({ trace }) => modeKeyOf(trace) === group.key);
      const imported = run ? { trace: run.trace, origin: originOf(source, run.stated) } : null;
      return { ...group, imported };
    });
    return { page, groups };
  });
  return problems;
}

/** A workload as it is first opened, but for that what is there need not be run. */
const importedPage = (scenario: Scenario): PageState => ({ ...initialPageState(scenario), autoplay: false });

/** Opens a workload with runs from elsewhere, each compared with the model of it for as long as any is there. */
async function openBesideModel(
  id: string,
  pageFor: (kept: PageState) => Pick<StageState, 'page' | 'groups'>,
): Promise<void> {
  const { choice } = comparisonStore.getState();
  await compareWith('model');
  const opened = await openAs(id, (_, kept) => pageFor(kept));
  fitPlayer();
  if (opened) once(hasNoImport, () => void compareWith(choice));
}

/**
 * Puts a run that stands alone beside the model of a workload, of which its reader says that it is. How the workload was set
 * for it no file says: that is for the reader to set, and the model follows.
 */
export async function showAsRunOf(
  { trace, origin }: Imported,
  scenario: Scenario,
  mode: Mode,
): Promise<void> {
  const { grouping } = stageStore.getState();
  const imported = { trace, origin: `${origin} Its reader says which workload it is of.` };
  await openBesideModel(scenario.id, ({ theme }) => {
    const page = { ...importedPage(scenario), modes: [mode], theme };
    const groups = groupsOf(page, scenario, new Map());
    return { page, groups: groups.map((group): Group => ({ ...group, imported })) };
  });
  setGrouping(grouping);
  player.toEnd();
}

/** As many have a place on the stage. */
const MOST_RUNS = 12;

/** Shows runs that belong to no workload. */
function showAlone(source: RunSource, runs: readonly ImportedRun[]): readonly string[] {
  const shown = runs.slice(0, MOST_RUNS);
  const groups = shown.map((run, index): Group => {
    const offer = offerOf(run, index);
    const imported = { trace: run.trace, origin: originOf(source, run.stated) };
    return {
      key: modeKey(offer.mode),
      offer,
      model: null,
      problem: null,
      live: null,
      replay: null,
      imported,
    };
  });
  const entry: WorkloadEntry = {
    kind: 'workload',
    section: 'beyond',
    id: 'imported',
    title: source.title,
    claim: 'A run that was recorded elsewhere. The panels follow the playhead as they do in every run.',
    load: async () => NO_WORKLOAD,
  };
  keepGrouping();
  openRuns(entry, { ...NO_WORKLOAD }, groups);
  setGrouping(shown.every(({ trace }) => isBestByTask(trace)) ? 'task' : 'thread');
  return runs.length > MOST_RUNS ? [`There are ${runs.length} runs; the first ${MOST_RUNS} are shown.`] : [];
}

/** Has the lanes grouped as they are now once a workload is open again. */
function keepGrouping(): void {
  const before = stageStore.getState();
  if (isImportAlone(before)) return;
  once(
    (state, previous) => isImportAlone(previous) && !isImportAlone(state),
    () => setGrouping(before.grouping),
  );
}

const hasNoImport = ({ groups }: StageState): boolean => !groups.some(({ imported }) => imported);

/** Does something once, when the stage has come to be as it is waited for. */
function once(isSo: (state: StageState, previous: StageState) => boolean, then: () => void): void {
  const stopWatching = stageStore.subscribe((state, previous) => {
    if (!isSo(state, previous)) return;
    stopWatching();
    then();
  });
}

const count = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number === 1 ? one : several}`;

const countOf = ({ actors }: Trace, kind: string): number =>
  actors.filter((actor) => actor.kind === kind).length;

function offerOf({ title, trace }: ImportedRun, index: number): ModeOffer {
  const tasks = countOf(trace, 'task');
  const parts = [
    count(countOf(trace, 'process'), 'process', 'processes'),
    count(countOf(trace, 'thread'), 'thread'),
    ...(tasks > 0 ? [count(tasks, 'task')] : []),
  ];
  return {
    mode: { id: 'sync', lock: false, variant: `imported-${index + 1}` },
    title,
    subtitle: () => parts.join(', '),
    listing: () => ({ lines: [], marks: {} }),
    freeThreaded: false,
    initially: true,
  };
}
