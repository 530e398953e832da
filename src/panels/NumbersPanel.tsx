import type { ReactNode } from 'react';
import styles from './NumbersPanel.module.css';

/** One row of the numbers of a mode: what it is, and its figure as text; `null` where there is none. */
export interface NumberRow {
  readonly label: string;
  readonly figure: string | null;
  /** What the figure means, where the label does not say it all. */
  readonly note?: string;
}

/** The numbers of one mode. */
export interface NumberGroup {
  readonly key: string;
  readonly title: string;
  readonly provenance: string;
  readonly rows: readonly NumberRow[];
  /** How its tasks spent their time: shares that add up to 1. */
  readonly shares: readonly { readonly state: string; readonly share: number }[];
}

/** Every figure of every mode on the stage. */
export function NumbersPanel({ groups }: { readonly groups: readonly NumberGroup[] }): ReactNode {
  return (
    <div className={styles.numbers}>
      {groups.map((group) => (
        <section key={group.key}>
          <header>
            <h3>{group.title}</h3>
            <span className={styles.provenance}>{group.provenance}</span>
          </header>
          <dl>
            {group.rows.map((row) => (
              <div key={row.label}>
                <dt>
                  {row.label}
                  {row.note && <small>{row.note}</small>}
                </dt>
                <dd>{row.figure ?? '–'}</dd>
              </div>
            ))}
          </dl>
          {group.shares.some(({ share }) => share > 0) && <Shares shares={group.shares} />}
        </section>
      ))}
    </div>
  );
}

function Shares({ shares }: Pick<NumberGroup, 'shares'>): ReactNode {
  const present = shares.filter(({ share }) => share > 0);
  return (
    <>
      <svg className={styles.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {present.map(({ state, share }, index) => {
          const before = present.slice(0, index).reduce((sum, other) => sum + other.share, 0);
          return (
            <rect key={state} data-state={state} x={before * 100} y={0} width={share * 100} height={8} />
          );
        })}
      </svg>
      <p className={styles.shares}>
        {present.map(({ state, share }) => (
          <span key={state}>
            <i data-state={state} aria-hidden="true" />
            {state} {share < 0.0005 ? '< 0.1' : (share * 100).toFixed(1)} %
          </span>
        ))}
      </p>
    </>
  );
}
