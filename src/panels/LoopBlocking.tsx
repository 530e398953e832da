import { ArrowRight, OctagonAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { timeText } from '../base/time-text.ts';
import styles from './LoopBlocking.module.css';
import { ShowMore } from './ShowMore.tsx';

/** The step that blocks the loop at the playhead. */
export interface BlockingNow {
  readonly task: string;
  /** `time.sleep on line 7`. */
  readonly cause: string;
  /** How long it has blocked by now, in program seconds. */
  readonly duration: number;
  readonly from: number;
  /** When it ends; `null` while that is not known. */
  readonly to: number | null;
  /** Who is kept waiting, in words; empty for nobody. */
  readonly keptWaiting: string;
}

/** A step of the run that blocked the loop. */
export interface BlockingStepRow {
  readonly key: number;
  readonly task: string;
  readonly cause: string;
  readonly from: number;
  /** When it ended; how far the run has come, while it is under way. */
  readonly to: number;
  readonly isNow: boolean;
  readonly onGo: () => void;
}

/** Says that the loop is blocked, and by what. The words that change all the time are not read aloud. */
export function BlockedLoop({ task, cause, duration, from, to, keptWaiting }: BlockingNow): ReactNode {
  return (
    <div className={styles.blocked}>
      <OctagonAlert aria-hidden="true" />
      <div>
        <p role="status">
          <strong>
            <span className="visually-hidden">The loop is </span>
            <span className={styles.capital}>blocked</span>
            <span aria-hidden="true"> for {timeText(duration)} s</span> by {task}:
          </strong>{' '}
          {cause}
        </p>
        <p className={styles.detail}>
          {to === null
            ? `Since ${timeText(from)} s.`
            : `From ${timeText(from)} to ${timeText(to)} s, ${timeText(to - from)} s in all.`}{' '}
          {keptWaiting && `Meanwhile ${keptWaiting}.`}
        </p>
      </div>
    </div>
  );
}

/** So many are listed unless the reader asks for all. */
const MOST_ROWS = 6;

/** What blocked the loop in the whole run, with a way there. */
export function BlockingList({ steps }: { readonly steps: readonly BlockingStepRow[] }): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  const others = steps.length - MOST_ROWS;
  return (
    <section className={styles.list} aria-label="What blocked the loop in this run">
      <h3>Blocked in this run</h3>
      {steps.length === 0 && <p>Never: no step has taken 0.1 s, from where asyncio’s debug mode warns.</p>}
      <ol>
        {steps.slice(0, showsAll || others < 2 ? undefined : MOST_ROWS).map((step) => (
          <li key={step.key} aria-current={step.isNow ? 'step' : undefined}>
            <span>
              <b>{timeText(step.to - step.from)} s</b>, from {timeText(step.from)} to {timeText(step.to)} s,
              by {step.task}: {step.cause}
            </span>
            <button
              type="button"
              aria-label={`Go to ${timeText(step.from)} s, where ${step.task} blocks the loop`}
              title="Go there"
              onClick={step.onGo}
            >
              <ArrowRight aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      {others > 1 && <ShowMore hidden={others} showsAll={showsAll} onToggle={() => setShowsAll(!showsAll)} />}
    </section>
  );
}
