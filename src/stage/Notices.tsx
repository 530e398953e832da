import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notices.module.css';
import { dismissNotice, useStage } from './state/stage-store.ts';

/** What the page has to say: what was wrong with a link, how a run failed. */
export function Notices(): ReactNode {
  const notices = useStage((state) => state.notices);
  return (
    <div role="alert" className={styles.notices}>
      {notices.map((notice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand there twice
        <p key={index} className={styles.notice}>
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{notice}</span>
          <button
            type="button"
            className="button button-quiet"
            aria-label="Dismiss"
            onClick={() => dismissNotice(index)}
          >
            <X size={15} aria-hidden="true" />
          </button>
        </p>
      ))}
    </div>
  );
}
