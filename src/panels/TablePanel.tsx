import type { ReactNode } from 'react';
import type { LaneTable } from '../timeline/description.ts';
import tables from './Table.module.css';
import styles from './TablePanel.module.css';

/** The lanes of one group as a table: the same facts without the picture. */
export function TablePanel({
  title,
  table,
  momentText = (time) => time.toFixed(3),
}: {
  readonly title: string;
  readonly table: LaneTable;
  /** A time as the table writes it; in seconds to the millisecond unless given. */
  readonly momentText?: (time: number) => string;
}): ReactNode {
  return (
    <table className={`${tables.table} ${styles.lanes}`}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Lane</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: states of a lane may repeat; their order is their identity
          <tr key={index}>
            <th scope="row">{row.lane}</th>
            <td>{momentText(row.from)}</td>
            <td>{momentText(row.to)}</td>
            <td>{row.state}</td>
          </tr>
        ))}
      </tbody>
      {table.omitted > 0 && (
        <tfoot>
          <tr>
            <td colSpan={4}>{table.omitted} further states are left out; Export has them all.</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
