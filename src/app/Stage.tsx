import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Lanes } from '../stage/lanes/Lanes.tsx';
import { Notices } from '../stage/Notices.tsx';
import { toggleArrows } from '../stage/state/arrows.ts';
import { toggleCriticalPath } from '../stage/state/critical-path.ts';
import { hidesRuns, isImportAlone } from '../stage/state/stage-state.ts';
import { setGrouping, setStory, useStage } from '../stage/state/stage-store.ts';
import { storyOf } from '../stage/state/story.ts';
import { groupParts } from './group-parts.tsx';
import styles from './Stage.module.css';
import { ModeChips } from './settings/ModeChips.tsx';
import { Settings } from './settings/Settings.tsx';

const Legend = lazy(() => import('../stage/lanes/Legend.tsx').then(({ Legend }) => ({ default: Legend })));
const RunOf = lazy(() => import('./import/RunOf.tsx'));
const AskedFirst = lazy(() => import('./lesson/AskedFirst.tsx'));

/** The workload, its modes and their lanes on one time axis. */
export function Stage(): ReactNode {
  const entry = useStage((state) => state.entry);
  const isHidden = useStage(hidesRuns);
  const isAlone = useStage(isImportAlone);
  const stage = useRef<HTMLElement>(null);
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
      {isAlone && (
        <Suspense>
          <RunOf />
        </Suspense>
      )}
      {!isAlone && <ModeChips />}
      {!isAlone && <Settings />}
      <Prediction isAsked={isHidden} />
      <div className={styles.lanes}>
        <Lanes scroller={stage} parts={groupParts} />
      </div>
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
          <AskedFirst />
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
