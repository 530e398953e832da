import { stageStore } from './state/stage-store.ts';

/** Keeps the document's title in step with what is open, so that tabs, bookmarks and frames can be told apart. */
export function keepTitle(): () => void {
  const write = (): void => {
    document.title = `${stageStore.getState().entry.title} – Interleave`;
  };
  write();
  return stageStore.subscribe((state, previous) => {
    if (state.entry !== previous.entry) write();
  });
}
