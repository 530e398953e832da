import { type ComponentType, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { LaneHover } from '../../timeline/hit-test.ts';
import type { LayoutOptions } from '../../timeline/layout.ts';
import { useLook } from '../look.ts';
import { arrowSource } from '../state/arrows.ts';
import { useComparedChoice } from '../state/comparison.ts';
import { criticalSource } from '../state/critical-path.ts';
import type { Figures } from '../state/figures.ts';
import { laneSources } from '../state/lane-sources.ts';
import { hoverActor } from '../state/selected-actor.ts';
import { type Group, hidesRuns, shownTrace } from '../state/stage-state.ts';
import { useStage } from '../state/stage-store.ts';
import styles from './GroupCard.module.css';
import { GroupHeader } from './GroupHeader.tsx';
import { StageLanes } from './StageLanes.tsx';

const ArrowWords = lazy(() => import('./ArrowWords.tsx'));
const LaneFocus = lazy(() => import('../why/LaneFocus.tsx'));
const LaneTooltip = lazy(() => import('./LaneTooltip.tsx'));
const LaneProgress = lazy(() => import('./LaneProgress.tsx'));
const Remarks = lazy(() => import('../why/Remarks.tsx'));
const RunError = lazy(() => import('./RunError.tsx'));

/** The tallest a group's lanes grow before they become narrower, in pixels. */
const TALLEST = 380;

/** The same for each of two runs under each other. */
const TALLEST_OF_TWO = 240;

/** How high the lanes of a group are. */
export type LaneHeights = Pick<LayoutOptions, 'laneHeight' | 'maximumHeight'>;

/** What a page adds to its groups of lanes. None of it may change between renders. */
export interface GroupParts {
  /** Between the header and the lanes. */
  readonly Heading?: ComponentType<{ readonly group: Group }>;
  /** On the lanes. */
  readonly Overlay?: ComponentType<{ readonly group: Group; readonly lanes: LaneHeights }>;
  /** Below the lanes. */
  readonly Footer?: ComponentType<{ readonly group: Group; readonly lanes: LaneHeights }>;
  /** Shows the error of a group, by its key, in full. */
  readonly onError?: (key: string) => void;
  /** Where the lanes are told in words. */
  readonly inWords?: string;
  /** Whether a group can be chosen, so that its listing is shown. */
  readonly isChoosable?: boolean;
  /** Whether there is little room, so that headers say no more than they must. */
  readonly isCompact?: boolean;
}

/** One mode on the stage: its header and its lanes. */
export function GroupCard({
  figures,
  laneHeight,
  parts,
}: {
  readonly figures: Figures;
  readonly laneHeight: number;
  readonly parts: GroupParts;
}): ReactNode {
  const { Heading, Overlay, Footer, isChoosable = false, isCompact = false } = parts;
  const { group } = figures;
  const { gutter } = useLook();
  const engine = useStage((state) => state.page.engine);
  const grouping = useStage((state) => state.grouping);
  const isSelected = useStage((state) => state.selected === group.key);
  const isHidden = useStage(hidesRuns);
  const computes = useStage(({ scenario }) => scenario.computes);
  const showsArrows = useStage((state) => state.showsArrows);
  const compared = useComparedChoice(engine);
  const isCompared = compared !== 'off' && !isHidden;
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
  const isReplayAmongOthers = useStage((state) => group.replay !== null && state.groups.length > 1);
  const cannotShowCores =
    grouping === 'core' && engine === 'live' && !isHidden && !group.replay && !group.imported;
  return (
    <article
      className={[
        styles.group,
        isChoosable && isSelected && styles.selected,
        isHidden && styles.closed,
        isCompact && styles.compact,
      ]
        .filter(Boolean)
        .join(' ')}
      aria-label={group.offer.title}
      data-group={group.key}
    >
      <GroupHeader figures={figures} isChoosable={isChoosable} />
      {Heading && <Heading group={group} />}
      {!isHidden && (
        <div className={styles.body}>
          <StageLanes
            label={`Lanes of ${group.offer.title}${parts.inWords ? `; ${parts.inWords} has them in words` : ''}`}
            lanes={sources.shown}
            ghost={sources.ghost}
            critical={critical}
            arrows={arrows}
            heights={lanes}
            onHover={onHover}
          />
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
          {Overlay && <Overlay group={group} lanes={lanes} />}
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
      {Footer && <Footer group={group} lanes={lanes} />}
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
          <RunError group={group} onShow={parts.onError} />
        </Suspense>
      )}
    </article>
  );
}
