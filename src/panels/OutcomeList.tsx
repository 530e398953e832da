import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { countText } from '../base/count-text.ts';
import styles from './OutcomeList.module.css';

/** An outcome, and how many came to it. */
export interface OutcomeRow {
  /** In words, the same for all that came to it. */
  readonly text: string;
  readonly count: number;
  /** Whether the run ended by an error. */
  readonly isFailure: boolean;
  /** Whether threads that go one after another come to it. */
  readonly isSerial: boolean;
}

/** Outcomes with their counts as bars. */
export function OutcomeList({
  outcomes,
  counted,
  action,
  onAct,
}: {
  readonly outcomes: readonly OutcomeRow[];
  /** What is counted: `schedules`. */
  readonly counted: string;
  /** What the button of an outcome says. */
  readonly action: string;
  /** Called with the place of an outcome in the list. */
  readonly onAct: (index: number) => void;
}): ReactNode {
  const most = Math.max(1, ...outcomes.map(({ count }) => count));
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className={styles.outcomes} aria-label="Outcomes">
      {outcomes.map(({ text, count, isFailure, isSerial }, index) => (
        <li key={text}>
          <p className={styles.text}>
            {isFailure && <TriangleAlert size={14} aria-hidden="true" className={styles.failure} />}
            {text}
            {isSerial && <small> as one thread after another</small>}
          </p>
          <div className={styles.measure}>
            <span className={styles.bar} aria-hidden="true">
              <i style={{ width: `${(100 * count) / most}%` }} data-failure={isFailure} />
            </span>
            <span className={styles.count}>
              {countText(count)}
              <span className="visually-hidden">
                {' '}
                of {countText(total)} {counted}
              </span>
            </span>
            <button type="button" onClick={() => onAct(index)} aria-label={`${action}: ${text}`}>
              {action}
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}
