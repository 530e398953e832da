import { type ReactNode, useState } from 'react';
import styles from './ComparisonPanel.module.css';
import type { DifferenceInWords } from './comparison-words.ts';

/** How two runs differ, in words. */
export interface ComparisonInWords {
  /** What is compared with what. */
  readonly title: string;
  readonly shownTitle: string;
  readonly otherTitle: string;
  /** What they were set to otherwise. */
  readonly settings: string | null;
  readonly differences: readonly DifferenceInWords[];
  /** What is to be said of all that is not told. */
  readonly remainder: string;
}

/** So many differences are shown before all are asked for. */
const FIRST = 6;

/** The differences in sentences, the largest first. */
export function DifferenceList({ comparison }: { readonly comparison: ComparisonInWords }): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  const { title, settings, differences, remainder } = comparison;
  const shown = showsAll ? differences : differences.slice(0, FIRST);
  return (
    <section className={styles.differences} aria-label={title}>
      {settings && <p className={styles.settings}>{settings}</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map(({ label, change, sentence }) => (
            <li key={label}>
              <span className={styles.change} aria-hidden="true">
                {change || '≠'}
              </span>
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {differences.length > FIRST && (
        <button type="button" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${differences.length}`}
        </button>
      )}
      {shown.length === differences.length && <p className={styles.remainder}>{remainder}</p>}
    </section>
  );
}

/** All differences as a table. */
export function DifferenceTable({ comparison }: { readonly comparison: ComparisonInWords }): ReactNode {
  const { title, shownTitle, otherTitle, settings, differences, remainder } = comparison;
  return (
    <section className={styles.table}>
      <h3>{title}</h3>
      {settings && <p className={styles.settings}>{settings}</p>}
      {differences.length > 0 && (
        <table aria-label={title}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">What differs</span>
              </th>
              <th scope="col">{shownTitle}</th>
              <th scope="col">{otherTitle}</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ label, to, from, change, sentence }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {change === '' ? (
                  <td colSpan={3} className={styles.words}>
                    {sentence}
                  </td>
                ) : (
                  <>
                    <td>{to}</td>
                    <td>{from}</td>
                    <td>{change}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.remainder}>{remainder}</p>
    </section>
  );
}
