import { type ReactNode, useMemo } from 'react';
import type { LaneHover } from '../../timeline/hit-test.ts';
import { phraseText } from '../../trace/phrase.ts';
import { why } from '../../trace/why/why.ts';
import { actorNamesOnStage } from '../state/story.ts';
import { createInstants } from './instants.ts';

/** The moment that a pointer is at: a narrow span is found from beside it too. */
export const momentOf = ({ time, span }: LaneHover): number =>
  span ? Math.min(Math.max(time, span.start), span.end) : time;

/** Why the lane under the pointer is as it is there; nothing for a lane that is a prediction only. */
export default function LaneWhy({
  groupKey,
  hover,
}: {
  readonly groupKey: string;
  readonly hover: LaneHover;
}): ReactNode {
  const instants = useMemo(() => createInstants(groupKey), [groupKey]);
  const { lane } = hover.row;
  const instant = lane && instants.at(momentOf(hover));
  if (!lane || !instant?.trace.actors[lane.actor]) return null;
  return <span>{phraseText(why(instant, lane.actor), actorNamesOnStage(instant.trace.actors))}.</span>;
}
