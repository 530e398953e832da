import type { ReactNode } from 'react';
import styles from './SharedPanel.module.css';
import tables from './Table.module.css';

/** A shared variable at the playhead. */
export interface SharedVariable {
  readonly key: number;
  readonly name: string;
  /** `null` before it is first read or written. */
  readonly value: string | null;
  /** Who wrote it last and when, in program seconds; `change` tells one write from another. */
  readonly written: { readonly by: string; readonly time: number; readonly change: number } | null;
}

/** A lock at the playhead. */
export interface SharedLock {
  readonly key: number;
  readonly name: string;
  readonly holders: readonly string[];
  /** Who waits for it, the next one first. */
  readonly waiters: readonly string[];
}

/** A queue at the playhead. */
export interface SharedQueue {
  readonly key: number;
  readonly name: string;
  /** The oldest first. */
  readonly items: readonly string[];
}

/**
 * What threads and tasks share: the values of variables, who has which lock, what is in which queue. Nothing where there
 * is nothing.
 */
export function SharedPanel({
  variables,
  locks,
  queues,
}: {
  readonly variables: readonly SharedVariable[];
  readonly locks: readonly SharedLock[];
  readonly queues: readonly SharedQueue[];
}): ReactNode {
  return (
    <>
      {variables.length > 0 && (
        <table className={`${tables.table} ${styles.shared}`}>
          <caption>Variables</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Last written</th>
            </tr>
          </thead>
          <tbody>
            {variables.map(({ key, name, value, written }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <span key={written?.change} className={written ? styles.changed : undefined}>
                    {value ?? '–'}
                  </span>
                </td>
                <td>{written ? `${written.by}, ${written.time.toFixed(4)} s` : 'not yet'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {locks.length > 0 && (
        <table className={`${tables.table} ${styles.shared}`}>
          <caption>Locks</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Held by</th>
              <th scope="col">Queue</th>
            </tr>
          </thead>
          <tbody>
            {locks.map(({ key, name, holders, waiters }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <span key={holders.join()} className={holders.length > 0 ? styles.changed : undefined}>
                    {holders.join(', ') || 'free'}
                  </span>
                </td>
                <td>{waiters.join(', ') || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {queues.length > 0 && (
        <table className={`${tables.table} ${styles.shared}`}>
          <caption>Queues</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Items, the next one first</th>
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ key, name, items }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <span key={items.join()} className={items.length > 0 ? styles.changed : undefined}>
                    {items.join(', ') || 'empty'}
                  </span>
                </td>
                <td>{items.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
