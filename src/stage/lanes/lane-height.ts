import { type RefObject, useLayoutEffect, useState } from 'react';
import type { LaneSet } from '../../trace/lanes/lanes.ts';
import type { Look } from '../look.ts';
import { laneSources } from '../state/lane-sources.ts';
import type { Group } from '../state/stage-state.ts';

/** What a group takes besides its lanes: header, borders, padding and the gap to the next, in pixels. */
const AROUND_LANES = 58;

const lanesIn = (group: Group): number => {
  const { shown, ghost, other } = laneSources(group.key);
  const rowsOf = ({ lanes, order }: LaneSet): number => order?.length ?? lanes.length;
  return Math.max(rowsOf(shown.getState()), rowsOf(ghost.getState())) + rowsOf(other.getState());
};

/**
 * The height of a lane at which all groups stand in view together or, where there are too many for that, as many as can:
 * no lane is too low for its label. Where the whole page scrolls, the preferred height.
 *
 * @param stage scrolls; @param groups stands in it, below everything that is not lanes.
 */
export function useLaneHeight(
  stage: RefObject<HTMLElement | null>,
  groups: RefObject<HTMLElement | null>,
  shown: readonly Group[],
  { laneHeight: preferred, lowestLane }: Look,
): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const outer = stage.current;
    const inner = groups.current;
    if (!outer || !inner) return;
    const measure = (): void => {
      const above = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop;
      const scrolls = getComputedStyle(outer).overflowY === 'auto';
      setRoom(scrolls ? outer.clientHeight - above : 0);
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(outer);
    // Whatever stands above the lanes moves them when it becomes lower or higher.
    for (const part of outer.children) if (!part.contains(inner)) sizes.observe(part);
    measure();
    return () => sizes.disconnect();
  }, [stage, groups]);
  const lanes = shown.reduce((sum, group) => sum + lanesIn(group), 0);
  if (lanes === 0) return preferred;
  const fitting = Math.floor((room - shown.length * AROUND_LANES) / lanes);
  return room > 0 ? Math.max(lowestLane, Math.min(fitting, preferred)) : preferred;
}
