import type { KeyDetail } from '../protocol/messages.ts';

/** Keys that are no use alone, or that move the focus, which must be able to leave the frame. */
const UNTOLD = [
  'Tab',
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Process',
  'Dead',
  'Unidentified',
];

/** What reveal.js does by keys with Shift, of which its `triggerKey` knows nothing. */
const BY_SHIFT: Readonly<Record<string, string>> = { ' ': 'prev', '?': 'toggleHelp' };

const isFunctionKey = ({ key }: KeyDetail): boolean => /^F\d+$/.test(key);

const isShortcut = ({ ctrlKey, altKey, metaKey }: KeyDetail): boolean => ctrlKey || altKey || metaKey;

/** Whether a key can mean something to a host. */
export const canBeTold = ({ key }: KeyDetail): boolean => !UNTOLD.includes(key);

/** Whether the browser itself does something by a key that must not be taken from it: reload, full screen, find. */
export const isBrowsers = (key: KeyDetail): boolean => isShortcut(key) || isFunctionKey(key);

/**
 * What to post to reveal.js (https://revealjs.com/postmessage/) so that it does what it does by a key; `null` for keys that
 * it has no use for.
 */
export function revealMessage(key: KeyDetail): string | null {
  if (!canBeTold(key) || isBrowsers(key)) return null;
  if (!key.shiftKey) return JSON.stringify({ method: 'triggerKey', args: [key.keyCode] });
  const method = BY_SHIFT[key.key];
  return method === undefined ? null : JSON.stringify({ method, args: [] });
}
