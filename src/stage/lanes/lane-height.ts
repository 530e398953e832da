import { type RefObject, useLayoutEffect, useState } from 'react';
import type { LaneSet } from '../../trace/lanes/lanes.ts';
import type { Look } from '../look.ts';
import { laneSources } from '../state/lane-sources.ts';
import type { Group } from '../state/stage-state.ts';

/** What a group takes besides its lanes: header, borders, padding and the gap to the next, in pixels. */
const AROUND_LANES = 58;

/** Of that, what its own borders and header do not tell: the padding of its lanes, and the gap. */
const PADDING_AND_GAP = 18;

const lanesIn = (group: Group): number => {
  const { shown, ghost, other } = laneSources(group.key);
  const rowsOf = ({ lanes, order }: LaneSet): number => order?.length ?? lanes.length;
  return Math.max(rowsOf(shown.getState()), rowsOf(ghost.getState())) + rowsOf(other.getState());
};

/** What a bracket over a lane that holds a lock takes, in pixels. */
const BRACKET = 6;

const hasBrackets = ({ key }: Group): boolean => {
  const { shown, ghost } = laneSources(key);
  return [shown, ghost].some((source) => source.getState().lanes.some(({ holds }) => holds.start.length > 0));
};

/**
 * The height of a lane at which all groups stand in view together or, where there are too many for that, as many as can:
 * no lane is too low for its label. Where the whole page scrolls, the preferred height.
 *
 * @param stage scrolls; @param groups stands in it, below everything that is not lanes.
 * @param highest how many times the preferred height lanes may be where there is room.
 */
export function useLaneHeight(
  stage: RefObject<HTMLElement | null>,
  groups: RefObject<HTMLElement | null>,
  shown: readonly Group[],
  { laneHeight: preferred, lowestLane }: Look,
  highest: number,
): number {
  const [room, setRoom] = useState(0);
  const [around, setAround] = useState(0);
  useLayoutEffect(() => {
    const outer = stage.current;
    const inner = groups.current;
    if (!outer || !inner) return;
    const measure = (): void => {
      const above = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop;
      const scrolls = getComputedStyle(outer).overflowY === 'auto';
      setRoom(scrolls ? outer.clientHeight - above : 0);
      setAround([...inner.children].reduce((sum, group) => sum + aroundLanes(group), 0));
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(outer);
    // Whatever stands above the lanes moves them when it becomes lower or higher.
    for (const part of outer.children) if (!part.contains(inner)) sizes.observe(part);
    // Errors and remarks come and go below the lanes.
    sizes.observe(inner);
    measure();
    return () => sizes.disconnect();
  }, [stage, groups]);
  const lanes = shown.reduce((sum, group) => sum + lanesIn(group), 0);
  if (lanes === 0) return preferred;
  const fitting = Math.floor((room - shown.length * AROUND_LANES) / lanes);
  if (room <= 0) return preferred;
  const lane = Math.max(lowestLane, Math.min(fitting, preferred));
  if (highest === 1) return lane;
  const brackets = shown.some(hasBrackets) ? BRACKET : 0;
  const filling = Math.floor((room - around) / lanes) - brackets;
  return Math.max(lowestLane, Math.min(filling, highest * preferred));
}

/** What a group takes besides its lanes as it is now, in pixels. */
function aroundLanes(group: Element): number {
  const lanes = group.querySelector('canvas')?.clientHeight ?? 0;
  return group.clientHeight - lanes + PADDING_AND_GAP;
}
