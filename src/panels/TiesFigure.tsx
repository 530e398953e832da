import { LockKeyhole, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { accessesInWords, countOf, isWhole, type NamedThing, type NamedTie } from './guard-words.ts';
import styles from './TiesFigure.module.css';

/** A shared thing, its value, and the locks that are tied to it. */
export interface TiedThing extends NamedThing {
  readonly key: number;
  readonly value: string | null;
}

/** The height of a row, in the units of the drawing; the stylesheet has the same. */
const ROW = 54;

/** More lines than this nobody can tell apart. */
const MOST_LOCKS = 12;

const NO_LOCK = 'no lock';

/** Where a smooth line from one height to another is after a part of its way, in per cent across. */
function pointOn(fromY: number, toY: number, part: number): { readonly x: number; readonly y: number } {
  const rest = 1 - part;
  const x = 150 * rest * rest * part + 150 * rest * part * part + 100 * part ** 3;
  return { x, y: fromY + (toY - fromY) * (3 * part * part - 2 * part ** 3) };
}

interface TieLine {
  readonly key: string;
  readonly tie: NamedTie | null;
  readonly thing: TiedThing;
  readonly isWhole: boolean;
  readonly fromY: number;
  readonly toY: number;
}

/**
 * Locks on the left, what is shared on the right, and a line between a lock and what is touched while it is held: a heavy
 * one where it is held every time, a broken one where it is not.
 */
export function TiesFigure({ things }: { readonly things: readonly TiedThing[] }): ReactNode {
  const tied = things.filter(({ verdict, ties }) => verdict === 'unguarded' || ties.length > 0);
  if (tied.length === 0) return null;
  const names = new Set(
    tied.flatMap(({ ties }) => (ties.length > 0 ? ties.map(({ lock }) => lock) : [NO_LOCK])),
  );
  const locks = [...names].slice(0, MOST_LOCKS);
  const height = Math.max(locks.length, tied.length) * ROW;
  const yOf = (index: number, count: number): number => (height - count * ROW) / 2 + (index + 0.5) * ROW;
  const lines = tied.flatMap((thing, index): TieLine[] => {
    const toY = yOf(index, tied.length);
    const line = (lock: string, tie: NamedTie | null): TieLine[] => {
      const place = locks.indexOf(lock);
      if (place < 0) return [];
      const whole = tie !== null && isWhole(tie, thing.accesses);
      const key = `${lock} ${thing.key}`;
      return [{ key, tie, thing, isWhole: whole, fromY: yOf(place, locks.length), toY }];
    };
    return thing.ties.length > 0 ? thing.ties.flatMap((tie) => line(tie.lock, tie)) : line(NO_LOCK, null);
  });
  const part = locks.length > tied.length ? 0.44 : tied.length > locks.length ? 0.56 : 0.5;
  return (
    <div className={styles.figure} style={{ height }}>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {lines.map(({ key, fromY, toY, isWhole: whole }) => (
          <path
            key={key}
            className={whole ? styles.whole : styles.broken}
            d={`M0 ${fromY}C50 ${fromY} 50 ${toY} 100 ${toY}`}
          />
        ))}
      </svg>
      <ul className={styles.locks} aria-hidden="true">
        {locks.map((lock) => (
          <li key={lock} data-none={lock === NO_LOCK}>
            {lock !== NO_LOCK && <LockKeyhole size={14} />}
            <span>{lock}</span>
          </li>
        ))}
      </ul>
      <ul className={styles.things} aria-hidden="true">
        {tied.map(({ key, name, value, verdict }) => (
          <li key={key} data-verdict={verdict}>
            <span>{value === null ? name.replace(/^the /, '') : `${name} = ${value}`}</span>
            {verdict === 'unguarded' && <TriangleAlert size={14} className={styles.warning} />}
          </li>
        ))}
      </ul>
      <ul className={styles.labels}>
        {lines.map(({ key, tie, thing, isWhole: whole, fromY, toY }) => {
          const { x, y } = pointOn(fromY, toY, part);
          const all = countOf(thing.accesses);
          return (
            <li key={key} data-whole={whole} style={{ left: `${x}%`, top: y }}>
              {tie && <span className="visually-hidden">{tie.lock} is </span>}
              {tie ? `held at ${countOf(tie.held)} of ${all}` : 'none held'}
              <span className="visually-hidden">
                {' '}
                {tie ? accessesInWords(thing.accesses).replace(/^\d+ /, '') : 'at any access'} to {thing.name}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
