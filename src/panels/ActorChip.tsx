import type { CSSProperties, ReactNode } from 'react';
import styles from './ActorChip.module.css';
import { hueColour, type ShapedState, StateShape } from './StateShape.tsx';

/** A thread or task, to be shown as a chip. */
export interface ChipContent {
  readonly actor: number;
  readonly name: string;
  /** Whom it works on, or who works on it; empty for nobody. */
  readonly note: string;
  /** The colour of its lane, counted from 0; none below. */
  readonly hue: number;
  /** In words, where it is to be said: `ready: waits for the GIL`. */
  readonly status: string;
  /** Its state as the lanes draw it; `null` where that is not to be shown, or has no shape. */
  readonly state: ShapedState | null;
  readonly hasEnded: boolean;
}

/** Whom the reader has selected or points at, and how to change that. */
export interface ActorSelection {
  readonly selected: number | null;
  readonly select: (actor: number | null) => void;
  readonly point: (actor: number | null) => void;
}

/** A thread or task as a button that selects it, with its state as the lanes draw it. */
export function ActorChip({
  chip: { actor, name, note, hue, status, state, hasEnded },
  selection: { selected, select, point },
}: {
  readonly chip: ChipContent;
  readonly selection: ActorSelection;
}): ReactNode {
  const isSelected = actor === selected;
  const identity: CSSProperties & { readonly '--identity': string } = { '--identity': hueColour(hue) };
  return (
    <button
      type="button"
      className={styles.chip}
      style={identity}
      aria-pressed={isSelected}
      data-ended={hasEnded}
      onClick={() => select(isSelected ? null : actor)}
      onPointerEnter={() => point(actor)}
      onPointerLeave={() => point(null)}
      onFocus={() => point(actor)}
      onBlur={() => point(null)}
    >
      {state && <StateShape state={state} hue={hue} />}
      <span className={styles.name}>{name}</span>
      {note && (
        <span className={styles.note}>
          <span className="visually-hidden">, </span>
          {note}
        </span>
      )}
      {status && (
        <span className={styles.status}>
          <span className="visually-hidden">, </span>
          {status}
        </span>
      )}
    </button>
  );
}
