import type { ReactNode } from 'react';
import styles from './ShowMore.module.css';

/** The button under a list of which only the first are shown: shows the others too, and the first alone again. */
export function ShowMore({
  hidden,
  noun = '',
  showsAll,
  onToggle,
}: {
  /** How many the list leaves out. */
  readonly hidden: number;
  /** What so many of them are called, where the list alone does not tell. */
  readonly noun?: string;
  readonly showsAll: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  return (
    <button type="button" className={styles.more} aria-expanded={showsAll} onClick={onToggle}>
      {showsAll ? 'Show fewer' : `+ ${hidden} more${noun && ` ${noun}`}`}
    </button>
  );
}
