import { seconds } from '../../base/units.ts';
import type { Source } from '../../timeline/source.ts';
import {
  createLaneReader,
  type Grouping,
  type LaneReader,
  type LaneSet,
  NEUTRAL_HUE,
} from '../../trace/lanes/lanes.ts';
import type { Trace } from '../../trace/trace.ts';
import { beforeStore } from './before-store.ts';
import { comparedTrace, comparisonStore } from './comparison.ts';
import { type Group, ghostTrace, type StageState, shownTrace } from './stage-state.ts';
import { growthStore, stageStore } from './stage-store.ts';

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

/** The lanes of a group: its own, those of the model behind them, and those of the run that it is compared with. */
interface GroupLanes {
  readonly shown: LaneSet;
  readonly ghost: LaneSet;
  readonly other: LaneSet;
}

const aligned = new WeakMap<LaneSet, { readonly other: LaneSet; readonly lanes: GroupLanes }>();

/** The lanes of a group as they are now. While two runs are compared, theirs stand in one order and without an outline. */
function groupLanes(key: string): GroupLanes {
  const { groups, page, grouping, scenario } = stageStore.getState();
  const none = NONE[grouping];
  const group = groups.find((candidate) => candidate.key === key);
  if (!group) return { shown: none, ghost: none, other: none };
  const lanesOfRun = (trace: Trace | null): LaneSet =>
    trace ? lanesOf(trace, grouping, scenario.hidesMain) : none;
  const shownRun = shownTrace(group, page.engine);
  const shown = lanesOfRun(shownRun);
  const other = lanesOfRun(comparedTrace(group, page.engine));
  const { aligner } = comparisonStore.getState();
  if (other === none || !shownRun || !aligner) {
    return { shown, ghost: lanesOfRun(ghostTrace(group, page.engine)), other };
  }
  const known = aligned.get(shown);
  if (known?.other === other) return known.lanes;
  const lanes = { ...aligner.alignLanes(shown, other), ghost: none };
  aligned.set(shown, { other, lanes });
  return lanes;
}

function sourceOf(key: string, which: keyof GroupLanes): Source<LaneSet> {
  return {
    getState: () => groupLanes(key)[which],
    subscribe: (listener) => {
      const stops = [stageStore, growthStore, comparisonStore, beforeStore].map((store) =>
        store.subscribe(listener),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** What a group's canvases draw. */
export const laneSources = (key: string): { readonly [Which in keyof GroupLanes]: Source<LaneSet> } => ({
  shown: sourceOf(key, 'shown'),
  ghost: sourceOf(key, 'ghost'),
  other: sourceOf(key, 'other'),
});
