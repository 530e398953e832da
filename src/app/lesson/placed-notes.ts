import type { Note } from '../../program/lesson.ts';
import { findMoment, type Moment } from '../../program/moment.ts';
import { type Group, type StageState, shownTrace } from '../../stage/state/stage-state.ts';
import type { Trace } from '../../trace/trace.ts';

/** Where in a run a moment is. */
export interface Place {
  readonly trace: Trace;
  /** The index of the event. */
  readonly event: number;
  /** Program seconds. */
  readonly time: number;
}

/** A note with its number on the stage, and where it is pinned. */
export interface PlacedNote {
  /** Counted from 1, in the order of time. */
  readonly number: number;
  readonly note: Note;
  /** `null` while its mode is off. */
  readonly group: Group | null;
  /** In the run that the group shows, or before a live run in the model's; `null` where that has no such moment, or has not yet. */
  readonly place: Place | null;
}

/** Looking for a moment reads a whole trace: one longer than this is not read while it still grows. */
const LONGEST_GROWING = 20_000;

interface Search {
  readonly length: number;
  readonly event: number | null;
}

const searches = new WeakMap<Trace['actors'], Map<Moment, Search>>();

/** Finds a moment, looking anew only where the trace has grown and the answer may be another. */
function find(trace: Trace, group: Group, moment: Moment, parameters: StageState['page']['parameters']) {
  let ofTrace = searches.get(trace.actors);
  if (!ofTrace) {
    ofTrace = new Map();
    searches.set(trace.actors, ofTrace);
  }
  const { length } = trace.events;
  const known = ofTrace.get(moment);
  const isFinal = known && known.event !== null && (moment.nth ?? 0) >= 0;
  if (known && (isFinal || known.length === length)) return known.event;
  const isGrowing = trace === group.live?.trace && group.live.phase === 'running';
  if (isGrowing && length > LONGEST_GROWING) return known?.event ?? null;
  const event = findMoment(trace, group.offer.listing(parameters).marks, moment);
  ofTrace.set(moment, { length, event });
  return event;
}

/** Where a moment is in what a group shows: its run, or before a live one the model's. */
export function placeOf(group: Group, moment: Moment, { page }: Pick<StageState, 'page'>): Place | null {
  const trace = shownTrace(group, page.engine) ?? group.model;
  if (!trace) return null;
  const event = find(trace, group, moment, page.parameters);
  return event === null ? null : { trace, event, time: trace.events.time[event] as number };
}

/** The lesson's notes on the page's engine, numbered by the model's time, in which they come at any engine; those of modes that are off come last. */
export function placedNotes(stage: Pick<StageState, 'scenario' | 'groups' | 'page'>): readonly PlacedNote[] {
  const { scenario, groups, page } = stage;
  const told = (scenario.lesson?.notes ?? []).filter(({ engine = page.engine }) => engine === page.engine);
  const notes = told.map((note) => {
    const group = groups.find(({ key }) => key === note.mode) ?? null;
    const event = group?.model ? find(group.model, group, note.at, page.parameters) : null;
    const modelled =
      group?.model && event !== null ? (group.model.events.time[event] as number) : Number.POSITIVE_INFINITY;
    return { note, group, modelled, place: group && placeOf(group, note.at, stage) };
  });
  return notes
    .toSorted((one, other) => (one.modelled === other.modelled ? 0 : one.modelled - other.modelled))
    .map(({ note, group, place }, index) => ({ number: index + 1, note, group, place }));
}
