import { type Seconds, seconds } from '../../base/units.ts';
import { initialPageState, type PageState } from '../../io/page-state.ts';
import { formatValue } from '../../io/page-values.ts';
import { formatQuery } from '../../io/query-string.ts';
import { modeKey } from '../../program/modes.ts';
import { findMoment, type Moment } from '../../program/moment.ts';
import type { Scenario } from '../../program/scenario.ts';
import { type Group, groupsOf } from '../../stage/state/stage-state.ts';
import type { Trace } from '../../trace/trace.ts';

/** A run of the model that something to read points at. */
export interface RunRequest {
  /** The id of a workload. */
  readonly scenario: string;
  /** The key of the mode whose code is shown; it is on, whatever else is. */
  readonly mode: string;
  /** The keys of the modes beside it; none unless given. */
  readonly beside?: readonly string[];
  /** Where in the run of `mode` the playhead rests. Without a moment the run plays from its start. */
  readonly moment?: Moment;
  /** How many seconds around the moment are in view; the whole run unless given. */
  readonly around?: number;
  /** Whether the lanes carry the names of the workload's everyday story. */
  readonly story?: boolean;
}

/**
 * An address that opens what is asked for.
 *
 * @param time of the moment, where the run has been made that tells it.
 */
export function queryOfRequest(request: RunRequest, time: Seconds | null = null): string {
  const { scenario, mode, beside = [], story = false } = request;
  const modes = [...new Set([...beside, mode])].join(',');
  return formatQuery([
    { name: 'scenario', value: scenario },
    { name: 'modes', value: modes },
    { name: 'engine', value: 'model' },
    ...(time === null ? [] : [{ name: 't', value: formatValue(time) }]),
    ...(story ? [{ name: 'story', value: '1' }] : []),
  ]);
}

/** Where a moment is: the index of the group that has it, and of the event in its trace. */
export interface Place {
  readonly group: number;
  readonly event: number;
}

/** What is on the stage once a request is met. */
export interface RequestedRun {
  readonly page: PageState;
  readonly groups: readonly Group[];
  /** Where the moment is; `null` without one, or where the run has none. */
  readonly place: Place | null;
}

/** Digits of the time that a link carries. */
const MICROSECONDS = 1e6;

/** A time that is not before an event's, short enough for an address. */
const linkTime = (time: number): Seconds => seconds(Math.ceil(time * MICROSECONDS) / MICROSECONDS);

/**
 * Makes the page and the runs that a request asks for: as the workload is when it is first opened, on the machine that the
 * model has unless it is set, so that what is said of a run holds for it.
 *
 * @param scenario the one that the request names.
 * @param kept the page as it is: its theme stays.
 */
export function meetRequest(request: RunRequest, scenario: Scenario, kept: PageState): RequestedRun {
  const initial = initialPageState(scenario);
  const wanted = new Set([...(request.beside ?? []), request.mode]);
  const modes = scenario.modes.map(({ mode }) => mode).filter((mode) => wanted.has(modeKey(mode)));
  const { story = false } = request;
  const page: PageState = { ...initial, modes, engine: 'model', story, theme: kept.theme };
  const groups = groupsOf(page, scenario, new Map());
  const group = groups.findIndex(({ key }) => key === request.mode);
  const shown = groups[group];
  if (!request.moment || !shown?.model) return { page, groups, place: null };
  const event = findMoment(shown.model, shown.offer.listing(page.parameters).marks, request.moment);
  if (event === null) return { page, groups, place: null };
  return { page: { ...page, time: timeOfEvent(shown.model, event) }, groups, place: { group, event } };
}

/** When an event is, as a link says it. */
export const timeOfEvent = ({ events }: Trace, event: number): Seconds =>
  linkTime(events.time[event] as number);
