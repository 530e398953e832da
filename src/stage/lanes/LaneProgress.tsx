import { type ReactNode, useEffect, useRef } from 'react';
import { type LayoutOptions, layoutLanes, type Row } from '../../timeline/layout.ts';
import { plotOf, timeToX } from '../../timeline/viewport.ts';
import type { Lane } from '../../trace/lanes/lanes.ts';
import { progressAt } from '../../trace/lanes/lanes-progress.ts';
import { formatShare } from '../format.ts';
import { viewportStore } from '../playhead/view.ts';
import { laneSources } from '../state/lane-sources.ts';
import { player } from '../state/stage-store.ts';
import styles from './LaneProgress.module.css';

/** The room that a share takes, in pixels. */
const ROOM = 44;

/** Of lanes that are at work for less than this, in program seconds, it is not told how far they are. */
const WORTH_TELLING = 1;

/** When the last bar of a lane ends, as far as it has come. */
const endOf = ({ spans }: Lane, now: number): number => Math.min(spans.end[spans.length - 1] ?? 0, now);

const isWorthTelling = (lane: Lane, now: number): boolean =>
  endOf(lane, now) - (lane.spans.start[0] ?? 0) >= WORTH_TELLING;

/**
 * How far the computations of a group are: beside the playhead of a live run, before which nothing is drawn yet; else right
 * of the lane's last bar, where there is room. It is written past React: while a run plays, it changes many times a second.
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
      const { time, following } = player.store.getState();
      const viewport = viewportStore.getState();
      const { now } = latest[0];
      const isInView = time >= viewport.from && time <= viewport.to;
      write(isInView ? rows : [], time, (lane) => {
        if (!isWorthTelling(lane, now)) return null;
        const x = timeToX(viewport, plotOf(width, gutter), following ? time : endOf(lane, now));
        const isAtEnd = x + ROOM > width;
        return isAtEnd && !following ? null : { x, isAtEnd };
      });
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

/** Where the share of a lane stands; `null` for nowhere. */
type PlaceOf = (lane: Lane) => { readonly x: number; readonly isAtEnd: boolean } | null;

type WriteRows = (rows: readonly Row[], time: number, placeOf: PlaceOf) => void;

/**
 * Gives a function that writes into an element how far each row is at a time, in place of what it wrote before: right of
 * its place, or left of it at the end of the view.
 */
function rowWriter(layer: HTMLElement): WriteRows {
  const texts: HTMLElement[] = [];
  return (rows, time, placeOf) => {
    for (let index = texts.length; index < rows.length; index++) {
      const text = document.createElement('span');
      layer.append(text);
      texts.push(text);
    }
    for (const [index, text] of texts.entries()) {
      const row = rows[index];
      const place = row?.lane ? placeOf(row.lane) : null;
      const share = place && row?.lane ? progressAt(row.lane, time) : null;
      const content = share === null ? '' : formatShare(share);
      if (text.textContent !== content) text.textContent = content;
      if (!row || !place || content === '') continue;
      const middle = row.barTop + row.barHeight / 2;
      text.style.transform = `translate(${place.x}px, ${middle}px) translate(${place.isAtEnd ? '-100%' : '0'}, -50%)`;
    }
  };
}
