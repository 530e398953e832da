import { lazy, type ReactNode, Suspense } from 'react';
import type { LaneHover } from '../timeline/lane-stage.dom.ts';
import { formatTime } from './format.ts';
import styles from './LaneTooltip.module.css';

const LaneWhy = lazy(() => import('./why/LaneWhy.tsx'));

/** What is under the pointer, in words. */
export function LaneTooltip({
  groupKey,
  hover,
}: {
  /** The group whose run it is; `null` for a run that is only compared with it, where no playhead is. */
  readonly groupKey: string | null;
  readonly hover: LaneHover;
}): ReactNode {
  const { row, span, words, error, time } = hover;
  const style = { '--x': `${hover.x}px`, top: hover.y };
  return (
    <div className={styles.tooltip} style={style} aria-hidden="true">
      <b>{row.label}</b> {row.label !== row.name && `(${row.name}) `}
      {error ? error.text : words || (row.ghost ? 'predicted by the model' : 'not there')}
      <small>
        {span
          ? `${formatTime(span.start)} – ${Number.isFinite(span.end) ? formatTime(span.end) : 'now'} s`
          : `${formatTime(time)} s`}
      </small>
      {groupKey !== null && (
        <Suspense>
          <LaneWhy groupKey={groupKey} hover={hover} />
        </Suspense>
      )}
    </div>
  );
}
