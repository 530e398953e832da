import type { ReactNode } from 'react';
import { skip } from '../../stage/lesson/prediction.ts';
import { keepAskedFirst } from '../kept/kept-switch.ts';
import styles from './DontAsk.module.css';

/** Shows the runs, and those of other workloads too when they are opened. */
export function DontAsk(): ReactNode {
  const askNoMore = (): void => {
    keepAskedFirst(false);
    skip();
  };
  return (
    <button type="button" className={`button button-quiet ${styles.noMore}`} onClick={askNoMore}>
      Don’t ask
    </button>
  );
}
