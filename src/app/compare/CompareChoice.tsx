import type { ReactNode } from 'react';
import { type Compared, compareWith, useComparedChoice } from '../../stage/state/comparison.ts';
import { fitPlayer, stageStore, useStage } from '../../stage/state/stage-store.ts';
import styles from './CompareChoice.module.css';

const CHOICES: readonly { readonly id: Compared; readonly title: string; readonly says: string }[] = [
  { id: 'off', title: 'Off', says: 'Compare with nothing' },
  { id: 'model', title: 'Model', says: 'Compare with the model' },
  { id: 'before', title: 'Before', says: 'Compare with the run before' },
];

async function choose(choice: Compared): Promise<void> {
  await compareWith(choice);
  if (!stageStore.getState().running) fitPlayer();
}

/** What the runs on the stage are compared with: one choice for all of them. */
export function CompareChoice(): ReactNode {
  const engine = useStage(({ page }) => page.engine);
  const chosen = useComparedChoice(engine);
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">Compare with</legend>
      <span className={styles.title} aria-hidden="true">
        Compare
      </span>
      {CHOICES.filter(({ id }) => engine === 'live' || id !== 'model').map(({ id, title, says }) => (
        <button
          key={id}
          type="button"
          aria-label={says}
          title={says}
          aria-pressed={chosen === id}
          onClick={() => void choose(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}
