import { type FrameMessage, OWN_VERSION, PLAYER_CONTEXT, PLAYER_VERSION } from './messages.ts';

/**
 * Writes what a frame says to its host.
 *
 * @param value anything that JSON has, or nothing.
 * @param listener who has asked; `null` for everybody.
 */
export function formatFrameMessage(
  context: FrameMessage['context'],
  event: string,
  value?: unknown,
  listener: string | null = null,
): string {
  const message: FrameMessage = {
    context,
    version: context === PLAYER_CONTEXT ? PLAYER_VERSION : OWN_VERSION,
    event,
    ...(value !== undefined && { value }),
    ...(listener !== null && { listener }),
  };
  return JSON.stringify(message);
}
