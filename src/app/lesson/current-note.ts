import { useSyncExternalStore } from 'react';
import type { Note } from '../../program/lesson.ts';
import { momentsNow } from '../../stage/playhead/moment.ts';
import { paced } from '../../stage/state/pace.ts';
import { player, stageStore } from '../../stage/state/stage-store.ts';
import { goTo } from './go-to.ts';
import type { PlacedNote } from './placed-notes.ts';

/** Least milliseconds between two looks at the playhead: nobody reads faster. */
const REST = 60;

/** The note that was asked for last, and where the playhead went for it. */
let asked: { readonly note: Note; readonly time: number; readonly step: number | null } | null = null;

/** Shows the moment of a note; of several at one moment it is the current one then. */
export function goToNote(note: Note): void {
  goTo(note.mode, note.at);
  const { time, step } = player.store.getState();
  asked = { note, time, step };
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** The number of the last note whose moment is at or before the playhead; `null` before the first. */
function currentOf(notes: readonly PlacedNote[]): number | null {
  const { time, step } = player.store.getState();
  if (asked && asked.time === time && asked.step === step) {
    const there = notes.find(({ note }) => note === asked?.note);
    if (there) return there.number;
  }
  const moments = momentsNow();
  let current: { readonly number: number; readonly time: number } | null = null;
  for (const { number, place } of notes) {
    if (!place) continue;
    const moment = moments.find(({ trace }) => trace.actors === place.trace.actors);
    const hasHappened = moment ? place.event < moment.count : time > 0 && place.time <= time;
    if (hasHappened && (!current || place.time >= current.time)) current = { number, time: place.time };
  }
  return current?.number ?? null;
}

function subscribe(listener: () => void): () => void {
  const { call, stop } = paced(listener, REST);
  const stops = [player.store.subscribe(call), stageStore.subscribe(call), stop];
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    for (const end of stops) end();
  };
}

/** The number of the note that the playhead has come to. */
export const useCurrentNote = (notes: readonly PlacedNote[]): number | null =>
  useSyncExternalStore(subscribe, () => currentOf(notes));
