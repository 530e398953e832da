import { type ReactNode, useId } from 'react';
import styles from './Segments.module.css';

/** A few choices side by side, one of which is chosen: radio buttons that look like one control. */
export function Segments<Value extends string>({
  legend,
  value,
  choices,
  isMany = false,
  children,
  onChoose,
}: {
  /** What is chosen; for those who cannot see it. */
  readonly legend: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  /** Whether they need more than one line, on which each stands alone. */
  readonly isMany?: boolean;
  /** What there is to say of the one that is chosen. */
  readonly children?: ReactNode;
  readonly onChoose: (value: Value) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={isMany ? `${styles.segments} ${styles.many}` : styles.segments}>
      <legend className="visually-hidden">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.title}
        </label>
      ))}
      {children}
    </fieldset>
  );
}
