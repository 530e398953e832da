import type { ReactNode } from 'react';
import styles from './ErrorsPanel.module.css';

/** A line of a traceback. */
export interface ErrorFrame {
  readonly key: string;
  /** The function. */
  readonly name: string;
  /** The task or thread it was called in, in words; empty where that goes without saying. */
  readonly task: string;
  /** Where it is: a line of the listing with its text, or a file of the standard library. */
  readonly place: { readonly line: number; readonly code: string } | { readonly library: string };
  /** Shows the line, where there is one to show. */
  readonly onShow: (() => void) | null;
}

/** An error, as Python reports it. */
export interface ErrorEntry {
  readonly key: string;
  /** Program seconds. */
  readonly time: number;
  /** Where it comes from, in words: `doc 2`. */
  readonly task: string;
  readonly frames: readonly ErrorFrame[];
  /** `ValueError: Bad doc 2`. */
  readonly error: string;
  /** What became of it, and of the other tasks, in sentences; the first is about the error. */
  readonly remarks: readonly string[];
  /** The same error in another process, which this one is the consequence of. */
  readonly cause: ErrorEntry | null;
  /** What a group of errors is made of. */
  readonly parts: readonly ErrorEntry[];
}

/** A deadlock: nobody raises anything, and everybody stands where they are. */
export interface DeadlockEntry {
  readonly key: string;
  readonly time: number;
  /** What it means, in a sentence. */
  readonly verdict: string;
  /** Who waits for whom, a line for each. */
  readonly circle: readonly string[];
  /** Where each thread or task stands. */
  readonly flows: readonly {
    readonly key: string;
    readonly name: string;
    readonly frames: readonly ErrorFrame[];
    readonly isWaiting: boolean;
  }[];
}

/** Something that has not happened at the playhead, of which no more is told than when it will. */
export interface EntryAhead {
  readonly key: string;
  readonly time: number;
  readonly onGo: () => void;
}

/** A warning on the standard error. */
export interface WarningEntry {
  readonly key: string;
  readonly time: number;
  readonly task: string;
  readonly text: string;
  /** Where it was given; its function is left out. */
  readonly frame: ErrorFrame | null;
}

/** What went wrong in the run of one mode. */
export interface ErrorGroup {
  readonly key: string;
  readonly title: string;
  readonly provenance: string;
  readonly deadlock: DeadlockEntry | null;
  readonly errors: readonly ErrorEntry[];
  readonly warnings: readonly WarningEntry[];
  readonly ahead: readonly EntryAhead[];
  /** How many more there are. */
  readonly omitted: number;
  /** Where the program of the model ends otherwise than the run that was measured: how each ends. */
  readonly contrast: { readonly measured: string; readonly modelled: string } | null;
}

