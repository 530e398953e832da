import { type ReactNode, useEffect, useId, useState } from 'react';
import styles from './NumberField.module.css';

/** A number with its label and unit, that the reader types or steps. */
export interface NumberFieldProps {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Called with a value within the bounds, once the reader has settled on it. */
  readonly onChange: (value: number) => void;
}

/**
 * An input that keeps what is being typed to itself until it is a number, then clamps it to its bounds. What is no
 * number is put back as it was when the reader leaves the field.
 */
export function NumberField({ label, unit, value, min, max, step, onChange }: NumberFieldProps): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  const settle = (): void => {
    const typed = Number(draft);
    if (draft.trim() === '' || !Number.isFinite(typed)) {
      setDraft(String(value));
      return;
    }
    const whole = Number.isInteger(step) ? Math.round(typed) : typed;
    const bounded = Math.min(max, Math.max(min, whole));
    setDraft(String(bounded));
    if (bounded !== value) onChange(bounded);
  };
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.box}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          value={draft}
          min={min}
          max={max}
          step={step}
          style={{ width: `${Math.max(4, draft.length) + 0.5}ch` }}
          onChange={(event) => {
            setDraft(event.target.value);
            const stepped = Number(event.target.value);
            const native = event.nativeEvent as Partial<InputEvent>;
            if (native.inputType === undefined && stepped >= min && stepped <= max) onChange(stepped);
          }}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
            if (event.key === 'Escape') setDraft(String(value));
          }}
        />
        {unit && <span className={styles.unit}>{unit}</span>}
      </span>
    </span>
  );
}
