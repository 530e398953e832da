import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import type { Command } from './commands.ts';

const TYPING = 'input:not([type="checkbox"], [type="range"]), select, textarea, [contenteditable]';

/** Where Escape takes back what was typed. */
const DRAFTING = 'input:not([type="checkbox"], [type="range"]), textarea, [contenteditable]';

/** Keys that a focused control takes for itself, and so must not reach the commands. */
const CONTROL_KEYS: Readonly<Record<string, string>> = {
  Enter: 'button, a, input, summary, [role="menuitem"], [role="tab"]',
  Space: 'button:not([data-lane]), a, input, [role="menuitem"], [role="tab"]',
  ArrowLeft: '[role="tab"], [role="menu"], [role="menuitem"], [data-dial]',
  ArrowRight: '[role="tab"], [role="menu"], [role="menuitem"], [data-dial]',
  Home: '[role="tab"], [role="menuitem"], [data-dial]',
  End: '[role="tab"], [role="menuitem"], [data-dial]',
};

const WITH_KEYS_OF_ITS_OWN = 'dialog, [role="menu"], [popover]';

/** Whether keys that write, or choose by a letter, belong to what has focus. */
export const takesWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${WITH_KEYS_OF_ITS_OWN}, ${TYPING}`) !== null;

/**
 * Whether the control that has focus wants this key.
 *
 * @param key as commands write it.
 */
export function isTaken(event: KeyboardEvent, key: string): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(WITH_KEYS_OF_ITS_OWN)) return true;
  if (key === 'Escape')
    return target.closest(DRAFTING) !== null || document.querySelector(':popover-open') !== null;
  if (target.closest(TYPING)) return true;
  const controls = CONTROL_KEYS[key];
  return controls !== undefined && target.closest(controls) !== null;
}

/** Binds every command to its keys; gives back what ends that. */
export function bindKeys(commands: readonly Command[]): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const command of commands) {
    for (const key of command.keys) {
      bindings[key] = (event) => {
        if (isTaken(event, key)) return;
        event.preventDefault();
        command.perform();
      };
    }
  }
  return tinykeys(window, bindings);
}

/** Binds every command to its keys while no dialog is open. */
export function useKeyboard(commands: readonly Command[], active: boolean): void {
  useEffect(() => (active ? bindKeys(commands) : undefined), [commands, active]);
}
