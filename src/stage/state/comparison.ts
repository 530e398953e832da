import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Engine } from '../../io/page-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { beforeStore, type RunsBefore } from './before-store.ts';
import { type Group, shownTrace } from './stage-state.ts';

/** What every run on the stage is compared with: nothing, the model's run, or the one it has taken the place of. */
export type Compared = 'off' | 'model' | 'before';

type Aligner = typeof import('../../timeline/aligned-lanes.ts');

interface ComparisonState {
  readonly choice: Compared;
  /** What puts two runs' lanes in one order: fetched before anything is compared; `null` until then. */
  readonly aligner: Aligner | null;
}

/** What is compared, on the page that is open. */
export const comparisonStore = createStore<ComparisonState>(() => ({ choice: 'off', aligner: null }));

/** Compares the runs on the stage with others from now on, or no more. */
export async function compareWith(choice: Compared): Promise<void> {
  const aligner =
    choice === 'off' ? comparisonStore.getState().aligner : await import('../../timeline/aligned-lanes.ts');
  comparisonStore.setState({ choice, aligner });
}

/**
 * The run that a group's is compared with; `null` where it is compared with none, or there is none. What follows a schedule
 * is compared with none: its time is counted in steps.
 */
export function comparedTrace(
  group: Group,
  engine: Engine,
  choice: Compared = comparisonStore.getState().choice,
  before: RunsBefore = beforeStore.getState(),
): Trace | null {
  if (choice === 'off' || group.replay) return null;
  if (choice === 'model') return engine === 'live' ? group.model : null;
  const trace = before.get(group.key);
  const isLive = trace?.provenance === 'measured';
  const isOfEngine = trace?.provenance === 'imported' || isLive === (engine === 'live');
  if (!trace || !isOfEngine || trace.actors === shownTrace(group, engine)?.actors) return null;
  return trace;
}

/** The runs that those on the stage are compared with. */
export const comparedTraces = (groups: readonly Group[], engine: Engine): readonly Trace[] =>
  groups.flatMap((group) => comparedTrace(group, engine) ?? []);

/** What is compared, in a component. In the model's engine its run is the one that is shown: it is compared with none. */
export function useComparedChoice(engine: Engine): Compared {
  const choice = useStore(comparisonStore, (state) => state.choice);
  return choice === 'model' && engine === 'model' ? 'off' : choice;
}

/** The run that a group's is compared with, in a component. */
export function useComparedTrace(group: Group, engine: Engine): Trace | null {
  const choice = useComparedChoice(engine);
  const before = useStore(beforeStore);
  return comparedTrace(group, engine, choice, before);
}
