import type { PageState } from '../io/page-state.ts';
import { queryOf } from '../stage/link.ts';
import { openStage } from '../stage/state/opening.ts';
import { isImportAlone } from '../stage/state/stage-state.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { keptTheme } from './kept/kept-theme.ts';

/** The query of a page state. The theme that the reader has chosen for every visit is theirs, not the link's. */
const ownQueryOf = (page: PageState): string =>
  queryOf({ ...page, theme: page.theme === keptTheme() ? 'auto' : page.theme });

/** The absolute address of a page state, as it is given to others. */
export const sharedLinkTo = (page: PageState): string => new URL(`./${ownQueryOf(page)}`, location.href).href;

/**
 * Keeps the address bar in step with the page, so that reloading or copying it gives the same page. Another workload is
 * another entry of the browser's history; its Back and Forward open what was there.
 */
export function keepAddress(): () => void {
  let isReturning = false;
  let shown = location.search;
  const write = (page: PageState, isOther: boolean): void => {
    // The playhead moves on: only what is newly opened is at the time that it was opened at.
    const time = isOther || isReturning ? page.time : null;
    // A page as it is when first opened has the bare address, which plays at once as it did the first time.
    const bare = ownQueryOf({ ...page, autoplay: true, time });
    const query = bare === '' ? '' : ownQueryOf({ ...page, autoplay: false, time });
    shown = query;
    if (query === location.search) return;
    const address = `./${query}`;
    if (isOther && !isReturning) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  };
  const stops = [
    stageStore.subscribe((state, previous) => {
      if (state.page === previous.page && state.entry === previous.entry) return;
      // What comes from a file has no address: that of the workload before stays.
      if (isImportAlone(state) && state.entry.kind === 'workload') return;
      write(state.page, state.entry !== previous.entry);
    }),
    onBackOrForward(() => {
      // A link to a place within the page leaves the page as it is.
      if (location.search === shown) return;
      shown = location.search;
      // The entry is there already: opening it must not add another.
      isReturning = true;
      void openStage(location.search, keptTheme()).finally(() => {
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

/** Keeps the window's title in step with the scenario, so that tabs and bookmarks can be told apart. */
export function keepTitle(): () => void {
  const write = (): void => {
    document.title = `${stageStore.getState().entry.title} – Interleave`;
  };
  write();
  return stageStore.subscribe((state, previous) => {
    if (state.entry !== previous.entry) write();
  });
}
