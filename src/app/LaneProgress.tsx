import { type ReactNode, useEffect, useRef } from 'react';
import { type LayoutOptions, layoutLanes, type Row } from '../timeline/layout.ts';
import { plotOf, timeToX } from '../timeline/viewport.ts';
import { progressAt } from '../trace/lanes-progress.ts';
import { formatShare } from './format.ts';
import styles from './LaneProgress.module.css';
import { laneSources } from './lane-sources.ts';
import { player } from './stage.ts';
import { viewportStore } from './view.ts';

/** The room that a share takes beside the playhead, in pixels. */
const ROOM = 44;

/**
 * How far the computations of a group are, beside the playhead. It is written past React: while a run plays, it changes
 * many times a second.
 */
export default function LaneProgress(props: {
  readonly groupKey: string;
  readonly gutter: number;
  readonly lanes: LayoutOptions;
}): ReactNode {
  const { groupKey, gutter, lanes } = props;
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = layer;
    if (!current) return;
    const { shown, ghost } = laneSources(groupKey);
    const write = rowWriter(current);
    let drawn: readonly unknown[] = [];
    let rows: readonly Row[] = [];
    let width = current.clientWidth;
    const update = (): void => {
      const latest = [shown.getState(), ghost.getState()] as const;
      if (latest.some((set, index) => set !== drawn[index])) {
        drawn = latest;
        rows = layoutLanes(...latest, lanes).rows.filter(({ lane }) => lane?.progress.time.length);
      }
      const { time } = player.store.getState();
      const viewport = viewportStore.getState();
      const isInView = time >= viewport.from && time <= viewport.to;
      const x = timeToX(viewport, plotOf(width, gutter), time);
      write(isInView ? rows : [], time, x, x + ROOM > width);
    };
    update();
    const sizes = new ResizeObserver(() => {
      width = current.clientWidth;
      update();
    });
    sizes.observe(current);
    const stops = [player.store, viewportStore, shown].map((source) => source.subscribe(update));
    return () => {
      sizes.disconnect();
      for (const stop of stops) stop();
      current.replaceChildren();
    };
  }, [groupKey, gutter, lanes]);
  return <div ref={layer} className={styles.layer} aria-hidden="true" />;
}

type WriteRows = (rows: readonly Row[], time: number, x: number, isAtEnd: boolean) => void;

/**
 * Gives a function that writes into an element how far each row is at a time, in place of what it wrote before: right of
 * the playhead, where nothing has happened yet, or left of it at the end of the view.
 */
function rowWriter(layer: HTMLElement): WriteRows {
  const texts: HTMLElement[] = [];
  return (rows, time, x, isAtEnd) => {
    for (let index = texts.length; index < rows.length; index++) {
      const text = document.createElement('span');
      layer.append(text);
      texts.push(text);
    }
    for (const [index, text] of texts.entries()) {
      const row = rows[index];
      const share = row?.lane ? progressAt(row.lane, time) : null;
      const content = share === null ? '' : formatShare(share);
      if (text.textContent !== content) text.textContent = content;
      if (!row || content === '') continue;
      const middle = row.barTop + row.barHeight / 2;
      text.style.transform = `translate(${x}px, ${middle}px) translate(${isAtEnd ? '-100%' : '0'}, -50%)`;
    }
  };
}
