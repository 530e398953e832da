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
 * Joins the frame to the page that it stands in, if any, from the first moment on. What that takes beyond listening is fetched
 * beside what the stage takes.
 *
 * @returns what is to be called once the frame shows something and can be told what to do.
 */
export function joinHost(): () => Promise<void> {
  const isFramed = window.parent !== window;
  const hearHost = isFramed ? listenToHost(window.parent) : null;
  if (isFramed) keepFocusWithHost();
  const loading = import('./host.ts');
  return async () => {
    const { serveHost, attendReader } = await loading;
    attendReader();
    if (hearHost) serveHost(window.parent, hearHost);
  };
}
