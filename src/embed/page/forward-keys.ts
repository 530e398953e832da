import { isTaken } from '../../stage/keyboard.ts';
import type { KeyDetail } from '../protocol/messages.ts';
import type { Deck } from './deck.ts';
import { canBeTold, isBrowsers, revealMessage } from './deck-keys.ts';

const detailOf = (event: KeyboardEvent): KeyDetail => {
  const { key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey } = event;
  return { key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey };
};

/** The keys by which a slider is moved; the stage’s commands for them step. */
const SLIDER_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

const isSlider = ({ target, key }: KeyboardEvent): boolean =>
  target instanceof Element && target.matches('[type="range"]') && SLIDER_KEYS.includes(key);

/** Whether the control that has the focus needs a key, or has made use of it already. */
const isNeeded = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.isComposing ||
  isSlider(event) ||
  isTaken(event, event.key === ' ' ? 'Space' : event.key);

/**
 * Gives keys back to a deck whose frame has the focus: those that the focused control has no use for. Where there is no
 * deck they are left to the commands of the frame, which listen further out.
 *
 * @param tellHost tells a host that passes them on by itself.
 */
export function forwardKeys({ keysTo }: Deck, tellHost: (key: KeyDetail) => void): void {
  document.addEventListener('keydown', (event) => {
    const to = keysTo();
    if (to === 'frame' || isNeeded(event)) return;
    const key = detailOf(event);
    const message = to === 'reveal' ? revealMessage(key) : null;
    if (message !== null) window.parent.postMessage(message, '*');
    else if (to === 'host' && canBeTold(key)) tellHost(key);
    else return;
    event.stopPropagation();
    if (!isBrowsers(key)) event.preventDefault();
  });
}
