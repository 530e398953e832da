import type { PageState } from '../io/page-state.ts';
import { payloadHash, payloadIn } from '../stage/held-payload.ts';
import { queryOf } from '../stage/link.ts';
import { openAddress } from '../stage/open-address.ts';
import { isImportAlone } from '../stage/state/stage-state.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { keptTheme } from './kept/kept-theme.ts';

/** The query of a page state. The theme that the reader has chosen for every visit is theirs, not the link's. */
const ownQueryOf = (page: PageState): string =>
  queryOf({ ...page, theme: page.theme === keptTheme() ? 'auto' : page.theme });

/** The absolute address of a page state, as it is given to others. */
export const sharedLinkTo = (page: PageState): string => new URL(`./${ownQueryOf(page)}`, location.href).href;

/** The hash of the present address, where it says something of the page; a link to a place within the page has others. */
const hashNow = (): string => (payloadIn(location.hash) === null ? '' : location.hash);

const addressNow = (): string => location.search + hashNow();

/**
 * Keeps the address bar in step with the page, so that reloading or copying it gives the same page. Another workload is
 * another entry of the browser's history; its Back and Forward open what was there.
 */
export function keepAddress(): () => void {
  let isReturning = false;
  let shown = addressNow();
  let { entry } = stageStore.getState();
  const write = (page: PageState, isOther: boolean): void => {
    // The playhead moves on: only what is newly opened is at the time that it was opened at.
    const time = isOther || isReturning ? page.time : null;
    // A page as it is when first opened has the bare address, which plays at once as it did the first time.
    const bare = ownQueryOf({ ...page, autoplay: true, time });
    const query = bare === '' ? '' : ownQueryOf({ ...page, autoplay: false, time });
    shown = query + payloadHash();
    if (shown === addressNow()) return;
    const address = location.pathname + shown;
    if (isOther && !isReturning) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  };
  const stops = [
    stageStore.subscribe((state, previous) => {
      // Whoever is told before may change something else, which is then told of first.
      const isOther = state.entry !== entry;
      entry = state.entry;
      const isInStep = payloadHash() === hashNow();
      if (isInStep && !isOther && state.page === previous.page) return;
      // What comes from a file has no address: that of the workload before stays.
      if (isInStep && isImportAlone(state) && state.entry.kind === 'workload') return;
      write(state.page, isOther);
    }),
    onBackOrForward(() => {
      // A link to a place within the page leaves the page as it is.
      if (addressNow() === shown) return;
      shown = addressNow();
      // The entry is there already: opening it must not add another.
      isReturning = true;
      void openAddress(location, keptTheme()).finally(() => {
        isReturning = false;
      });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function onBackOrForward(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}
