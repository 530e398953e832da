import type { Seconds } from '../../base/units.ts';
import { initialPageState, type PageState } from '../../io/page-state.ts';
import type { LiveRun } from '../../live/page/live-run.ts';
import type { Speeds } from '../../program/kernels.ts';
import { type Question, questionsAbout } from '../../program/lesson.ts';
import { type Mode, modeKey } from '../../program/modes.ts';
import type { ModeOffer, Scenario } from '../../program/scenario.ts';
import { INITIAL_MACHINE } from '../../runtime/settings.ts';
import type { CatalogueEntry } from '../../scenarios/catalogue.ts';
import { simulate } from '../../sim/simulate.ts';
import type { SteppedRun } from '../../sim/stepped-run.ts';
import type { Grouping } from '../../trace/lanes/lanes.ts';
import type { RunError, Trace } from '../../trace/trace.ts';

/** What this browser can run; `unknown` until it has been tried. */
export type Capability = 'unknown' | 'shared-memory' | 'messages' | 'model-only';

/** What is known of the machine that live runs are made on, for the model to predict them by. */
export interface Calibration {
  /** Real seconds that a step of each kernel takes that has been measured. */
  readonly speeds: Speeds;
  readonly cores: number;
}

/** A schedule that a group follows in place of its own run. */
export interface Replay {
  readonly run: SteppedRun;
  /** Whether somebody chooses its steps, so that it has come as far as they have. */
  readonly isChosen: boolean;
  /** How far the axis reaches for it: there is room for steps to come. */
  readonly end: Seconds;
}

/** A run that was read from a file or a link. */
export interface Imported {
  readonly trace: Trace;
  /** Where it comes from, in a sentence. */
  readonly origin: string;
}

/** A mode on the stage: the model's run of it, and the live one once there is one. */
export interface Group {
  readonly key: string;
  readonly offer: ModeOffer;
  readonly model: Trace | null;
  /** Why there is no model run, in words. */
  readonly problem: string | null;
  readonly live: LiveRun | null;
  /** What it shows before any run of its own; `null` while it follows no schedule. */
  readonly replay: Replay | null;
  /** What it shows before its live run and the model's; `null` while it has nothing from a file. */
  readonly imported: Imported | null;
}

/** Everything the page shows, except where the playhead is. */
export interface StageState {
  readonly page: PageState;
  /** What is open: a workload, or a guide, which stands before the workload that was open last. */
  readonly entry: CatalogueEntry;
  readonly scenario: Scenario;
  /** The modes that are on, in the scenario's order. */
  readonly groups: readonly Group[];
  /** Whether a live session is under way. */
  readonly running: boolean;
  /** Changes a few times a second while live traces grow, so that figures are read again. */
  readonly revision: number;
  readonly capability: Capability;
  /** `null` until something that computes has been opened in the live engine. */
  readonly calibration: Calibration | null;
  readonly grouping: Grouping;
  /** Whether the critical path of each run is drawn on its lanes. */
  readonly showsCriticalPath: boolean;
  /** Whether all arrows between actors are drawn on the lanes. */
  readonly showsArrows: boolean;
  /** The key of the group whose code is shown. */
  readonly selected: string;
  /** What the page has to tell its reader: what was wrong with a link, how a run failed. */
  readonly notices: readonly string[];
}

/** A scenario newly opened, with the settings of the page that outlive it. */
export const pageOf = (scenario: Scenario, kept: PageState): PageState => ({
  ...kept,
  ...(({ scenario: id, modes, parameters, unit, time, predict, story }) => ({
    scenario: id,
    modes,
    parameters,
    unit,
    time,
    predict,
    story,
  }))(initialPageState(scenario)),
});

/**
 * The trace a group shows: its replay, or what it has from a file, or its live one in the live engine and the model's in
 * the model's; `null` before a live run.
 */
export function shownTrace(group: Group, engine: PageState['engine']): Trace | null {
  if (group.replay) return group.replay.run.trace;
  if (group.imported) return group.imported.trace;
  return engine === 'live' ? (group.live?.trace ?? null) : group.model;
}

/** Whether what is on the stage is from a file alone, and belongs to no workload. */
export const isImportAlone = ({ scenario }: Pick<StageState, 'scenario'>): boolean =>
  scenario.modes.length === 0;

/** The last line of a traceback: `ValueError: Bad doc 2`. */
export const lastLine = ({ type, message }: RunError): string => (message ? `${type}: ${message}` : type);

/** How a run and the model of it end, in words, where both end by an error, but not of the same type. */
export interface Contrast {
  readonly measured: string;
  readonly modelled: string;
}

/** The contrast between a group's live run and its model; `null` where there is none, or no live run is shown. */
export function contrastOf(
  { live, model, replay, imported }: Group,
  engine: PageState['engine'],
): Contrast | null {
  const measured = live?.trace.error;
  const modelled = model?.error;
  if (replay || imported || engine !== 'live') return null;
  if (!measured || !modelled || measured.type === modelled.type) return null;
  return { measured: lastLine(measured), modelled: lastLine(modelled) };
}

