import { createFrameClient, type FrameClient, type FrameListener, PATIENCE } from './frame-client.ts';

/** A frame in a page, from its address being set to its end. */
export interface OpenFrame {
  readonly client: FrameClient;
  /** Loads it now, wherever it is: somebody wants something of it. */
  hurry(): void;
  /** Goes on with a frame in the place of one that is not ready: what has been asked of that is asked of this one. */
  replace(iframe: HTMLIFrameElement, origin: string): void;
  close(reason: string): void;
}

/**
 * Listens and speaks to a frame that has just been put into a page.
 *
 * @param first the frame, until another is put in its place.
 * @param firstOrigin the one its messages have to come from; `null` as text for an opaque one.
 * @param onLate called where the frame has been in view, or wanted, for a while and is not there.
 */
export function openFrame(
  first: HTMLIFrameElement,
  firstOrigin: string,
  listener: FrameListener,
  onLate: () => void,
): OpenFrame {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isThere = false;
  let isWanted = false;
  let iframe = first;
  let origin = firstOrigin;
  const expect = (): void => {
    visibility.disconnect();
    if (!isThere) timer ??= setTimeout(onLate, PATIENCE);
  };
  // A lazy frame is not loaded before it is near the view, so that there is nothing to wait for until then.
  const visibility = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) expect();
  });
  const noLonger = (): void => {
    visibility.disconnect();
    clearTimeout(timer ?? undefined);
  };

  const client = createFrameClient(
    (message) => iframe.contentWindow?.postMessage(message, origin === 'null' ? '*' : origin),
    {
      ...listener,
      ready: (state) => {
        isThere = true;
        noLonger();
        listener.ready(state);
      },
    },
  );
  const receive = ({ source, origin: from, data }: MessageEvent): void => {
    if (source !== null && source === iframe.contentWindow && from === origin) client.receive(data);
  };
  addEventListener('message', receive);
  const watch = (): void => {
    if (isWanted) iframe.loading = 'eager';
    if (iframe.loading === 'lazy') visibility.observe(iframe);
    else expect();
  };
  watch();

  return {
    client,
    hurry: () => {
      isWanted = true;
      watch();
    },
    replace: (next, nextOrigin) => {
      noLonger();
      timer = null;
      iframe = next;
      origin = nextOrigin;
      watch();
    },
    close: (reason) => {
      removeEventListener('message', receive);
      noLonger();
      client.close(reason);
    },
  };
}
