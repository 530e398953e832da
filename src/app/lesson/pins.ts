import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { areNotesPinned, keepNotesPinned } from '../kept/kept-switch.ts';

/** Whether the notes of a lesson are pinned to the lanes. */
const pinsStore = createStore<boolean>(areNotesPinned);

export const useArePinned = (): boolean => useStore(pinsStore);

/** Pins the notes to the lanes, or takes the pins off, for this visit and later ones. */
export function pinNotes(pinned: boolean): void {
  keepNotesPinned(pinned);
  pinsStore.setState(pinned, true);
}
