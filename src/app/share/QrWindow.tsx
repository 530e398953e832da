import type { ReactNode } from 'react';
import { Dialog } from '../Dialog.tsx';
import styles from './QrWindow.module.css';

/** A code as large as the window, for a wall: the back row scans it. */
export function QrWindow({
  title,
  address,
  onClose,
  children,
}: {
  readonly title: string;
  readonly address: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Dialog title={title} className={styles.window} onClose={onClose}>
      <div className={styles.code}>{children}</div>
      <p className={styles.address}>{address}</p>
    </Dialog>
  );
}
