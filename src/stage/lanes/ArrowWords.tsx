import { type ReactNode, useCallback, useRef, useSyncExternalStore } from 'react';
import { type PaintPlayhead, usePlayhead } from '../playhead/playhead.ts';
import { arrowWords } from '../state/arrow-layers.ts';
import { player, stageStore } from '../state/stage-store.ts';
import styles from './ArrowWords.module.css';

function subscribe(listener: () => void): () => void {
  const stops = [player.store.subscribe(listener), stageStore.subscribe(listener)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Stands at the playhead, on the side where there is more room. */
const place: PaintPlayhead = (element, x) => {
  const room = element.parentElement?.clientWidth ?? 0;
  const isBefore = x > room / 2;
  element.style.transform = `translateX(${x}px) translateX(${isBefore ? '-100%' : '0'})`;
  element.hidden = x < 0 || x > room;
};

/** What the arrow says that has its head at the playhead's step: who woke whom, what was handed over. */
export default function ArrowWords({
  groupKey,
  title,
}: {
  readonly groupKey: string;
  /** Of the group. */
  readonly title: string;
}): ReactNode {
  const box = useRef<HTMLParagraphElement>(null);
  const words = useSyncExternalStore(
    subscribe,
    useCallback(() => arrowWords(groupKey), [groupKey]),
  );
  usePlayhead(box, place);
  return (
    <div className={styles.plot}>
      <p ref={box} className={styles.words} role="status" aria-label={`Arrows at this step of ${title}`}>
        {words && <span>{words}</span>}
      </p>
    </div>
  );
}
