import { type Key, type ReactNode, useState } from 'react';
import styles from './ShortList.module.css';

/** A list of which the first few are shown, until the reader asks for the others. */
export function ShortList<Item>({
  items,
  most,
  noun,
  className,
  keyOf,
  children,
}: {
  readonly items: readonly Item[];
  /** How many are shown at first. */
  readonly most: number;
  /** What one of them is called: `process`. */
  readonly noun: 'process' | 'thread';
  readonly className: string | undefined;
  readonly keyOf: (item: Item) => Key;
  readonly children: (item: Item) => ReactNode;
}): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  const hidden = items.length - most;
  const shown = showsAll ? items : items.slice(0, most);
  const plural = noun === 'process' ? 'processes' : 'threads';
  return (
    <>
      <ul className={className}>
        {shown.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? `Show the first ${most} only` : `+ ${hidden} more ${hidden === 1 ? noun : plural}`}
        </button>
      )}
    </>
  );
}
