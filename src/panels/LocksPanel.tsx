import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { countText } from '../base/count-text.ts';
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

/** Who has a lock. */
interface Holder extends Since {
  /** Whether it has ended meanwhile: then nobody else will ever have it. */
  readonly hasEnded: boolean;
}

/** A lock or semaphore at the playhead. */
export interface LockAtMoment {
  readonly key: number;
  readonly name: string;
  /** How many can have it at once: more than 1 makes it a semaphore, as `null` does, which is not known how many. */
  readonly permits: number | null;
  /** In the order they got it. More than one only for a semaphore. */
  readonly holders: readonly Holder[];
  /** The next one first. */
  readonly waiters: readonly Since[];
  /** How long it has been held, and waited for, in all: `1.20 s`. */
  readonly held: string;
  readonly waited: string;
  readonly acquisitions: number;
  readonly contended: number;
}

/** More cards than this are short ones. */
const MOST_CARDS = 3;

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
          <h3>{titleOf(locks)}</h3>
          <ul className={styles.cards} data-short={locks.length > MOST_CARDS}>
            {locks.map((lock) => (
              <LockCard key={lock.key} lock={lock} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const isSemaphore = ({ permits }: LockAtMoment): boolean => permits !== 1;

function titleOf(locks: readonly LockAtMoment[]): string {
  const semaphores = locks.filter(isSemaphore).length;
  if (semaphores === 0) return locks.length === 1 ? 'The lock' : 'The locks';
  if (semaphores < locks.length) return 'The locks and semaphores';
  return locks.length === 1 ? 'The semaphore' : 'The semaphores';
}

function LockCard({ lock }: { readonly lock: LockAtMoment }): ReactNode {
  const { name, holders, waiters, held, waited, acquisitions, contended } = lock;
  const Icon = holders.length > 0 ? LockKeyhole : LockKeyholeOpen;
  return (
    <li className={styles.card} data-free={holders.length === 0}>
      <h4>
        <Icon size={15} aria-hidden="true" />
        {name}
      </h4>
      {isSemaphore(lock) ? <Permits lock={lock} /> : <SingleHolder holder={holders[0]} />}
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
          <dd>{acquisitions === 1 ? 'once' : `${countText(acquisitions)} times`}</dd>
        </div>
        <div>
          <dt>After waiting</dt>
          <dd>
            {countText(contended)} of {countText(acquisitions)}
          </dd>
        </div>
      </dl>
    </li>
  );
}

function SingleHolder({ holder }: { readonly holder: Holder | undefined }): ReactNode {
  if (!holder) return <p className={styles.holder}>free</p>;
  return (
    <p className={styles.holder}>
      held by <b>{holder.name}</b> for {holder.duration}
      <small className={styles.since}> since {holder.since}</small>
      {holder.hasEnded && <small>; it has ended</small>}
    </p>
  );
}

function Permits({ lock: { permits, holders } }: { readonly lock: LockAtMoment }): ReactNode {
  const taken =
    permits === null ? `Held by ${holders.length}` : `${holders.length} of ${permits} permits taken`;
  return (
    <>
      <p className={styles.lineTitle}>{taken}</p>
      {holders.length > 0 && <Line people={holders} isOrdered={false} />}
    </>
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
