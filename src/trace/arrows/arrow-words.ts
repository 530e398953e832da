import { assertNever } from '../../base/assert-never.ts';
import type { ActorId } from '../actors.ts';
import type { Phrase } from '../phrase.ts';
import type { Trace } from '../trace.ts';
import { type Arrows, arrowKindOf } from './arrow-columns.ts';

/**
 * An arrow in words: `main starts doc 2`, `doc 2 wakes main`, `Worker 1 hands print_lock to Worker 3`,
 * `Thread A ends, and MainThread goes on`.
 */
export function arrowPhrase({ actors }: Pick<Trace, 'actors'>, arrows: Arrows, index: number): Phrase {
  const from = arrows.from[index] as ActorId;
  const to = arrows.to[index] as ActorId;
  const subject = arrows.subject[index] as ActorId;
  const kind = arrowKindOf(arrows.kind[index] as number);
  switch (kind) {
    case 'spawn':
      return [from, ' starts ', to];
    case 'wake':
      return [from, ' wakes ', to];
    case 'hand-over':
      return actors[subject]?.kind === 'queue'
        ? [from, ' hands ', to, ' an item of ', subject]
        : [from, ' hands ', subject, ' to ', to];
    case 'gil':
      return [from, ' hands the GIL to ', to];
    case 'join':
      return [from, ' ends, and ', to, ' goes on'];
    default:
      return assertNever(kind);
  }
}
