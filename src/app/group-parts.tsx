import { lazy, type ReactNode, Suspense } from 'react';
import type { GroupParts, LaneHeights } from '../stage/lanes/GroupCard.tsx';
import { useLook } from '../stage/look.ts';
import { useComparedChoice } from '../stage/state/comparison.ts';
import { type Group, hidesRuns } from '../stage/state/stage-state.ts';
import { useStage } from '../stage/state/stage-store.ts';
import { showErrors } from './inspector/inspection.ts';
import { useArePinned } from './lesson/pins.ts';

const ComparedRun = lazy(() => import('./compare/ComparedRun.tsx'));
const KeepRemark = lazy(() => import('./schedules/KeepRemark.tsx'));
const Pins = lazy(() => import('./lesson/Pins.tsx'));
const ShownRunHeading = lazy(() => import('./compare/ShownRunHeading.tsx'));

/** Whether each run on the stage is compared with another. */
function useIsCompared(): boolean {
  const engine = useStage((state) => state.page.engine);
  const isHidden = useStage(hidesRuns);
  return useComparedChoice(engine) !== 'off' && !isHidden;
}

function Heading({ group }: { readonly group: Group }): ReactNode {
  const isCompared = useIsCompared();
  return (
    isCompared && (
      <Suspense>
        <ShownRunHeading group={group} />
      </Suspense>
    )
  );
}

function Overlay({ group, lanes }: { readonly group: Group; readonly lanes: LaneHeights }): ReactNode {
  const { gutter } = useLook();
  const arePinned = useArePinned();
  const hasNotes = useStage(({ scenario }) => scenario.lesson?.notes.some(({ mode }) => mode === group.key));
  return (
    hasNotes &&
    arePinned && (
      <Suspense>
        <Pins groupKey={group.key} gutter={gutter} lanes={lanes} />
      </Suspense>
    )
  );
}

function Footer({ group, lanes }: { readonly group: Group; readonly lanes: LaneHeights }): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const isCompared = useIsCompared();
  const phase = group.live?.phase;
  const isOver =
    engine === 'live' && !group.replay && !group.imported && (phase === 'finished' || phase === 'failed');
  return (
    <>
      {isOver && group.offer.mode.id === 'threads' && (
        <Suspense>
          <KeepRemark group={group} />
        </Suspense>
      )}
      {isCompared && (
        <Suspense>
          <ComparedRun group={group} lanes={lanes} />
        </Suspense>
      )}
    </>
  );
}

/** What the page adds to its groups of lanes: notes of the lesson, other runs to compare with, and what to do next. */
export const groupParts: GroupParts = {
  Heading,
  Overlay,
  Footer,
  onError: showErrors,
  inWords: 'the Table tab',
  isChoosable: true,
};
