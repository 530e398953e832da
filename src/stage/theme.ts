import type { Theme } from '../io/page-state.ts';
import { stageStore } from './state/stage-store.ts';

/** What a theme looks like on this system. */
function resolved(theme: Theme): string {
  if (theme !== 'auto') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Puts the theme on the document and keeps it there; calls back after each change, for what is painted by script. */
export function followTheme(onChange: () => void): void {
  const apply = (): void => {
    const theme = resolved(stageStore.getState().page.theme);
    if (document.documentElement.dataset.theme === theme) return;
    document.documentElement.dataset.theme = theme;
    onChange();
  };
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  stageStore.subscribe((state, previous) => {
    if (state.page.theme !== previous.page.theme) apply();
  });
}
