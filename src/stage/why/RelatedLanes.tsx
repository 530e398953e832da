import { Hourglass, LockKeyhole, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './LaneFocus.module.css';
import type { Mark } from './marks.ts';

/** What stands for the words where there is no room for them: who waits, who has what is waited for, who works. */
const SYMBOLS: Readonly<Record<Mark['kind'], typeof Hourglass>> = {
  'waits-for': LockKeyhole,
  'held-by': LockKeyhole,
  holds: LockKeyhole,
  'awaited-by': Hourglass,
  'asked-for-by': Hourglass,
  'asks-for': Hourglass,
  'works-on': Wrench,
  'worked-on-by': Wrench,
};

/** What the lanes of others have to do with one actor, each written at its lane. */
export function RelatedLanes({
  marks,
  name,
}: {
  readonly marks: readonly Mark[];
  /** Of the actor. */
  readonly name: string;
}): ReactNode {
  return (
    <ul className={styles.related} aria-label={`What others have to do with ${name}`}>
      {marks.map(({ row, kind, words }) => {
        const Icon = SYMBOLS[kind];
        return (
          <li key={row.actor} style={{ top: row.top, height: row.height }} hidden={!row.labelled}>
            <Icon className={styles.symbol} aria-hidden="true" />
            <span className="visually-hidden">{row.label}: </span>
            <span className={styles.words}>{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
