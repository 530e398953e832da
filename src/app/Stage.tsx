import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { TimeAxis } from '../timeline/TimeAxis.tsx';
import { toggleArrows } from './arrows.ts';
import { toggleCriticalPath } from './critical-path.ts';
import { formatTime } from './format.ts';
import { GroupCard } from './GroupCard.tsx';
import { useLaneHeight } from './lane-height.ts';
import { useLook } from './look.ts';
import { ModeChips } from './ModeChips.tsx';
import { Notices } from './Notices.tsx';
import { type PaintPlayhead, usePlayhead } from './playhead.ts';
import { Settings } from './Settings.tsx';
import styles from './Stage.module.css';
import { player, setGrouping, setStory, stageStore, useStage } from './stage.ts';
import { replayAlone, stepAt, stepsOf } from './stage-clock.ts';
import { hidesRuns, isImportAlone } from './stage-state.ts';
import { storyOf } from './story.ts';
import { useFigures } from './useFigures.ts';
import { viewportStore } from './view.ts';

const Legend = lazy(() => import('./Legend.tsx').then(({ Legend }) => ({ default: Legend })));
const QuestionCard = lazy(() => import('./lesson/QuestionCard.tsx'));

/** The workload, its modes and their lanes on one time axis. */
export function Stage(): ReactNode {
  const entry = useStage((state) => state.entry);
  const figures = useFigures();
  const isHidden = useStage(hidesRuns);
  const isAlone = useStage(isImportAlone);
  const replay = useStage(replayAlone);
  const steps = useMemo(() => replay && stepsOf(replay), [replay]);
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
      <div className={styles.top}>
        <h1>{entry.title}</h1>
        <div className={styles.looks}>
          <Story />
          <CriticalPath />
          <Arrows />
          <Groupings />
        </div>
      </div>
      <p className={isHidden ? `${styles.claim} ${styles.untold}` : styles.claim}>{entry.claim}</p>
      {!isAlone && <ModeChips />}
      {!isAlone && <Settings />}
      <Prediction isAsked={isHidden} />
      <section className={isHidden ? `${styles.lanes} ${styles.hidden}` : styles.lanes} aria-label="Lanes">
        <div className={styles.axis}>
          <TimeAxis viewport={viewportStore} playhead={player.store} gutter={look.gutter} steps={steps} />
          <Flag />
        </div>
        <div ref={groups} className={styles.groups}>
          {figures.map((figure) => (
            <GroupCard key={figure.group.key} figures={figure} laneHeight={laneHeight} />
          ))}
        </div>
        <Playhead />
      </section>
      <div className={styles.legend}>
        <Suspense>
          <Legend />
        </Suspense>
      </div>
    </main>
  );
}

/** The question about the runs, and what came of it: fetched when the first one is asked. */
function Prediction({ isAsked }: { readonly isAsked: boolean }): ReactNode {
  const [wasAsked, setWasAsked] = useState(isAsked);
  if (isAsked && !wasAsked) setWasAsked(true);
  return (
    <div className={styles.prediction}>
      {wasAsked && (
        <Suspense fallback={<div className={styles.question} />}>
          <QuestionCard />
        </Suspense>
      )}
    </div>
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
      {GROUPINGS.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-label={`Lanes by ${title.toLowerCase()}`}
          title={`Lanes by ${title.toLowerCase()}`}
          aria-pressed={grouping === id}
          onClick={() => setGrouping(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

/** Has the lanes tell the workload's everyday story, where it has one. */
function Story(): ReactNode {
  const skin = useStage((state) => storyOf(state.scenario));
  const story = useStage((state) => state.page.story);
  return (
    skin && (
      <button
        type="button"
        className={styles.story}
        aria-pressed={story}
        aria-label={`Story: ${skin.title}`}
        title={`The lanes tell a story: ${skin.title}`}
        onClick={() => setStory(!story)}
      >
        Story
      </button>
    )
  );
}

/** Shows on the lanes what each run could not have ended without any sooner. */
function CriticalPath(): ReactNode {
  const isShown = useStage((state) => state.showsCriticalPath);
  return (
    <button
      type="button"
      className={styles.story}
      aria-pressed={isShown}
      title="Underlines what each run waited for, from its end back to its beginning"
      onClick={toggleCriticalPath}
    >
      Critical path
    </button>
  );
}

/** Shows on the lanes who starts, wakes, hands over to and waits for whom. */
function Arrows(): ReactNode {
  const isShown = useStage((state) => state.showsArrows);
  return (
    <button
      type="button"
      className={styles.story}
      aria-pressed={isShown}
      title="Shows who starts and wakes whom, who hands a lock to whom, and whose end lets whom go on"
      onClick={toggleArrows}
    >
      Arrows
    </button>
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
      flag.current.textContent = replay ? String(stepAt(replay, time)) : formatTime(time);
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
