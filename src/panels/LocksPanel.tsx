import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { GuardStatements } from './GuardStatements.tsx';
import styles from './LocksPanel.module.css';
import { type TiedThing, TiesFigure } from './TiesFigure.tsx';

/** Somebody and since when, as text. */
export interface Since {
  readonly key: number;
  readonly name: string;
  /** How long it has lasted: `0.31 s`. */
  readonly duration: string;
  /** When it began, in program seconds: `1.02 s`. */
  readonly since: string;
}

/** A lock at the playhead. */
export interface LockAtMoment {
  readonly key: number;
  readonly name: string;
  /** In the order they got it. More than one only for a semaphore. */
  readonly holders: readonly Since[];
  /** The next one first. */
  readonly waiters: readonly Since[];
  /** How long it has been held, and waited for, in all: `1.20 s`. */
  readonly held: string;
  readonly waited: string;
  readonly acquisitions: number;
  readonly contended: number;
}

/** Of so many in line, the first are shown one by one. */
const MOST_IN_LINE = 12;

/** Locks and what they guard. */
export function LocksPanel({
  locks,
  things,
}: {
  readonly locks: readonly LockAtMoment[];
  readonly things: readonly TiedThing[];
}): ReactNode {
  return (
    <>
      {things.length > 0 && (
        <section className={styles.section}>
          <h3>What is guarded</h3>
          <TiesFigure things={things} />
          <GuardStatements things={things} />
        </section>
      )}
      {locks.length > 0 && (
        <section className={styles.section}>
          <h3>{locks.length === 1 ? 'The lock' : 'The locks'}</h3>
          <ul className={styles.cards}>
            {locks.map((lock) => (
              <LockCard key={lock.key} lock={lock} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LockCard({ lock }: { readonly lock: LockAtMoment }): ReactNode {
  const { name, holders, waiters, held, waited, acquisitions, contended } = lock;
  const [holder, ...others] = holders;
  const Icon = holder ? LockKeyhole : LockKeyholeOpen;
  return (
    <li className={styles.card} data-free={!holder}>
      <h4>
        <Icon size={15} aria-hidden="true" />
        {name}
      </h4>
      {others.length > 0 ? (
        <>
          <p className={styles.lineTitle}>Held by {holders.length}</p>
          <Line people={holders} isOrdered={false} />
        </>
      ) : (
        <p className={styles.holder}>
          {holder ? (
            <>
              held by <b>{holder.name}</b> for {holder.duration}
              <small> since {holder.since}</small>
            </>
          ) : (
            'free'
          )}
        </p>
      )}
      {waiters.length > 0 && (
        <>
          <p className={styles.lineTitle}>In line, the next one first</p>
          <Line people={waiters} isOrdered />
        </>
      )}
      <dl className={styles.figures}>
        <div>
          <dt>Held in all</dt>
          <dd>{held}</dd>
        </div>
        <div>
          <dt>Waited for in all</dt>
          <dd>{waited}</dd>
        </div>
        <div>
          <dt>Acquired</dt>
          <dd>{acquisitions === 1 ? 'once' : `${acquisitions} times`}</dd>
        </div>
        <div>
          <dt>After waiting</dt>
          <dd>
            {contended} of {acquisitions}
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** Those who hold a lock, or wait for it in this order, each with how long. */
function Line(props: { readonly people: readonly Since[]; readonly isOrdered: boolean }): ReactNode {
  const { people, isOrdered } = props;
  const shown = people.slice(0, MOST_IN_LINE);
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <List className={styles.queue} data-ordered={isOrdered}>
      {shown.map(({ key, name, duration, since }) => (
        <li key={key} title={`since ${since}`}>
          <b>{name}</b> {duration}
        </li>
      ))}
      {people.length > shown.length && (
        <li className={styles.more}>and {people.length - shown.length} more</li>
      )}
    </List>
  );
}
