import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { hueColour } from './StateShape.tsx';
import styles from './StepList.module.css';

/** A step that has been taken. */
export interface StepRow {
  readonly thread: number;
  readonly name: string;
  /** The colour of its lane, counted from 0; none below. */
  readonly hue: number;
  /** What it does: `reads counter: 0`. */
  readonly words: string;
  /** Where in the listing; 0 for nowhere. */
  readonly line: number;
  readonly isBlocked: boolean;
}

/** The steps of a schedule, in their order. */
export function StepList({
  rows,
  current,
  onSelect,
  onMove,
}: {
  readonly rows: readonly StepRow[];
  /** The index of the step that the playhead stands after; -1 before the first. */
  readonly current: number;
  readonly onSelect: (index: number) => void;
  readonly onMove: (index: number, to: 'earlier' | 'later') => void;
}): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.children[current];
    if (row instanceof HTMLElement) keepInView(list.current, row);
  }, [current]);
  return (
    <ol ref={list} className={styles.steps} aria-label="Steps">
      {rows.map(({ thread, name, hue, words, line, isBlocked }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the schedule
          key={index}
          style={{ '--identity': hueColour(hue) } as CSSProperties}
          data-turn={thread !== rows[index - 1]?.thread}
        >
          <button
            type="button"
            className={styles.step}
            aria-current={index === current ? 'step' : undefined}
            onClick={() => onSelect(index)}
          >
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <span className={styles.name}>{name}</span>
            <span className={isBlocked ? styles.blocked : styles.words}>
              <span className="visually-hidden">, </span>
              {words}
            </span>
            {line > 0 && (
              <span className={styles.line}>
                <span className="visually-hidden">, line </span>
                {line}
              </span>
            )}
          </button>
          {index === current && (
            <span className={styles.moves}>
              <button
                type="button"
                aria-label="Move the step earlier"
                title="Move it earlier (Alt+←)"
                onClick={() => onMove(index, 'earlier')}
              >
                <ArrowUp size={14} aria-hidden="true" />
              </button>
              <button
                type="button"
                aria-label="Move the step later"
                title="Move it later (Alt+→)"
                onClick={() => onMove(index, 'later')}
              >
                <ArrowDown size={14} aria-hidden="true" />
              </button>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Scrolls the list, and nothing around it, so that a row of it is in view. */
function keepInView(list: HTMLElement | null, row: HTMLElement): void {
  if (!list) return;
  const above = row.offsetTop - list.offsetTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (list.scrollTop > above) list.scrollTop = above;
  else if (list.scrollTop < below) list.scrollTop = below;
}
