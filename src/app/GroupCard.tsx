import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { LaneCanvas } from '../timeline/LaneCanvas.tsx';
import type { LaneHover } from '../timeline/lane-stage.dom.ts';
import type { Figures } from './figures.ts';
import styles from './GroupCard.module.css';
import { GroupHeader } from './GroupHeader.tsx';
import { LaneTooltip } from './LaneTooltip.tsx';
import { laneSources } from './lane-sources.ts';
import { useLook } from './look.ts';
import { type PaintPlayhead, usePlayhead } from './playhead.ts';
import { player, useStage } from './stage.ts';
import { shownTrace } from './stage-state.ts';
import { setViewport, viewportEnd, viewportStore } from './view.ts';

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
  const [hover, setHover] = useState<LaneHover | null>(null);
  const sources = useMemo(() => laneSources(group.key), [group.key]);
  const error = shownTrace(group, engine)?.error;
  const cannotShowCores = grouping === 'core' && engine === 'live';
  return (
    <article
      className={`${styles.group} ${isSelected ? styles.selected : ''}`}
      aria-label={group.offer.title}
    >
      <GroupHeader figures={figures} />
      <div className={styles.body}>
        <LaneCanvas
          label={`Lanes of ${group.offer.title}; the Table tab has them in words`}
          lanes={sources.shown}
          ghost={sources.ghost}
          viewport={viewportStore}
          duration={viewportEnd}
          palette={palette}
          gutter={gutter}
          laneHeight={laneHeight}
          maximumHeight={TALLEST}
          onViewport={setViewport}
          onPick={player.seek}
          onHover={setHover}
        />
        <Veil />
        {hover && <LaneTooltip hover={hover} />}
      </div>
      {cannotShowCores && (
        <p className={styles.remark}>
          A browser does not tell which core runs what. The outline is the model’s assignment of cores.
        </p>
      )}
      {group.problem && <p className={styles.error}>{group.problem}</p>}
      {error && (
        <p className={styles.error}>
          {error.type}: {error.message}
        </p>
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
