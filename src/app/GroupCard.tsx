import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { LaneHover } from '../timeline/hit-test.ts';
import { LaneCanvas } from '../timeline/LaneCanvas.tsx';
import { arrowSource } from './arrows.ts';
import { useComparedChoice } from './comparison.ts';
import { criticalSource } from './critical-path.ts';
import type { Figures } from './figures.ts';
import styles from './GroupCard.module.css';
import { GroupHeader } from './GroupHeader.tsx';
import { laneSources } from './lane-sources.ts';
import { useLook } from './look.ts';
import { useArePinned } from './pins.ts';
import { hoverActor } from './selected-actor.ts';
import { player, useStage } from './stage.ts';
import { hidesRuns, shownTrace } from './stage-state.ts';
import { useLaneLabels } from './story.ts';
import { Veil } from './Veil.tsx';
import { setViewport, viewportEnd, viewportStore } from './view.ts';

const ArrowWords = lazy(() => import('./ArrowWords.tsx'));
const LaneFocus = lazy(() => import('./why/LaneFocus.tsx'));
const KeepRemark = lazy(() => import('./schedules/KeepRemark.tsx'));
const LaneTooltip = lazy(() => import('./LaneTooltip.tsx'));
const LaneProgress = lazy(() => import('./LaneProgress.tsx'));
const Pins = lazy(() => import('./lesson/Pins.tsx'));
const Remarks = lazy(() => import('./why/Remarks.tsx'));
const RunError = lazy(() => import('./RunError.tsx'));
const ComparedRun = lazy(() => import('./compare/ComparedRun.tsx'));
const ShownRunHeading = lazy(() => import('./compare/ShownRunHeading.tsx'));

/** The tallest a group's lanes grow before they become narrower, in pixels. */
const TALLEST = 380;

/** The same for each of two runs under each other. */
const TALLEST_OF_TWO = 240;

/** One mode on the stage: its header and its lanes. */
export function GroupCard({
  figures,
  laneHeight,
}: {
  readonly figures: Figures;
  readonly laneHeight: number;
}): ReactNode {
  const { group } = figures;
  const { palette, gutter } = useLook();
  const engine = useStage((state) => state.page.engine);
  const grouping = useStage((state) => state.grouping);
  const isSelected = useStage((state) => state.selected === group.key);
  const isHidden = useStage(hidesRuns);
  const computes = useStage(({ scenario }) => scenario.computes);
  const hasNotes = useStage(({ scenario }) => scenario.lesson?.notes.some(({ mode }) => mode === group.key));
  const arePinned = useArePinned();
  const showsArrows = useStage((state) => state.showsArrows);
  const compared = useComparedChoice(engine);
  const isCompared = compared !== 'off' && !isHidden;
  const labelOf = useLaneLabels();
  const [hover, setHover] = useState<LaneHover | null>(null);
  const sources = useMemo(() => laneSources(group.key), [group.key]);
  const critical = useMemo(() => criticalSource(group.key), [group.key]);
  const arrows = useMemo(() => arrowSource(group.key), [group.key]);
  // What is compared decides which rows there are, so that those who lay them out are to do so anew.
  const lanes = useMemo(
    () => ({ laneHeight, maximumHeight: compared === 'off' ? TALLEST : TALLEST_OF_TWO }),
    [laneHeight, compared],
  );
  const onHover = (place: LaneHover | null): void => {
    setHover(place);
    const actor = place?.row.lane?.actor;
    hoverActor(actor === undefined ? null : { group: group.key, actor });
  };
  const hasError = Boolean(shownTrace(group, engine)?.error);
  const phase = group.live?.phase;
  const isOver =
    engine === 'live' && !group.replay && !group.imported && (phase === 'finished' || phase === 'failed');
  const isReplayAmongOthers = useStage((state) => group.replay !== null && state.groups.length > 1);
  const cannotShowCores =
    grouping === 'core' && engine === 'live' && !isHidden && !group.replay && !group.imported;
  return (
    <article
      className={[styles.group, isSelected && styles.selected, isHidden && styles.closed]
        .filter(Boolean)
        .join(' ')}
      aria-label={group.offer.title}
      data-group={group.key}
    >
      <GroupHeader figures={figures} />
      {isCompared && (
        <Suspense>
          <ShownRunHeading group={group} />
        </Suspense>
      )}
      {!isHidden && (
        <div className={styles.body}>
          <LaneCanvas
            label={`Lanes of ${group.offer.title}; the Table tab has them in words`}
            lanes={sources.shown}
            ghost={sources.ghost}
            critical={critical}
            arrows={arrows}
            viewport={viewportStore}
            duration={viewportEnd}
            palette={palette}
            gutter={gutter}
            {...lanes}
            labelOf={labelOf}
            onViewport={setViewport}
            onPick={player.seek}
            onHover={onHover}
          />
          <Veil />
          {showsArrows && (
            <Suspense>
              <ArrowWords groupKey={group.key} title={group.offer.title} />
            </Suspense>
          )}
          {computes && (
            <Suspense>
              <LaneProgress groupKey={group.key} gutter={gutter} lanes={lanes} />
            </Suspense>
          )}
          {hasNotes && arePinned && (
            <Suspense>
              <Pins groupKey={group.key} gutter={gutter} lanes={lanes} />
            </Suspense>
          )}
          <Suspense>
            <LaneFocus group={group} gutter={gutter} lanes={lanes} hover={hover} />
          </Suspense>
          {hover && (
            <Suspense>
              <LaneTooltip groupKey={group.key} hover={hover} />
            </Suspense>
          )}
        </div>
      )}
      {!isHidden && (
        <Suspense>
          <Remarks group={group} />
        </Suspense>
      )}
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
      {cannotShowCores && (
        <p className={styles.remark}>
          A browser does not tell which core runs what.
          {!isCompared && ' The outline is the model’s assignment of cores.'}
        </p>
      )}
      {isReplayAmongOthers && (
        <p className={styles.remark}>
          The axis is in seconds for the other modes. Here it counts steps: each is drawn as long as the next,
          however long it would take.
        </p>
      )}
      {group.problem && <p className={styles.error}>{group.problem}</p>}
      {hasError && (
        <Suspense>
          <RunError group={group} />
        </Suspense>
      )}
    </article>
  );
}
