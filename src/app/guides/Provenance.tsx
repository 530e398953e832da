import type { ReactNode } from 'react';
import { INITIAL_MACHINE } from '../../runtime/settings.ts';
import styles from './Guide.module.css';

/** Says where the figures of a page come from. */
export function Provenance({ children }: { readonly children?: ReactNode }): ReactNode {
  const { cores, switchInterval } = INITIAL_MACHINE;
  return (
    <p className={styles.provenance}>
      <span className={styles.badge}>Modelled</span>
      <span>
        Times are the model’s: {cores} cores, a GIL, a switch interval of {switchInterval * 1000} ms.{' '}
        {children}
      </span>
    </p>
  );
}
