import type { CSSProperties, ReactNode } from 'react';
import { hueColour } from './StateShape.tsx';
import styles from './StepChoices.module.css';

/** A thread that can go next. */
export interface StepChoice {
  /** The thread by its number, which is the key that chooses it. */
  readonly thread: number;
  readonly name: string;
  /** The colour of its lane, counted from 0; none below. */
  readonly hue: number;
  /** What it would do: `reads counter`. */
  readonly words: string;
  /** Where in the listing; 0 for nowhere. */
  readonly line: number;
}

/** Who can go next, to choose among. */
export function StepChoices({
  choices,
  onChoose,
}: {
  readonly choices: readonly StepChoice[];
  readonly onChoose: (thread: number) => void;
}): ReactNode {
  return (
    <ul className={styles.choices} aria-label="Who goes next">
      {choices.map(({ thread, name, hue, words, line }) => (
        <li key={thread}>
          <button
            type="button"
            className={styles.choice}
            aria-keyshortcuts={thread < 10 ? String(thread) : undefined}
            aria-label={`${name}, ${words}${line > 0 ? `, line ${line}` : ''}`}
            style={{ '--identity': hueColour(hue) } as CSSProperties}
            onClick={() => onChoose(thread)}
          >
            <span className={styles.name}>{name}</span>
            <span className={styles.words}>{words}</span>
            {line > 0 && <span className={styles.line}>line {line}</span>}
            {thread < 10 && <kbd>{thread}</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}
