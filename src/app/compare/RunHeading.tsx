import type { ReactNode } from 'react';
import styles from './ComparedRun.module.css';

/** What stands over the lanes of one of two runs: where it comes from. */
export function RunHeading({ kind, label }: { readonly kind: string; readonly label: string }): ReactNode {
  return (
    <h3 className={styles.heading}>
      <span data-provenance={kind}>{label}</span>
    </h3>
  );
}
