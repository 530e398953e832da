import { seconds } from '../base/units.ts';
import type { Source } from '../timeline/source.ts';
import {
  createLaneReader,
  type Grouping,
  type LaneReader,
  type LaneSet,
  NEUTRAL_HUE,
} from '../trace/lanes.ts';
import type { Trace } from '../trace/trace.ts';
import { growthStore, stageStore } from './stage.ts';
import { type Group, ghostTrace, type StageState, shownTrace } from './stage-state.ts';

const readers = new WeakMap<Trace['actors'], Map<string, LaneReader>>();

/** The lanes of a trace, by a reader that continues where it stopped while the trace grows. */
function lanesOf(trace: Trace, grouping: Grouping, hidesMain: boolean): LaneSet {
  let ofTrace = readers.get(trace.actors);
  if (!ofTrace) {
    ofTrace = new Map();
    readers.set(trace.actors, ofTrace);
  }
  const key = `${grouping} ${hidesMain}`;
  let reader = ofTrace.get(key);
  if (!reader) {
    reader = createLaneReader({ grouping, hidesMain });
    ofTrace.set(key, reader);
  }
  return reader.read(trace);
}

const noLanes = (grouping: Grouping): LaneSet => ({
  grouping,
  lanes: [],
  now: seconds(0),
  version: 0,
  actors: [],
  hueOf: () => NEUTRAL_HUE,
});

const NONE: Readonly<Record<Grouping, LaneSet>> = {
  task: noLanes('task'),
  thread: noLanes('thread'),
  core: noLanes('core'),
};

/** The lanes that a group shows; `null` before a live run. */
export function shownLanes(group: Group, engine: StageState['page']['engine']): LaneSet | null {
  const { grouping, scenario } = stageStore.getState();
  const trace = shownTrace(group, engine);
  return trace && lanesOf(trace, grouping, scenario.hidesMain);
}

function sourceOf(
  key: string,
  traceOf: (group: Group, engine: StageState['page']['engine']) => Trace | null,
): Source<LaneSet> {
  return {
    getState: () => {
      const { groups, page, grouping, scenario } = stageStore.getState();
      const group = groups.find((candidate) => candidate.key === key);
      const trace = group && traceOf(group, page.engine);
      return trace ? lanesOf(trace, grouping, scenario.hidesMain) : NONE[grouping];
    },
    subscribe: (listener) => {
      const stops = [stageStore.subscribe(listener), growthStore.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** What a group's canvas draws: its own lanes, and behind them those of the model. */
export const laneSources = (
  key: string,
): { readonly shown: Source<LaneSet>; readonly ghost: Source<LaneSet> } => ({
  shown: sourceOf(key, shownTrace),
  ghost: sourceOf(key, ghostTrace),
});
