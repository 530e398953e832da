import { type ReactNode, useCallback, useRef } from 'react';
import { TimeAxis } from '../timeline/TimeAxis.tsx';
import { formatTime } from './format.ts';
import { GroupCard } from './GroupCard.tsx';
import { Legend } from './Legend.tsx';
import { useLaneHeight } from './lane-height.ts';
import { useLook } from './look.ts';
import { ModeChips } from './ModeChips.tsx';
import { Notices } from './Notices.tsx';
import { type PaintPlayhead, usePlayhead } from './playhead.ts';
import { Settings } from './Settings.tsx';
import styles from './Stage.module.css';
import { player, setGrouping, useStage } from './stage.ts';
import { useFigures } from './useFigures.ts';
import { viewportStore } from './view.ts';

/** The workload, its modes and their lanes on one time axis. */
export function Stage(): ReactNode {
  const scenario = useStage((state) => state.scenario);
  const figures = useFigures();
  const look = useLook();
  const stage = useRef<HTMLElement>(null);
  const groups = useRef<HTMLDivElement>(null);
  const laneHeight = useLaneHeight(
    stage,
    groups,
    figures.map(({ group }) => group),
    look,
  );
  return (
    <main ref={stage} id="stage" className={styles.stage} tabIndex={-1}>
      <Notices />
      <h1>{scenario.title}</h1>
      <p className={styles.claim}>{scenario.claim}</p>
      <ModeChips />
      <div className={styles.bar}>
        <Settings />
        <Groupings />
      </div>
      <section className={styles.lanes} aria-label="Lanes">
        <div className={styles.axis}>
          <TimeAxis viewport={viewportStore} gutter={look.gutter} />
        </div>
        <div ref={groups} className={styles.groups}>
          {figures.map((figure) => (
            <GroupCard key={figure.group.key} figures={figure} laneHeight={laneHeight} />
          ))}
        </div>
        <Playhead />
      </section>
      <Legend />
    </main>
  );
}

const GROUPINGS = [
  { id: 'task', title: 'Tasks' },
  { id: 'thread', title: 'Threads' },
  { id: 'core', title: 'Cores' },
] as const;

function Groupings(): ReactNode {
  const grouping = useStage((state) => state.grouping);
  return (
    <fieldset className={styles.groupings}>
      <legend className="visually-hidden">Lanes by</legend>
      <span aria-hidden="true">Lanes by</span>
      {GROUPINGS.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-label={`Lanes by ${title.toLowerCase()}`}
          aria-pressed={grouping === id}
          onClick={() => setGrouping(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

/** The line through all groups, with its time on a flag. */
function Playhead(): ReactNode {
  const line = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLSpanElement>(null);
  const paint = useCallback<PaintPlayhead>((element, x) => {
    element.style.transform = `translateX(${x}px)`;
    element.hidden = x < 0 || x > (element.parentElement?.clientWidth ?? 0);
    if (flag.current) flag.current.textContent = formatTime(player.store.getState().time);
  }, []);
  usePlayhead(line, paint);
  return (
    <div className={styles.overlay} aria-hidden="true">
      <div ref={line} className={styles.playhead}>
        <span ref={flag} className={styles.flag} />
      </div>
    </div>
  );
}
