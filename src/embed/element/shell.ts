import type { ColourScheme } from './colour-scheme.ts';
import type { PlayerSettings } from './player-settings.ts';

/** How a player stands: its frame is being loaded, is there, or does not come. */
export type Loading = 'loading' | 'ready' | 'failed';

/** What an iframe is made of beside its address. */
export interface FrameAttributes {
  /** What assistive technology calls the frame; `null` for the title of what it shows. */
  readonly title: string | null;
  readonly loading: 'eager' | 'lazy';
  readonly allow: string;
  readonly referrerpolicy: string;
  /** What an opaque frame may do; `null` for a frame that is none. */
  readonly sandbox: string | null;
}

/** What a player has in its shadow root. */
export interface Shell {
  /** Puts a frame that is made anew in the place of the one that was: the history of the page has no part in it. */
  open(address: string, attributes: FrameAttributes): HTMLIFrameElement;
  /** Takes the frame out. */
  empty(): void;
  /**
   * Shows the frame, or what stands in for it.
   *
   * @param settings `null` where they name no address.
   * @param title of what the frame shows, as far as that is known.
   */
  show(loading: Loading, settings: PlayerSettings | null, title: string): void;
  /** Has the frame follow a scheme, or what the player inherits. */
  follow(scheme: ColourScheme | null): void;
}

const STYLE = `
  :host { display: block; position: relative; aspect-ratio: 16 / 9; overflow: hidden; }
  :host([hidden]) { display: none; }
  iframe { display: block; width: 100%; height: 100%; border: 0; }
  .cover { position: absolute; inset: 0; overflow: auto; }
  .cover img { display: block; width: 100%; height: 100%; object-fit: contain; }
  .message { box-sizing: border-box; margin: 0; padding: 1em; font: 1rem/1.5 system-ui, sans-serif; }
  [hidden] { display: none !important; }
`;

/** Makes a shadow root: without inline styles and without HTML in strings, so that a strict page takes it. */
export function createShell(host: HTMLElement): Shell {
  const root = host.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  const size = new CSSStyleSheet();
  root.adoptedStyleSheets = [style, size];

  const cover = document.createElement('div');
  cover.className = 'cover';
  const poster = document.createElement('img');
  const message = document.createElement('p');
  message.className = 'message';
  message.textContent = 'This run could not be loaded. ';
  const link = document.createElement('a');
  link.textContent = 'Open it by itself';
  link.target = '_blank';
  link.rel = 'noopener';
  message.append(link);
  const fallback = document.createElement('slot');
  cover.append(poster, fallback, message);
  root.append(cover);
  let frame: HTMLIFrameElement | null = null;

  return {
    open: (address, { loading, allow, referrerpolicy, sandbox }) => {
      const iframe = document.createElement('iframe');
      iframe.loading = loading;
      iframe.allow = allow;
      iframe.setAttribute('referrerpolicy', referrerpolicy);
      if (sandbox !== null) iframe.setAttribute('sandbox', sandbox);
      iframe.src = address;
      frame?.remove();
      root.prepend(iframe);
      frame = iframe;
      return iframe;
    },
    empty: () => {
      frame?.remove();
      frame = null;
    },
    show: (loading, settings, title) => {
      const picture = settings?.poster ?? null;
      const isFailed = loading === 'failed';
      if (frame) {
        frame.hidden = isFailed;
        frame.title = settings?.frame.title ?? title;
      }
      if (picture === null) poster.removeAttribute('src');
      else if (poster.getAttribute('src') !== picture) poster.src = picture;
      poster.alt = settings?.frame.title ?? '';
      poster.hidden = picture === null;
      fallback.hidden = picture !== null || !hasFallback(host);
      message.hidden = picture !== null || hasFallback(host);
      link.hidden = settings === null;
      if (settings) link.href = settings.address.href;
      cover.hidden = loading === 'ready' || (!isFailed && picture === null);
      size.replaceSync(settings ? sizeRule(settings) : '');
    },
    follow: (scheme) => {
      if (frame) frame.style.colorScheme = scheme ?? '';
    },
  };
}

/** Sizes the player by the attributes that pictures and films have too. */
function sizeRule({ width, height }: PlayerSettings): string {
  const rules = [
    ...(width === null ? [] : [`width: ${width}px`]),
    ...(height === null ? [] : [`height: ${height}px`]),
    ...(width === null || height === null ? [] : ['aspect-ratio: auto']),
  ];
  return `:host { ${rules.join('; ')} }`;
}

/** Whether there is anything inside a player to be seen: what only steps it on is not. */
const hasFallback = (host: HTMLElement): boolean =>
  host.textContent?.trim() !== '' || host.querySelector('img, picture, svg, video, object') !== null;
