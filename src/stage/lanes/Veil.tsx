import { type ReactNode, useCallback, useRef } from 'react';
import { type PaintPlayhead, usePlayhead } from '../playhead/playhead.ts';
import styles from './Veil.module.css';

/** Fades what has not happened yet at the playhead: a cover that only ever moves, so that nothing is drawn again. */
export function Veil(): ReactNode {
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
