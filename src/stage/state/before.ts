import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../io/page-state.ts';
import { compareSettings } from '../../trace/compare/compared-settings.ts';
import type { Trace } from '../../trace/trace.ts';
import { beforeStore, type RunsBefore } from './before-store.ts';
import { type Group, hidesRuns, type StageState } from './stage-state.ts';

/** The run of a group's own, whatever schedule it follows meanwhile. */
const ownRun = ({ live, model, imported }: Group, engine: Engine): Trace | null =>
  imported?.trace ?? (engine === 'live' ? (live?.trace ?? null) : model);

/** A group's own run, where it has come to an end, be it by an error; `null` while there is none, or it was cut off. */
export function endedTrace(group: Group, engine: Engine): Trace | null {
  const phase = group.live?.phase;
  const isOver = group.imported || engine === 'model' || phase === 'finished' || phase === 'failed';
  return isOver ? ownRun(group, engine) : null;
}

/** What of the stage tells which runs are on it. */
type Stage = Pick<StageState, 'scenario' | 'groups' | 'page'>;

/** Whether the model has only run again what it ran before. */
const isSameRun = (one: Trace, other: Trace): boolean =>
  one.actors === other.actors ||
  (one.provenance === 'modelled' &&
    other.provenance === 'modelled' &&
    compareSettings(one, other).length === 0);

/**
 * The runs before, once the stage has changed: those of the modes whose runs have been replaced, and the others' as they
 * were. Those of another workload are forgotten.
 *
 * @param wasLookedAt whether what was on the stage stood there long enough to be looked at. What did not, as the steps on
 *   the way from one setting to another, takes the place of no run before.
 */
export function runsBefore(
  kept: RunsBefore,
  previous: Stage,
  state: Stage,
  wasLookedAt: boolean,
): RunsBefore {
  if (state.scenario !== previous.scenario) return kept.size === 0 ? kept : new Map();
  const { engine } = state.page;
  if (state.groups === previous.groups || engine !== previous.page.engine || hidesRuns(state)) return kept;
  const next = new Map(kept);
  for (const group of previous.groups) {
    const replaced = endedTrace(group, engine);
    const now = state.groups.find(({ key }) => key === group.key);
    if (!replaced || !now || replaced.events.length === 0) continue;
    const shown = ownRun(now, engine);
    if (shown ? isSameRun(replaced, shown) : engine === 'model') continue;
    if (wasLookedAt || !kept.has(group.key)) next.set(group.key, replaced);
  }
  return next;
}

/** Runs that stood on the stage for less, in milliseconds, are steps on the way to another setting. */
const LOOK = 1000;

/** Keeps the runs before while the stage changes. */
export function keepRunsBefore(stage: Pick<StoreApi<StageState>, 'subscribe'>): () => void {
  let since = performance.now();
  return stage.subscribe((state, previous) => {
    if (state.groups === previous.groups) return;
    const now = performance.now();
    const kept = beforeStore.getState();
    const next = runsBefore(kept, previous, state, now - since >= LOOK);
    since = now;
    if (next !== kept) beforeStore.setState(next, true);
  });
}
