import type { ActorId } from '../../trace/actors.ts';
import { phraseText } from '../../trace/phrase.ts';
import { describeRelation, type Relation, relationsOf } from '../../trace/why/relations.ts';
import type { Instant } from '../../trace/why/why-instant.ts';
import { type PeopledRow, rowOf } from './rows.ts';

/** What somebody else has to do with an actor, to stand at the lane of that other. */
export interface Mark {
  readonly row: PeopledRow;
  readonly kind: Relation['kind'];
  readonly words: string;
}

/** What the lanes of others have to do with one actor: at most one thing each. */
export function marksOf(
  rows: readonly PeopledRow[],
  { trace, state, chains, time }: Instant,
  actor: ActorId,
  nameOf: (actor: ActorId) => string,
): readonly Mark[] {
  const own = rowOf(rows, chains, actor);
  const marks = new Map<PeopledRow, Mark>();
  for (const relation of relationsOf(trace, state, actor, time)) {
    const row = rowOf(rows, chains, relation.actor);
    if (!row || row === own || marks.has(row)) continue;
    const words = phraseText(describeRelation(relation), nameOf);
    marks.set(row, { row, kind: relation.kind, words });
  }
  return [...marks.values()];
}
