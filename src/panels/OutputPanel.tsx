import type { ReactNode } from 'react';
import styles from './OutputPanel.module.css';

/** A printed line, and who printed it. */
export interface PrintedLine {
  readonly key: string;
  /** Program seconds. */
  readonly time: number;
  readonly text: string;
  readonly actor: string;
  readonly mode: string;
}

const MOST_LINES = 500;

/** What has been printed up to the playhead, oldest first. */
export function OutputPanel({ lines }: { readonly lines: readonly PrintedLine[] }): ReactNode {
  if (lines.length === 0) return <p className={styles.empty}>Nothing has been printed yet.</p>;
  const shown = lines.slice(-MOST_LINES);
  return (
    <>
      {shown.length < lines.length && (
        <p className={styles.empty}>
          The last {MOST_LINES} of {lines.length} lines.
        </p>
      )}
      <ol className={styles.output} aria-label="Printed lines">
        {shown.map((line) => (
          <li key={line.key}>
            <time>{line.time.toFixed(2)}</time>
            <span className={styles.text}>{line.text}</span>
            <span className={styles.mode}>{line.mode}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
