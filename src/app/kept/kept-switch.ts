/** A yes or no of the reader's that outlives a visit. */
interface KeptSwitch {
  readonly name: string;
  /** What it is until the reader says otherwise. */
  readonly initial: boolean;
}

/** Whether the reader is asked to predict a run when a workload is opened from the catalogue. */
const ASKED_FIRST: KeptSwitch = { name: 'interleave-predict', initial: true };

/** Whether the notes of a lesson are pinned to the lanes. */
const NOTES_PINNED: KeptSwitch = { name: 'interleave-pins', initial: true };

function read({ name, initial }: KeptSwitch): boolean {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? initial : kept === '1';
  } catch {
    // Storage is refused here, as in some frames.
    return initial;
  }
}

function keep({ name }: KeptSwitch, value: boolean): void {
  try {
    localStorage.setItem(name, value ? '1' : '0');
  } catch {
    // Storage is refused here: what was chosen is asked for again on the next visit.
  }
}

export const isAskedFirst = (): boolean => read(ASKED_FIRST);
export const keepAskedFirst = (value: boolean): void => keep(ASKED_FIRST, value);
export const areNotesPinned = (): boolean => read(NOTES_PINNED);
export const keepNotesPinned = (value: boolean): void => keep(NOTES_PINNED, value);
