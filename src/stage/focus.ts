/**
 * Moves the focus within the document. A frame that does not have it leaves it with its host, whose keys it would take; what
 * is pressed there is pressed without the focus.
 */
export function moveFocus(to: HTMLElement | null | undefined, options?: FocusOptions): void {
  if (document.hasFocus()) to?.focus(options);
}
