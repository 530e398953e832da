import type { ReactNode } from 'react';
import { useHasFailed } from '../state/errors.ts';
import { contrastOf, type Group, lastLine, shownTrace } from '../state/stage-state.ts';
import { useStage } from '../state/stage-store.ts';
import styles from './GroupCard.module.css';

/**
 * The error that a group's run ends by, once the playhead has come to it.
 *
 * @param onShow shows its traceback when it is pressed.
 */
export default function RunError({
  group,
  onShow,
}: {
  readonly group: Group;
  readonly onShow: ((key: string) => void) | undefined;
}): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const hasFailed = useHasFailed(group);
  const error = shownTrace(group, engine)?.error;
  if (!error || !hasFailed) return null;
  const contrast = contrastOf(group, engine);
  const words = contrast ? (
    <>
      <span>
        <b>Measured</b> {contrast.measured}
      </span>
      <span>
        <b>CPython, by the model</b> {contrast.modelled}
      </span>
    </>
  ) : (
    <span>{lastLine(error)}</span>
  );
  if (!onShow) return <p className={styles.error}>{words}</p>;
  return (
    <button
      type="button"
      className={styles.error}
      title="Show its traceback"
      onClick={() => onShow(group.key)}
    >
      {words}
    </button>
  );
}
