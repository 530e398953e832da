import { initialPageState, type PageState } from '../io/page-state.ts';
import type { LiveRun } from '../live/page/live-run.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import type { ModeOffer, Scenario } from '../program/scenario.ts';
import { simulate } from '../sim/simulate.ts';
import type { Grouping } from '../trace/lanes.ts';
import type { Trace } from '../trace/trace.ts';

/** What this browser can run; `unknown` until it has been tried. */
export type Capability = 'unknown' | 'shared-memory' | 'messages' | 'model-only';

/** A mode on the stage: the model's run of it, and the live one once there is one. */
export interface Group {
  readonly key: string;
  readonly offer: ModeOffer;
  readonly model: Trace | null;
  /** Why there is no model run, in words. */
  readonly problem: string | null;
  readonly live: LiveRun | null;
}

/** Everything the page shows, except where the playhead is. */
export interface StageState {
  readonly page: PageState;
  readonly scenario: Scenario;
  /** The modes that are on, in the scenario's order. */
  readonly groups: readonly Group[];
  /** Whether a live session is under way. */
  readonly running: boolean;
  /** Changes a few times a second while live traces grow, so that figures are read again. */
  readonly revision: number;
  readonly capability: Capability;
  readonly grouping: Grouping;
  /** The key of the group whose code is shown. */
  readonly selected: string;
  /** What the page has to tell its reader: what was wrong with a link, how a run failed. */
  readonly notices: readonly string[];
}

/** A scenario newly opened, with the settings of the page that outlive it. */
export const pageOf = (scenario: Scenario, kept: PageState): PageState => ({
  ...kept,
  ...(({ scenario: id, modes, parameters, unit, time }) => ({ scenario: id, modes, parameters, unit, time }))(
    initialPageState(scenario),
  ),
});

/** The trace a group shows: its live one, in the live engine, or the model's in the model's; `null` before a live run. */
export function shownTrace(group: Group, engine: PageState['engine']): Trace | null {
  return engine === 'live' ? (group.live?.trace ?? null) : group.model;
}

/** The outline behind a group's lanes: the model's prediction, where what is shown is not the model itself. */
export function ghostTrace(group: Group, engine: PageState['engine']): Trace | null {
  return engine === 'live' ? group.model : null;
}

/** Makes the groups of a page: the model is run anew for each mode, live runs are kept where they are still true. */
export function groupsOf(
  page: PageState,
  scenario: Scenario,
  kept: ReadonlyMap<string, LiveRun>,
): readonly Group[] {
  const keys = new Set(page.modes.map(modeKey));
  return scenario.modes
    .filter(({ mode }) => keys.has(modeKey(mode)))
    .map((offer): Group => {
      const key = modeKey(offer.mode);
      return { key, offer, live: kept.get(key) ?? null, ...modelRun(page, scenario, offer.mode) };
    });
}

function modelRun(page: PageState, scenario: Scenario, mode: Mode): Pick<Group, 'model' | 'problem'> {
  const { parameters, machine, seed } = page;
  try {
    return { model: simulate(scenario, mode, { parameters, machine, seed }), problem: null };
  } catch (error) {
    return {
      model: null,
      problem: `The model cannot run this: ${error instanceof Error ? error.message : error}`,
    };
  }
}

/**
 * The end of the axis: the longest run on the stage, measured and modelled, so that both fit. Once everything has been
 * measured, the measured runs alone: a prediction many times as long would leave them no room.
 */
export function stageDuration(groups: readonly Group[], engine: PageState['engine']): number {
  if (engine === 'live' && groups.every(({ live }) => live?.phase === 'finished')) {
    return Math.max(0, ...groups.map(({ live }) => live?.trace.duration ?? 0));
  }
  return Math.max(
    0,
    ...groups.flatMap((group) => [
      group.model?.duration ?? 0,
      engine === 'live' ? (group.live?.trace.duration ?? 0) : 0,
    ]),
  );
}

/** What a course document measured for just this workload; `undefined` where the reader has changed it. */
export function quotedFor({ page, scenario }: StageState, offer: ModeOffer): ModeOffer['quoted'] {
  const isAsQuoted = Object.entries(scenario.parameters).every(
    ([name, { initial }]) => page.parameters[name] === initial,
  );
  return isAsQuoted && page.machine.gil ? offer.quoted : undefined;
}
