import type { ReactNode } from 'react';
import { useHasFailed } from './errors.ts';
import styles from './GroupCard.module.css';
import { showErrors } from './inspector.ts';
import { useStage } from './stage.ts';
import { contrastOf, type Group, lastLine, shownTrace } from './stage-state.ts';

/** The error that a group's run ends by, once the playhead has come to it; a press shows its traceback. */
export default function RunError({ group }: { readonly group: Group }): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const hasFailed = useHasFailed(group);
  const error = shownTrace(group, engine)?.error;
  if (!error || !hasFailed) return null;
  const contrast = contrastOf(group, engine);
  return (
    <button
      type="button"
      className={styles.error}
      title="Show its traceback"
      onClick={() => showErrors(group.key)}
    >
      {contrast ? (
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
      )}
    </button>
  );
}
