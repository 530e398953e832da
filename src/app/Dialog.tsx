import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './Dialog.module.css';

/**
 * A modal dialog on the browser's own `<dialog>`: it traps focus, closes on Escape and on a click outside, and gives
 * focus back to what had it.
 */
export function Dialog({
  title,
  wide = false,
  className = '',
  onClose,
  children,
}: {
  readonly title: string;
  /** Whether it takes all the width there is, for what stands side by side. */
  readonly wide?: boolean;
  /** How it differs from other dialogs in size. */
  readonly className?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // A layout effect, because it is undone while the dialog is still on the page, which focus is given back from.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop is a second way out; Escape is the first
    <dialog
      ref={element}
      className={`${styles.dialog} ${wide ? styles.wide : className}`}
      aria-labelledby={heading}
      onClose={(event) => {
        // The news may be old: under StrictMode an effect is undone and done again.
        if (!event.currentTarget.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className={styles.body}>
        <div className={styles.header}>
          <h2 id={heading}>{title}</h2>
          <button type="button" className="button button-quiet" aria-label="Close" onClick={onClose}>
            <X size={18} aria-hidden="true" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
