import type { ReactNode } from 'react';
import { modeKey } from '../../program/modes.ts';
import { toggleMode } from '../../stage/state/settings.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import styles from './ModeChips.module.css';

/** The modes the scenario offers, each on or off. */
export function ModeChips(): ReactNode {
  const offers = useStage((state) => state.scenario.modes);
  const modes = useStage((state) => state.page.modes);
  const on = new Set(modes.map(modeKey));
  return (
    <fieldset className={styles.chips}>
      <legend className="visually-hidden">Modes on the stage</legend>
      {offers.map(({ mode, title }, index) => {
        const key = modeKey(mode);
        return (
          <button
            key={key}
            type="button"
            className={styles.chip}
            aria-pressed={on.has(key)}
            aria-label={title}
            title={on.size === 1 && on.has(key) ? 'The last mode stays on' : undefined}
            onClick={() => toggleMode(mode)}
          >
            <i aria-hidden="true" />
            {title}
            <kbd>{index + 1}</kbd>
          </button>
        );
      })}
    </fieldset>
  );
}
