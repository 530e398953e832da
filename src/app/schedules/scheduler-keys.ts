/** What the keys of the scheduler do. */
export interface SchedulerActions {
  readonly choose: (thread: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** What the keys do, for the list of all keys. */
export const SCHEDULER_KEYS: readonly { readonly title: string; readonly key: string }[] = [
  { title: 'This thread goes next', key: '0 … 9' },
  { title: 'Take a step back', key: 'Backspace' },
  { title: 'Take it again', key: 'Ctrl Y' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key means to the scheduler; `null` for nothing. */
export function schedulerActionOf(event: Pressed, actions: SchedulerActions): (() => void) | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'z') return shiftKey ? actions.redo : actions.undo;
    return key.toLowerCase() === 'y' ? actions.redo : null;
  }
  if (key === 'Backspace') return actions.undo;
  return /^\d$/.test(key) ? () => actions.choose(Number(key)) : null;
}
