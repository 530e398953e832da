import type { ReactNode } from 'react';
import type { LaneHover } from '../timeline/lane-stage.dom.ts';
import { formatTime } from './format.ts';
import styles from './LaneTooltip.module.css';

/** What is under the pointer, in words. */
export function LaneTooltip({ hover }: { readonly hover: LaneHover }): ReactNode {
  const { row, span, words, error, time } = hover;
  const style = { left: hover.x, top: hover.y };
  return (
    <div className={styles.tooltip} style={style} aria-hidden="true">
      <b>{row.label}</b> {row.label !== row.name && `(${row.name}) `}
      {error ? error.text : words || (row.ghost ? 'predicted by the model' : 'not there')}
      <small>
        {span
          ? `${formatTime(span.start)} – ${Number.isFinite(span.end) ? formatTime(span.end) : 'now'} s`
          : `${formatTime(time)} s`}
      </small>
    </div>
  );
}
