import { type ReactNode, useEffect, useRef } from 'react';
import { countUpTo } from '../base/binary-search.ts';
import { createJobCounter, jobsDone, jobsIn } from '../trace/job-count.ts';
import type { Trace } from '../trace/trace.ts';
import styles from './GroupCard.module.css';
import { growthStore, player, shownTraces, stageStore, stepOrder } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** Fewer jobs than this are no progress to speak of. */
const FEWEST = 2;

/** How many events of a trace on the stage have happened at the playhead. */
function eventsNow(trace: Trace): number {
  const { time, step } = player.store.getState();
  if (step === null) return countUpTo(trace.events.time, time, trace.events.length);
  const place = shownTraces().findIndex(({ actors }) => actors === trace.actors);
  return stepOrder().countsAtStep(step)[place] ?? 0;
}

/** How many of a group's jobs are done at the playhead, as a count and a bar: written past React at every frame. */
export function JobProgress({ groupKey }: { readonly groupKey: string }): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const shown = createJobCounter();
    let written = '';
    const write = (): void => {
      const { groups, page } = stageStore.getState();
      const group = groups.find(({ key }) => key === groupKey);
      const trace = group && shownTrace(group, page.engine);
      const count = trace && shown.read(trace);
      // A live run brings its jobs one by one: how many there will be, the model says.
      const expected = group?.model ? jobsIn(group.model) : 0;
      const isUnderWay = group?.live?.phase === 'running' && page.engine === 'live';
      const all = count ? (isUnderWay ? Math.max(count.all, expected) : count.all) : expected;
      const done = trace && count ? jobsDone(count, eventsNow(trace)) : 0;
      const next = `${done} of ${all}`;
      if (next === written) return;
      written = next;
      if (root.current) root.current.hidden = all < FEWEST;
      if (words.current) words.current.textContent = next;
      bar.current?.style.setProperty('--done', String(all > 0 ? done / all : 0));
    };
    write();
    const stops = [stageStore.subscribe(write), growthStore.subscribe(write), player.store.subscribe(write)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [groupKey]);
  return (
    <div ref={root} className={styles.jobs} title="Jobs done at the playhead" hidden>
      <span>
        <span ref={words} />
        <span className="visually-hidden"> done</span>
      </span>
      <i ref={bar} aria-hidden="true" />
    </div>
  );
}
