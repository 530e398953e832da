import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LaneHover } from '../../timeline/hit-test.ts';
import { momentText } from '../playhead/stage-clock.ts';
import { isToCome } from '../playhead/to-come.ts';
import { player, useStage } from '../state/stage-store.ts';
import LaneWhy from '../why/LaneWhy.tsx';
import styles from './LaneTooltip.module.css';

/** What is under the pointer, in words: nothing of what the veil lies over. */
export default function LaneTooltip({
  groupKey,
  hover,
}: {
  /** The group whose run it is; `null` for a run that is only compared with it. */
  readonly groupKey: string | null;
  readonly hover: LaneHover;
}): ReactNode {
  const { row, time } = hover;
  const stage = useStage((state) => state);
  const isAhead = useStore(player.store, (state) => row.lane !== null && isToCome(time, state.time));
  const isReached = useStore(player.store, ({ duration }) => time <= duration);
  const style = { '--x': `${hover.x}px`, top: hover.y };
  return (
    <div className={styles.tooltip} style={style} aria-hidden="true">
      <b>{row.label}</b> {row.label !== row.name && `(${row.name}) `}
      <small>at {momentText(stage, time)}</small>
      {isAhead ? (
        <span>still to come{isReached && ': click to go there'}</span>
      ) : (
        <Past groupKey={groupKey} hover={hover} />
      )}
    </div>
  );
}

function Past({
  groupKey,
  hover,
}: {
  readonly groupKey: string | null;
  readonly hover: LaneHover;
}): ReactNode {
  const { row, span, words, error } = hover;
  const stage = useStage((state) => state);
  const lasts = useStore(player.store, ({ time }) => span !== null && isToCome(span.end, time));
  if (!row.lane) return <span>{row.ghost ? 'predicted by the model' : 'not there'}</span>;
  return (
    <>
      {groupKey === null ? (
        <span>{error?.text ?? (words || 'not there')}</span>
      ) : (
        <LaneWhy groupKey={groupKey} hover={hover} />
      )}
      {span && (
        <span className={styles.stretch}>
          {lasts
            ? `since ${momentText(stage, span.start)}`
            : `from ${momentText(stage, span.start)} to ${momentText(stage, span.end)}`}
        </span>
      )}
    </>
  );
}
