import type { ReactNode } from 'react';
import type { ActorId } from '../../trace/actors.ts';
import { phraseText } from '../../trace/phrase.ts';
import { describeRelation, relationsOf } from '../../trace/relations.ts';
import type { Instant } from '../../trace/why-instant.ts';
import styles from './LaneFocus.module.css';
import { type PeopledRow, rowOf } from './rows.ts';

/** What the lanes of others have to do with one actor, each written at its lane. */
export function RelatedLanes({
  rows,
  instant,
  actor,
  nameOf,
}: {
  readonly rows: readonly PeopledRow[];
  readonly instant: Instant;
  readonly actor: ActorId;
  readonly nameOf: (actor: ActorId) => string;
}): ReactNode {
  const { trace, state, chains, time } = instant;
  const own = rowOf(rows, chains, actor);
  const marks = new Map<PeopledRow, string>();
  for (const relation of relationsOf(trace, state, actor, time)) {
    const row = rowOf(rows, chains, relation.actor);
    if (!row || row === own || marks.has(row)) continue;
    marks.set(row, phraseText(describeRelation(relation), nameOf));
  }
  return (
    <ul className={styles.related} aria-label={`What others have to do with ${nameOf(actor)}`}>
      {[...marks].map(([row, words]) => (
        <li key={row.actor} style={{ top: row.top, height: row.height }} hidden={!row.labelled}>
          <span className="visually-hidden">{row.label}: </span>
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
