import { type ReactNode, useId } from 'react';
import type { Group } from '../state/stage-state.ts';
import { selectGroup } from '../state/stage-store.ts';
import styles from './GroupChooser.module.css';

/** Chooses the group that a tab of the inspector shows. */
export function GroupChooser({
  label,
  groups,
  chosen,
  onChoose = selectGroup,
}: {
  readonly label: string;
  /** The groups that can be chosen. */
  readonly groups: readonly Group[];
  /** The key of the one that is shown. */
  readonly chosen: string;
  /** Called with the key of the one that the reader chooses; selects it on the stage unless given. */
  readonly onChoose?: (key: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.chooser}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {groups.map(({ key, offer }) => (
          <option key={key} value={key}>
            {offer.title}
          </option>
        ))}
      </select>
    </div>
  );
}
