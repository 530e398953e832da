import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { createStateReader, type StateReader } from '../../trace/state/state-reader.ts';
import type { Trace } from '../../trace/trace.ts';
import { createInstantReader, type Instant } from '../../trace/why/why-instant.ts';
import { momentsNow } from '../playhead/moment.ts';
import { shownTrace } from '../state/stage-state.ts';
import { player, stageStore } from '../state/stage-store.ts';
import { createTraceReaders } from '../state/trace-readers.ts';

/** What is read of each trace holds for all its instants, so all who ask share it. */
export const instantReaderOf = createTraceReaders(createInstantReader);

/** Tells everything about the runs of a group, for one who asks about moments that are near each other. */
export interface Instants {
  /** At the playhead; `null` while there is no run. */
  now(): Instant | null;
  /** At a time. */
  at(time: number): Instant | null;
}

/** The trace that a group shows; `null` while there is none. */
export function traceIn(key: string): Trace | null {
  const { groups, page } = stageStore.getState();
  const group = groups.find((candidate) => candidate.key === key);
  return group ? shownTrace(group, page.engine) : null;
}

export function createInstants(key: string): Instants {
  let states: { readonly actors: Trace['actors']; readonly reader: StateReader } | null = null;
  let latest: Instant | null = null;
  const instant = (trace: Trace, count: number, time: Seconds): Instant => {
    if (states?.actors !== trace.actors) states = { actors: trace.actors, reader: createStateReader() };
    const state = states.reader.at(trace, count);
    if (latest?.state === state && latest.time === time && latest.trace === trace) return latest;
    latest = instantReaderOf(trace).at(trace, state, time);
    return latest;
  };
  return {
    now() {
      const trace = traceIn(key);
      const moment = trace && momentsNow().find((candidate) => candidate.trace.actors === trace.actors);
      if (!moment) return null;
      const { time, step } = player.store.getState();
      const isAhead = step === null && time > trace.duration;
      return instant(moment.trace, moment.count, isAhead ? trace.duration : time);
    },
    at(time) {
      const trace = traceIn(key);
      return trace && instant(trace, countUpTo(trace.events.time, time, trace.events.length), seconds(time));
    },
  };
}
