import { Check, Copy } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import styles from './CopyField.module.css';

type Outcome = { readonly kind: 'copied' | 'refused'; readonly value: string };

/** Text to be copied: selected when it takes the focus, wrapped so that all of it is seen, and behind a button. */
export function CopyField({
  label,
  value,
  lines,
  children,
}: {
  readonly label: string;
  readonly value: string;
  /** How many lines it has room for. */
  readonly lines: number;
  /** More to do with the text, beside its button. */
  readonly children?: ReactNode;
}): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome({ kind: 'copied', value });
    } catch {
      field.current?.focus();
      setOutcome({ kind: 'refused', value });
    }
  };
  // What was said of another text is not said of this one.
  const said = outcome?.value === value ? outcome.kind : null;
  return (
    <div className={styles.field}>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles.text}
        readOnly
        rows={lines}
        value={value}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.row}>
        <button type="button" className="button button-primary" onClick={() => void copy()}>
          {said === 'copied' ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          {said === 'copied' ? 'Copied' : 'Copy'}
        </button>
        {children}
      </div>
      <p role="status" className={styles.status}>
        {said === 'copied' && <span className="visually-hidden">{label} copied.</span>}
        {said === 'refused' &&
          'The browser did not allow copying. The text is selected: press Ctrl+C, or ⌘C on a Mac.'}
      </p>
    </div>
  );
}
