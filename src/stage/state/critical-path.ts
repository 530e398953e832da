import { createStore } from 'zustand/vanilla';
import type { CriticalLines } from '../../timeline/critical-lines.ts';
import type { Source } from '../../timeline/source.ts';
import type { Grouping } from '../../trace/lanes/lanes.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Group, type StageState, shownTrace } from './stage-state.ts';
import { stageStore } from './stage-store.ts';

type Finder = typeof import('../../timeline/critical-lines.ts');

/** What finds the critical path: fetched when it is first asked for. */
const finderStore = createStore<{ readonly finder: Finder | null }>(() => ({ finder: null }));

/** Shows the critical path of every run on the stage, or shows it no more. */
export async function toggleCriticalPath(): Promise<void> {
  stageStore.setState(({ showsCriticalPath }) => ({ showsCriticalPath: !showsCriticalPath }));
  if (finderStore.getState().finder) return;
  const finder = await import('../../timeline/critical-lines.ts');
  finderStore.setState({ finder });
}

/** The run of a group that is over, and so has a critical path; `null` while there is none. */
export function completeTrace(group: Group, engine: StageState['page']['engine']): Trace | null {
  const isComplete = group.imported || engine === 'model' || group.live?.phase === 'finished';
  return isComplete ? shownTrace(group, engine) : null;
}

const found = new WeakMap<Trace, Map<Grouping, CriticalLines>>();

function linesOf(finder: Finder, trace: Trace, grouping: Grouping): CriticalLines {
  const ofTrace = found.get(trace) ?? new Map<Grouping, CriticalLines>();
  found.set(trace, ofTrace);
  const known = ofTrace.get(grouping);
  if (known) return known;
  const lines = finder.criticalLines(trace, grouping);
  ofTrace.set(grouping, lines);
  return lines;
}

/** What a group's canvas draws of the critical path. */
export const criticalSource = (key: string): Source<CriticalLines | null> => ({
  getState: () => {
    const { groups, page, grouping, showsCriticalPath } = stageStore.getState();
    const { finder } = finderStore.getState();
    if (!showsCriticalPath || !finder) return null;
    const group = groups.find((candidate) => candidate.key === key);
    const trace = group && completeTrace(group, page.engine);
    return trace ? linesOf(finder, trace, grouping) : null;
  },
  subscribe: (listener) => {
    const stops = [stageStore.subscribe(listener), finderStore.subscribe(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  },
});
