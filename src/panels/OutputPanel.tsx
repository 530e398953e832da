import { type ReactNode, useId } from 'react';
import styles from './OutputPanel.module.css';

/** A printed line, and when it was. */
export interface PrintedLine {
  readonly key: string;
  /** Program seconds. */
  readonly time: number;
  readonly text: string;
  /** Whether it went to the standard error. */
  readonly isError: boolean;
}

/** What one mode has printed, oldest first: each is a program of its own, with an output of its own. */
export interface ModeOutput {
  readonly key: string;
  readonly mode: string;
  readonly lines: readonly PrintedLine[];
}

/** Of one mode. */
const MOST_LINES = 500;

/** What every mode has printed up to the playhead. Lines do not wrap, so that one on the panel is one that was printed. */
export function OutputPanel({ outputs }: { readonly outputs: readonly ModeOutput[] }): ReactNode {
  if (outputs.every(({ lines }) => lines.length === 0))
    return <p className={styles.empty}>Nothing has been printed yet.</p>;
  return outputs.map((output) => <OneOutput key={output.key} output={output} />);
}

function OneOutput({ output: { mode, lines } }: { readonly output: ModeOutput }): ReactNode {
  const heading = useId();
  const shown = lines.slice(-MOST_LINES);
  return (
    <section className={styles.mode} aria-labelledby={heading}>
      <h3 id={heading} className={styles.heading}>
        <span>{mode}</span>
      </h3>
      {lines.length === 0 && <p className={styles.remark}>Nothing has been printed yet.</p>}
      {shown.length < lines.length && (
        <p className={styles.remark}>
          The last {MOST_LINES} of {lines.length} lines.
        </p>
      )}
      {shown.length > 0 && (
        <ol className={styles.output} aria-label={`Printed lines of ${mode}`}>
          {shown.map((line) => (
            <li key={line.key}>
              <time>{line.time.toFixed(2)}</time>
              <span className={line.isError ? `${styles.text} ${styles.complaint}` : styles.text}>
                {line.isError && <span className="visually-hidden">On standard error: </span>}
                {line.text === '' ? <i className={styles.blank}>(blank line)</i> : line.text}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
