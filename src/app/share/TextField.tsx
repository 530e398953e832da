import { type ReactNode, useId } from 'react';
import styles from './ShareDialog.module.css';

/** A line of text with its label. */
export function TextField({
  label,
  value,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <span className={styles.typed}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}
