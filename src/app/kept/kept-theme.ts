import { THEMES, type Theme } from '../../io/page-state.ts';
import { stageStore } from '../../stage/state/stage-store.ts';

const KEPT_AS = 'interleave-theme';

/** The theme the reader chose on an earlier visit; `auto` where none is kept or storage is refused, as in some frames. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return THEMES.find((theme) => theme === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** Keeps each theme that the reader chooses for later visits. */
export function keepChosenTheme(): () => void {
  return stageStore.subscribe(({ page }, previous) => {
    if (page.theme === previous.page.theme) return;
    try {
      localStorage.setItem(KEPT_AS, page.theme);
    } catch {
      // Storage is refused here: the theme holds until the page is left.
    }
  });
}
