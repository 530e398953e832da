import { useMemo } from 'react';
import { type Layout, type LayoutOptions, layoutLanes, type Row } from '../../timeline/layout.ts';
import type { ActorId } from '../../trace/actors.ts';
import type { Chains } from '../../trace/state/carrying-chains.ts';
import { laneSources } from '../state/lane-sources.ts';
import { useStage } from '../state/stage-store.ts';
import { useLaneLabels } from '../state/story.ts';

/** The rows of a group as its canvas draws them. */
export function useLayout(groupKey: string, lanes: LayoutOptions): Layout {
  const groups = useStage((state) => state.groups);
  const page = useStage((state) => state.page);
  const grouping = useStage((state) => state.grouping);
  const revision = useStage((state) => state.revision);
  const labelOf = useLaneLabels();
  // biome-ignore lint/correctness/useExhaustiveDependencies: lanes come and go with these
  return useMemo(() => {
    const { shown, ghost } = laneSources(groupKey);
    return layoutLanes(shown.getState(), ghost.getState(), { ...lanes, labelOf });
  }, [groups, page, grouping, revision, groupKey, lanes, labelOf]);
}

/** A row that shows somebody, not only what was predicted. */
export interface PeopledRow extends Row {
  readonly actor: ActorId;
}

export const peopled = ({ rows }: Layout): readonly PeopledRow[] =>
  rows.flatMap((row) => (row.lane ? [{ ...row, actor: row.lane.actor }] : []));

/** The row of an actor: its own, or that of whom it works on or who works on it. */
export function rowOf(rows: readonly PeopledRow[], chains: Chains, actor: ActorId): PeopledRow | undefined {
  const own = rows.find((row) => row.actor === actor);
  if (own) return own;
  const chain = chains.chainOf(actor);
  return rows.find((row) => chain.includes(row.actor));
}

/** The least height of what is pressed with a finger, in pixels, where a lane alone would be too low for any. */
const TARGET = 24;

/** Lanes of this height at least are pressed each by itself, in pixels: as high as those that are labelled each. */
const HIGH_ENOUGH = 12;

/** Of how many lanes one can be pressed: the others are reached from it by keys, or from its card. */
export const rowsPerTarget = (height: number): number =>
  height >= HIGH_ENOUGH || height <= 0 ? 1 : Math.ceil(TARGET / height);
