import type { KeyDetail } from '../protocol/messages.ts';

/**
 * Has a key that was pressed in the frame happen to the page, as if it had been pressed on the player. Pages that keep account
 * of which keys are down learn of its release at once: the frame does not tell when it is.
 */
export function passKeyOn(player: HTMLElement, key: KeyDetail): void {
  for (const type of ['keydown', 'keyup']) {
    player.dispatchEvent(
      new KeyboardEvent(type, { ...key, bubbles: true, composed: true, cancelable: true }),
    );
  }
}
