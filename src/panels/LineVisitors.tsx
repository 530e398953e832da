import type { CSSProperties, ReactNode } from 'react';
import styles from './LineVisitors.module.css';
import {
  accessInWords,
  type LineVisitor,
  MICRO_STEPS,
  updateInWords,
  type VisitorUpdate,
  visitorInWords,
  withinRoom,
} from './line-visitor.ts';
import { hueColour, StateShape } from './StateShape.tsx';

/** So many are shown at a line; the others are counted, unless the reader asks for them. */
const MOST_SHOWN = 3;

/** Who is at a line, each with its state, and what it read or wrote. */
export function LineVisitors({
  visitors,
  showsAll,
  onShowAll,
}: {
  readonly visitors: readonly LineVisitor[];
  readonly showsAll: boolean;
  readonly onShowAll: (all: boolean) => void;
}): ReactNode {
  const { shown, others } = withinRoom(visitors, MOST_SHOWN);
  const rest = `${others.length} more: ${others.map(visitorInWords).join('. ')}`;
  return (
    <ul className={styles.visitors} aria-label="At this line">
      {(showsAll ? visitors : shown).map((visitor) => (
        <Visitor key={visitor.key} visitor={visitor} />
      ))}
      {others.length > 0 && (
        <li>
          <button
            type="button"
            className={styles.more}
            aria-expanded={showsAll}
            aria-label={showsAll ? 'Show fewer' : rest}
            title={showsAll ? undefined : rest}
            onClick={() => onShowAll(!showsAll)}
          >
            {showsAll ? 'fewer' : `+${others.length}`}
          </button>
        </li>
      )}
    </ul>
  );
}

function Visitor({ visitor }: { readonly visitor: LineVisitor }): ReactNode {
  const { name, hue, state, access, update } = visitor;
  const identity = { '--identity': hueColour(hue) } as CSSProperties;
  return (
    <li className={styles.visitor} style={identity} title={visitorInWords(visitor)}>
      <StateShape state={state} hue={hue} />
      <span className={styles.name}>{name}</span>
      <span className="visually-hidden">, {state}</span>
      {update && <Stepper update={update} />}
      {access && (
        <span className={styles.access}>
          {accessInWords(access)}
          {access.now !== null && <em>, now {access.now}</em>}
        </span>
      )}
    </li>
  );
}

/** The three steps of an update as dots: those done are full, the one under way is large, and named where there is room. */
function Stepper({ update }: { readonly update: VisitorUpdate }): ReactNode {
  const current = MICRO_STEPS.indexOf(update.step);
  return (
    <>
      <span className={styles.stepper} data-step={update.step} aria-hidden="true">
        <svg viewBox="0 0 34 12" aria-hidden="true">
          <path d="M6 6h22" />
          {MICRO_STEPS.map((step, index) => (
            <circle
              key={step}
              cx={6 + 11 * index}
              cy="6"
              r={index === current ? 4 : 2.6}
              className={index < current ? styles.done : index === current ? styles.current : undefined}
            />
          ))}
        </svg>
      </span>
      <span className="visually-hidden">; {updateInWords(update)}; </span>
    </>
  );
}
