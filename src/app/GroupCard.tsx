import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { LaneCanvas } from '../timeline/LaneCanvas.tsx';
import type { LaneHover } from '../timeline/lane-stage.dom.ts';
import { criticalSource } from './critical-path.ts';
import type { Figures } from './figures.ts';
import styles from './GroupCard.module.css';
import { GroupHeader } from './GroupHeader.tsx';
import { showErrors } from './inspector.ts';
import { LaneTooltip } from './LaneTooltip.tsx';
import { laneSources } from './lane-sources.ts';
import { useLook } from './look.ts';
import { useArePinned } from './pins.ts';
import { type PaintPlayhead, usePlayhead } from './playhead.ts';
import { player, useStage } from './stage.ts';
import { contrastOf, hidesRuns, lastLine, shownTrace } from './stage-state.ts';
import { useLaneLabels } from './story.ts';
import { setViewport, viewportEnd, viewportStore } from './view.ts';

const LaneProgress = lazy(() => import('./LaneProgress.tsx'));
const Pins = lazy(() => import('./lesson/Pins.tsx'));

/** The tallest a group's lanes grow before they become narrower, in pixels. */
const TALLEST = 380;

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
  const labelOf = useLaneLabels();
  const [hover, setHover] = useState<LaneHover | null>(null);
  const sources = useMemo(() => laneSources(group.key), [group.key]);
  const critical = useMemo(() => criticalSource(group.key), [group.key]);
  const lanes = useMemo(() => ({ laneHeight, maximumHeight: TALLEST }), [laneHeight]);
  const error = shownTrace(group, engine)?.error;
  const contrast = contrastOf(group, engine);
  const cannotShowCores = grouping === 'core' && engine === 'live' && !isHidden;
  return (
    <article
      className={[styles.group, isSelected && styles.selected, isHidden && styles.closed]
        .filter(Boolean)
        .join(' ')}
      aria-label={group.offer.title}
      data-group={group.key}
    >
      <GroupHeader figures={figures} />
      {!isHidden && (
        <div className={styles.body}>
          <LaneCanvas
            label={`Lanes of ${group.offer.title}; the Table tab has them in words`}
            lanes={sources.shown}
            ghost={sources.ghost}
            critical={critical}
            viewport={viewportStore}
            duration={viewportEnd}
            palette={palette}
            gutter={gutter}
            {...lanes}
            labelOf={labelOf}
            onViewport={setViewport}
            onPick={player.seek}
            onHover={setHover}
          />
          <Veil />
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
          {hover && <LaneTooltip hover={hover} />}
        </div>
      )}
      {cannotShowCores && (
        <p className={styles.remark}>
          A browser does not tell which core runs what. The outline is the model’s assignment of cores.
        </p>
      )}
      {group.problem && <p className={styles.error}>{group.problem}</p>}
      {error && (
        <button
          type="button"
          className={styles.error}
          title="Show its traceback"
          onClick={() => showErrors(group.key)}
        >
          {contrast ? (
            <>
              <span>
                <b>Measured</b> {contrast.measured}
              </span>
              <span>
                <b>CPython, by the model</b> {contrast.modelled}
              </span>
            </>
          ) : (
            <span>{lastLine(error)}</span>
          )}
        </button>
      )}
    </article>
  );
}

/** Fades what has not happened yet at the playhead: a cover that only ever moves, so that nothing is drawn again. */
function Veil(): ReactNode {
  const cover = useRef<HTMLElement>(null);
  const paint = useCallback<PaintPlayhead>((element, x) => {
    element.style.transform = `translateX(${Math.max(0, x)}px)`;
  }, []);
  usePlayhead(cover, paint);
  return (
    <div className={styles.veil} aria-hidden="true">
      <i ref={cover} />
    </div>
  );
}