/** The outline behind a group's lanes: the model's prediction, where what is shown is not the model itself. */
export function ghostTrace(group: Group, engine: PageState['engine']): Trace | null {
  return engine === 'live' && !group.replay ? group.model : null;
}

/** A workload and how it is set. */
type Setting = Pick<StageState, 'page' | 'scenario'>;

const hasInitialParameters = ({ page, scenario }: Setting): boolean =>
  Object.entries(scenario.parameters).every(([name, { initial }]) => page.parameters[name] === initial);

/** Whether a workload and the machine are as they open: what a lesson says in numbers holds of just that. */
export const isAsOpened = (setting: Setting): boolean => {
  const { cores, gil, switchInterval } = setting.page.machine;
  const isInitialMachine =
    cores === INITIAL_MACHINE.cores &&
    gil === INITIAL_MACHINE.gil &&
    switchInterval === INITIAL_MACHINE.switchInterval;
  return isInitialMachine && hasInitialParameters(setting);
};

/** The questions that can be asked of what is on the stage: none once the reader has changed what they speak of. */
export const questionsFor = (setting: Setting): readonly Question[] =>
  isAsOpened(setting) ? questionsAbout(setting.scenario.lesson, setting.page.modes.map(modeKey)) : [];

/** Whether the runs are kept from the reader, who is to predict something of them first. */
export const hidesRuns = (setting: Setting): boolean =>
  setting.page.predict && questionsFor(setting).length > 0;

/**
 * Makes the groups of a page: the model is run anew for each mode, live runs are kept where they are still true. Groups
 * whose runs are kept from the reader have none: what is not there cannot be seen anywhere.
 *
 * @param calibration what the model goes by where it predicts live runs of a workload that computes. In its own engine it
 * computes as fast as CPython, on the machine that the page says.
 */
export function groupsOf(
  page: PageState,
  scenario: Scenario,
  kept: ReadonlyMap<string, LiveRun>,
  calibration: Calibration | null = null,
): readonly Group[] {
  const keys = new Set(page.modes.map(modeKey));
  const isHidden = hidesRuns({ page, scenario });
  return scenario.modes
    .filter(({ mode }) => keys.has(modeKey(mode)))
    .map((offer): Group => {
      const key = modeKey(offer.mode);
      if (isHidden)
        return { key, offer, live: null, model: null, problem: null, replay: null, imported: null };
      return {
        key,
        offer,
        live: kept.get(key) ?? null,
        replay: null,
        imported: null,
        ...modelRun(page, scenario, offer.mode, calibration),
      };
    });
}

function modelRun(
  page: PageState,
  scenario: Scenario,
  mode: Mode,
  calibration: Calibration | null,
): Pick<Group, 'model' | 'problem'> {
  const { parameters, machine, seed, unit } = page;
  const measured = page.engine === 'live' && scenario.computes ? calibration : null;
  const options = measured
    ? { machine: { ...machine, cores: measured.cores }, speeds: inProgramSeconds(measured.speeds, unit) }
    : { machine };
  try {
    return { model: simulate(scenario, mode, { parameters, seed, ...options }), problem: null };
  } catch (error) {
    return {
      model: null,
      problem: `The model cannot run this: ${error instanceof Error ? error.message : error}`,
    };
  }
}

const inProgramSeconds = (speeds: Speeds, unit: number): Speeds =>
  Object.fromEntries(Object.entries(speeds).map(([kernel, perStep]) => [kernel, perStep / unit]));

/**
 * The end of the axis: the longest run on the stage, measured and modelled, so that both fit. Once everything has been
 * measured, the measured runs alone: a prediction many times as long would leave them no room. Of a group that follows a
 * schedule, that alone.
 *
 * @param compared what stands under them to be compared with, which fits as well.
 */
export function stageDuration(
  groups: readonly Group[],
  engine: PageState['engine'],
  compared: readonly Trace[],
): number {
  const least = Math.max(0, ...compared.map(({ duration }) => duration));
  if (engine === 'live' && groups.every(({ live, replay }) => replay || live?.phase === 'finished')) {
    return Math.max(least, ...groups.map(({ live, replay }) => replay?.end ?? live?.trace.duration ?? 0));
  }
  return Math.max(
    least,
    ...groups.flatMap(({ model, live, replay, imported }) =>
      replay
        ? [replay.end]
        : [
            model?.duration ?? 0,
            engine === 'live' ? (live?.trace.duration ?? 0) : 0,
            imported?.trace.duration ?? 0,
          ],
    ),
  );
}

/** What a course document measured for just this workload; `undefined` where the reader has changed it, or is to guess. */
export function quotedFor({ page, scenario }: StageState, offer: ModeOffer): ModeOffer['quoted'] {
  if (hidesRuns({ page, scenario })) return undefined;
  return hasInitialParameters({ page, scenario }) && page.machine.gil ? offer.quoted : undefined;
}
