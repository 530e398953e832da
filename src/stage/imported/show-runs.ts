import type { ImportedRun, ImportResult } from '../../io/imported-run.ts';
import { initialPageState } from '../../io/page-state.ts';
import { modeKey } from '../../program/modes.ts';
import type { ModeOffer, Scenario } from '../../program/scenario.ts';
import { catalogue, loadScenario, type WorkloadEntry } from '../../scenarios/catalogue.ts';
import type { Provenance, Trace } from '../../trace/trace.ts';
import { compareWith, comparisonStore } from '../state/comparison.ts';
import { openAs, openRuns } from '../state/opening.ts';
import { type Group, groupsOf, isImportAlone, type StageState } from '../state/stage-state.ts';
import { fitPlayer, notify, player, setGrouping, stageStore } from '../state/stage-store.ts';
import { modeKeyOf, modesOf, settingsOf } from './known-workload.ts';

/** What there is to show of a file. */
type Runs = Extract<ImportResult, { kind: 'runs' }>;

/** Shows the runs of a file: under their workload, beside the model of it, where they name one; else alone. */
export async function showRuns(file: string, { runs, notices }: Runs): Promise<void> {
  const problems = (await showInWorkload(file, runs)) ?? showAlone(file, runs);
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

const originOf = (file: string, stated: Provenance | null): string =>
  `Read from “${file}”. ${stated ? STATED[stated] : 'What it says of the run is not checked.'}`;

/**
 * Opens the workload that all runs are of, with the parameters of the first.
 *
 * @returns sentences about settings that are not as in the file; `null` where they are of none, or not of its modes.
 */
async function showInWorkload(file: string, runs: readonly ImportedRun[]): Promise<readonly string[] | null> {
  const [first] = runs;
  const id = first?.trace.scenario;
  const isKnown = catalogue.some((entry) => entry.kind === 'workload' && entry.id === id);
  if (!first || !id || !isKnown || runs.some(({ trace }) => trace.scenario !== id)) return null;
  const scenario = await loadScenario(id);
  const modes = scenario && modesOf(runs, scenario);
  if (!scenario || !modes) return null;
  const { settings, problems } = settingsOf(first.trace, scenario);
  const { choice } = comparisonStore.getState();
  await compareWith('model');
  const opened = await openAs(id, (_, kept) => {
    const page = { ...initialPageState(scenario), ...settings, modes, theme: kept.theme };
    const groups = groupsOf(page, scenario, new Map()).map((group): Group => {
      const run = runs.find(({ trace }) => modeKeyOf(trace) === group.key);
      const imported = run ? { trace: run.trace, origin: originOf(file, run.stated) } : null;
      return { ...group, imported };
    });
    return { page, groups };
  });
  fitPlayer();
  if (opened) once(hasNoImport, () => void compareWith(choice));
  return opened ? problems : [];
}

/** As many have a place on the stage. */
const MOST_RUNS = 12;

/** Shows runs that belong to no workload. */
function showAlone(file: string, runs: readonly ImportedRun[]): readonly string[] {
  const shown = runs.slice(0, MOST_RUNS);
  const groups = shown.map((run, index): Group => {
    const offer = offerOf(run, index);
    const imported = { trace: run.trace, origin: originOf(file, run.stated) };
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
    title: file,
    claim: 'A run that is read from a file. The panels follow the playhead as they do in every run.',
    load: async () => NO_WORKLOAD,
  };
  keepGrouping();
  openRuns(entry, { ...NO_WORKLOAD }, groups);
  setGrouping(shown.every(({ trace }) => isBestByTask(trace)) ? 'task' : 'thread');
  return runs.length > MOST_RUNS
    ? [`The file has ${runs.length} runs; the first ${MOST_RUNS} are shown.`]
    : [];
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

/** Stands where a workload is expected, while there is none. */
const NO_WORKLOAD: Scenario = {
  id: 'imported',
  parameters: {},
  modes: [],
  computes: false,
  hidesMain: false,
  programFor: () => ({ routines: { *main() {} } }),
  lesson: null,
};

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

/** Whether the lanes of tasks tell more than those of the threads: where one thread has several. */
const isBestByTask = (trace: Trace): boolean => countOf(trace, 'thread') < 2 && countOf(trace, 'task') > 1;
