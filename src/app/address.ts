import { formatPageState, type PageState } from '../io/page-state.ts';
import { catalogue } from '../scenarios/catalogue.ts';
import { keptTheme } from './kept-theme.ts';
import { stageStore } from './stage.ts';

/** The query of a page state. The theme that the reader has chosen for every visit is theirs, not the link's. */
function queryOf(page: PageState): string {
  const theme = page.theme === keptTheme() ? 'auto' : page.theme;
  return formatPageState({ ...page, theme }, catalogue);
}

/** The absolute address of a page state. */
export const linkTo = (page: PageState): string => new URL(`./${queryOf(page)}`, location.href).href;

/** Keeps the address bar in step with the page, so that reloading or copying it gives the same page; runs nothing. */
export function keepAddress(): () => void {
  const write = (page: PageState): void => {
    // A page as it is when first opened has the bare address, which plays at once as it did the first time.
    const bare = queryOf({ ...page, autoplay: true, time: null });
    const query = bare === '' ? '' : queryOf({ ...page, autoplay: false, time: null });
    if (query !== location.search) history.replaceState(null, '', `./${query}`);
  };
  return stageStore.subscribe((state, previous) => {
    if (state.page !== previous.page) write(state.page);
  });
}

/** Keeps the window's title in step with the scenario, so that tabs and bookmarks can be told apart. */
export function keepTitle(): () => void {
  const write = (): void => {
    document.title = `${stageStore.getState().scenario.title} – Interleave`;
  };
  write();
  return stageStore.subscribe((state, previous) => {
    if (state.scenario !== previous.scenario) write();
  });
}
