import { type ReactNode, type RefObject, useCallback, useMemo, useRef } from 'react';
import { stepAt, stepsOf } from '../../timeline/step-clock.ts';
import { TimeAxis } from '../../timeline/TimeAxis.tsx';
import { formatTime } from '../format.ts';
import { useLook } from '../look.ts';
import { type PaintPlayhead, usePlayhead } from '../playhead/playhead.ts';
import { replayAlone } from '../playhead/stage-clock.ts';
import { viewportStore } from '../playhead/view.ts';
import { hidesRuns } from '../state/stage-state.ts';
import { player, stageStore, useStage } from '../state/stage-store.ts';
import { useFigures } from '../state/useFigures.ts';
import { GroupCard, type GroupParts } from './GroupCard.tsx';
import styles from './Lanes.module.css';
import { useLaneHeight } from './lane-height.ts';

/**
 * The lanes of all modes on one time axis, with the playhead through them.
 *
 * @param scroller what scrolls where they are higher than the window.
 * @param highest how many times as high as usual a lane may become where there is room.
 */
export function Lanes({
  scroller,
  parts,
  highest = 1,
}: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly parts: GroupParts;
  readonly highest?: number;
}): ReactNode {
  const figures = useFigures();
  const isHidden = useStage(hidesRuns);
  const replay = useStage(replayAlone);
  const steps = useMemo(() => replay && stepsOf(replay.run), [replay]);
  const look = useLook();
  const groups = useRef<HTMLDivElement>(null);
  const laneHeight = useLaneHeight(
    scroller,
    groups,
    figures.map(({ group }) => group),
    look,
    highest,
  );
  return (
    <section className={isHidden ? `${styles.lanes} ${styles.hidden}` : styles.lanes} aria-label="Lanes">
      <div className={styles.axis}>
        <TimeAxis viewport={viewportStore} playhead={player.store} gutter={look.gutter} steps={steps} />
        <Flag />
      </div>
      <div ref={groups} className={styles.groups}>
        {figures.map((figure) => (
          <GroupCard key={figure.group.key} figures={figure} laneHeight={laneHeight} parts={parts} />
        ))}
      </div>
      <Playhead />
    </section>
  );
}

const placePlayhead: PaintPlayhead = (element, x) => {
  element.style.transform = `translateX(${x}px)`;
  element.hidden = x < 0 || x > (element.parentElement?.clientWidth ?? 0);
};

/** The line through all groups. */
function Playhead(): ReactNode {
  const line = useRef<HTMLDivElement>(null);
  usePlayhead(line, placePlayhead);
  return (
    <div className={styles.overlay} aria-hidden="true">
      <div ref={line} className={styles.playhead} />
    </div>
  );
}

/** The playhead's time on a flag above its line; on the axis, which stays in view. */
function Flag(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLSpanElement>(null);
  const paint = useCallback<PaintPlayhead>((element, x) => {
    placePlayhead(element, x);
    if (flag.current) {
      const { time } = player.store.getState();
      const replay = replayAlone(stageStore.getState());
      flag.current.textContent = replay ? String(stepAt(replay.run, time)) : formatTime(time);
    }
  }, []);
  usePlayhead(place, paint);
  return (
    <div className={styles.flags} aria-hidden="true">
      <div ref={place} className={styles.playhead}>
        <span ref={flag} className={styles.flag} />
      </div>
    </div>
  );
}
