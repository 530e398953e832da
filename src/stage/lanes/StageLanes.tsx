import type { ReactNode } from 'react';
import { LaneCanvas, type LaneCanvasProps } from '../../timeline/LaneCanvas.tsx';
import { useLook } from '../look.ts';
import { setViewport, viewportEnd, viewportStore } from '../playhead/view.ts';
import { player } from '../state/stage-store.ts';
import { useLaneLabels } from '../state/story.ts';
import type { LaneHeights } from './GroupCard.tsx';
import { Veil } from './Veil.tsx';

/** What is particular to the lanes of one run. */
type OwnProps = Pick<LaneCanvasProps, 'label' | 'lanes' | 'ghost' | 'critical' | 'arrows' | 'onHover'> & {
  readonly heights: LaneHeights;
};

/** The lanes of one run on the stage: on its axis, in its look, under its playhead. */
export function StageLanes({ heights, ...own }: OwnProps): ReactNode {
  const { palette, gutter } = useLook();
  const labelOf = useLaneLabels();
  return (
    <>
      <LaneCanvas
        {...own}
        {...heights}
        viewport={viewportStore}
        duration={viewportEnd}
        palette={palette}
        gutter={gutter}
        labelOf={labelOf}
        onViewport={setViewport}
        onPick={player.seek}
      />
      <Veil />
    </>
  );
}
