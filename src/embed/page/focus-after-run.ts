import type { MouseEvent } from 'react';

/**
 * Hands the focus on from a button that is gone once it is pressed, where it was pressed by a key: a press with the pointer
 * leaves the focus with the host.
 */
export function focusAfterRun({ detail }: Pick<MouseEvent, 'detail'>): void {
  if (detail === 0) document.querySelector<HTMLElement>('[data-focus-after-run]')?.focus();
}