/** The errors and warnings of every mode on the stage, mode beside mode where there is room. */
export function ErrorsPanel({ groups }: { readonly groups: readonly ErrorGroup[] }): ReactNode {
  if (groups.length === 0) {
    return (
      <p className={styles.empty}>
        Nothing has gone wrong in the runs on the stage. An error would be listed here, with the task and the
        lines it went through.
      </p>
    );
  }
  return (
    <div className={styles.container}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.key} data-group={group.key} aria-label={`Errors of ${group.title}`}>
            <header>
              <h3>{group.title}</h3>
              <span className={styles.provenance}>{group.provenance}</span>
            </header>
            {group.contrast && (
              <dl className={styles.contrast}>
                <dt>Measured</dt>
                <dd>{group.contrast.measured}</dd>
                <dt>CPython, by the model</dt>
                <dd>{group.contrast.modelled}</dd>
              </dl>
            )}
            {group.deadlock && <Deadlock entry={group.deadlock} />}
            {group.errors.map((entry) => (
              <article key={entry.key} className={styles.error}>
                <p className={styles.origin}>
                  <time>{entry.time.toFixed(2)} s</time> in {entry.task}
                </p>
                <TracebackText entry={entry} />
                {entry.remarks.length > 0 && (
                  <ul className={styles.remarks}>
                    {entry.remarks.map((remark) => (
                      <li key={remark}>{remark}</li>
                    ))}
                  </ul>
                )}
              </article>
            ))}
            {group.warnings.map((warning) => (
              <article key={warning.key} className={styles.error}>
                <p className={styles.origin}>
                  <time>{warning.time.toFixed(2)} s</time> in {warning.task}
                </p>
                <p className={styles.warning}>{warning.text}</p>
                {warning.frame && (
                  <ol className={styles.frames}>
                    <li>
                      <FrameLine frame={warning.frame} />
                    </li>
                  </ol>
                )}
              </article>
            ))}
            {group.ahead.map(({ key, time, onGo }) => (
              <p key={key} className={styles.ahead}>
                <span>
                  <time>{time.toFixed(2)} s</time> not reached yet
                </span>
                <button type="button" className="button" onClick={onGo}>
                  Go there
                  <span className="visually-hidden">, to {time.toFixed(2)} s</span>
                </button>
              </p>
            ))}
            {group.omitted > 0 && (
              <p className={styles.origin}>{group.omitted} more are left out; Export has them all.</p>
            )}
          </section>
        ))}
      </div>
    </div>
  );
}

function Deadlock({ entry }: { readonly entry: DeadlockEntry }): ReactNode {
  const { time, verdict, circle, flows } = entry;
  return (
    <article className={styles.error}>
      <p className={styles.origin}>
        Since <time>{time.toFixed(2)} s</time>
      </p>
      <p className={styles.message}>{verdict}</p>
      <ul className={styles.remarks} aria-label="Who waits for whom">
        {circle.map((link) => (
          <li key={link}>{link}</li>
        ))}
      </ul>
      {flows.map(({ key, name, frames, isWaiting }) => (
        <div key={key} className={styles.flow}>
          <h4>{name}</h4>
          <ol className={styles.frames} aria-label={`Where ${name} stands, innermost last`}>
            {frames.map((frame, index) => (
              <li key={frame.key}>
                <FrameLine frame={frame} waits={isWaiting && index === frames.length - 1} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </article>
  );
}

/** A traceback in the order of Python: the most recent call comes last, then the error. */
function TracebackText({ entry }: { readonly entry: ErrorEntry }): ReactNode {
  const { frames, error, cause, parts } = entry;
  return (
    <>
      {cause && (
        <>
          <TracebackText entry={cause} />
          <p className={styles.link}>was the direct cause, in the worker’s process, of:</p>
        </>
      )}
      {frames.length > 0 && (
        <ol className={styles.frames} aria-label="Traceback, most recent call last">
          {frames.map((frame) => (
            <li key={frame.key}>
              <FrameLine frame={frame} />
            </li>
          ))}
        </ol>
      )}
      <p className={styles.message}>{error}</p>
      {parts.length > 0 && (
        <ol className={styles.parts} aria-label="Its errors">
          {parts.map((part) => (
            <li key={part.key}>
              <TracebackText entry={part} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function FrameLine({
  frame: { name, task, place, onShow },
  waits = false,
}: {
  readonly frame: ErrorFrame;
  readonly waits?: boolean;
}): ReactNode {
  if ('library' in place) {
    return (
      <span className={styles.library}>
        {place.library}, in {name}
      </span>
    );
  }
  const words = (
    <>
      <span className={styles.where}>
        {waits ? 'waits at line' : 'line'} {place.line}
        {name && `, in ${name}`}
        {task && <span className={styles.task}>{task}</span>}
      </span>
      <code>{place.code}</code>
    </>
  );
  return onShow ? (
    <button type="button" className={styles.frame} onClick={onShow}>
      {words}
    </button>
  ) : (
    <span className={styles.frame}>{words}</span>
  );
}
