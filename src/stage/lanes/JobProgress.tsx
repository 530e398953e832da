import { type ReactNode, useEffect, useRef } from 'react';
import { createJobCounter, jobsDone, jobsIn, jobsInAll } from '../../trace/lanes/job-count.ts';
import { eventsNow } from '../playhead/moment.ts';
import { shownTrace } from '../state/stage-state.ts';
import { growthStore, player, stageStore } from '../state/stage-store.ts';
import styles from './GroupCard.module.css';

/** Fewer jobs than this are no progress to speak of. */
const FEWEST = 2;

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
      const expected = group?.model ? jobsIn(group.model) : 0;
      const live = group?.live;
      const hasFinished = !live || trace?.actors !== live.trace.actors || live.phase === 'finished';
      const all = jobsInAll(count ?? null, expected, hasFinished);
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
