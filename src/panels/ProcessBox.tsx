import { type ReactNode, useId } from 'react';
import { timeText } from '../base/time-text.ts';
import { ActorChip, type ActorSelection } from './ActorChip.tsx';
import type { CopyOfVariable, MemoryOfProcess } from './MemoryPanel.tsx';
import styles from './ProcessBox.module.css';
import { ShortList } from './ShortList.tsx';

/** How many threads are shown at first. */
const MOST = 10;

/** The memory of one process: its variables, and in the same box the threads that see them. */
export function ProcessBox({
  process: { name, status, hasEnded, variables, threads, gil },
  isAlone,
  selection,
}: {
  readonly process: MemoryOfProcess;
  /** Whether there is no other process. */
  readonly isAlone: boolean;
  readonly selection: ActorSelection;
}): ReactNode {
  const heading = useId();
  return (
    <article className={styles.box} data-ended={hasEnded} aria-labelledby={heading}>
      <header>
        <h4 id={heading}>{name}</h4>
        <span className={styles.status}>{status}</span>
      </header>
      {variables.length > 0 ? (
        <dl className={styles.variables}>
          {variables.map((variable) => (
            <Variable key={variable.key} variable={variable} />
          ))}
        </dl>
      ) : (
        isAlone && <p className={styles.note}>No variables: this program shares none.</p>
      )}
      {threads.length > 1 && variables.length > 0 && (
        <p className={styles.note}>
          {threads.length} threads share {variables.length === 1 ? 'it' : 'them'}:
        </p>
      )}
      <ShortList
        items={threads}
        most={MOST}
        noun="thread"
        className={styles.threads}
        keyOf={({ actor }) => actor}
      >
        {(chip) => <ActorChip chip={chip} selection={selection} />}
      </ShortList>
      {gil && <p className={styles.note}>{gil}</p>}
    </article>
  );
}

function Variable({ variable: { name, value, written } }: { readonly variable: CopyOfVariable }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span data-now={written?.isNow ?? false}>{value ?? '–'}</span>
        <small>
          {written
            ? `written by ${written.by} at ${timeText(written.time)}\u00a0s${written.isNow ? ', just now' : ''}`
            : 'as at the start'}
        </small>
      </dd>
    </div>
  );
}
