import { keepFocusWithHost } from './pointer-focus.ts';

/** What the page that the frame stands in has posted. */
type HostSaid = Pick<MessageEvent<unknown>, 'data' | 'origin'>;

/** Calls with all that the host has said, and goes on to. */
export type HearHost = (listener: (said: HostSaid) => void) => void;

/** The most messages that are kept until somebody hears them. */
const MOST_KEPT = 200;

/** Keeps what the host says until it is heard. Nobody else is listened to: not the frames beside it, nor who has opened it. */
function listenToHost(host: Window): HearHost {
  const kept: HostSaid[] = [];
  let hear = (said: HostSaid): void => {
    if (kept.length < MOST_KEPT) kept.push(said);
  };
  addEventListener('message', ({ source, data, origin }) => {
    if (source === host) hear({ data, origin });
  });
  return (listener) => {
    hear = listener;
    for (const said of kept.splice(0)) listener(said);
  };
}

/**
 * Joins the frame to the page that it stands in, from the first moment on.
 *
 * @returns what that page says; `null` where the frame stands in none.
 */
export function joinHost(): HearHost | null {
  if (window.parent === window) return null;
  keepFocusWithHost();
  return listenToHost(window.parent);
}
