import { type HostMessage, OWN_CONTEXT, OWN_METHODS, PLAYER_CONTEXT, PLAYER_METHODS } from './messages.ts';

/** The longest message that is read, in characters: what a host has to say is short. */
const LONGEST_MESSAGE = 100_000;

/** The longest name of a listener that is echoed, in characters. */
const LONGEST_LISTENER = 200;

/** A message in one of the two contexts whose method there is not. */
export interface UnknownMethod {
  readonly context: HostMessage['context'];
  readonly method: null;
  /** What was asked for, cut to a length that can be quoted. */
  readonly asked: string;
  readonly listener: string | null;
}

const LONGEST_QUOTE = 40;

/**
 * Reads what has been posted to a frame: JSON, or, as player.js takes it as well, the object itself.
 *
 * @param data whatever it is, from whomever.
 * @returns `null` for what is not addressed to a player, which a frame hears a lot of.
 */
export function parseHostMessage(data: unknown): HostMessage | UnknownMethod | null {
  const said = typeof data === 'string' ? parsed(data) : data;
  if (typeof said !== 'object' || said === null) return null;
  const context = fieldOf(said, 'context');
  if (context !== PLAYER_CONTEXT && context !== OWN_CONTEXT) return null;
  const asked = fieldOf(said, 'method');
  if (typeof asked !== 'string' || asked === '') return null;
  const value = fieldOf(said, 'value');
  const listener = listenerOf(fieldOf(said, 'listener'));
  if (context === PLAYER_CONTEXT) {
    const method = PLAYER_METHODS.find((name) => name === asked);
    if (method) return { context, method, value, listener };
  } else {
    const method = OWN_METHODS.find((name) => name === asked);
    if (method) return { context, method, value, listener };
  }
  return { context, method: null, asked: asked.slice(0, LONGEST_QUOTE), listener };
}

function parsed(text: string): unknown {
  if (text.length > LONGEST_MESSAGE || !text.startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A field that the message has itself, not by its prototype. */
const fieldOf = (said: object, name: string): unknown => Object.getOwnPropertyDescriptor(said, name)?.value;

const listenerOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_LISTENER ? value : null;
