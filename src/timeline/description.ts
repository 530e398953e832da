import { type Actor, type ActorId, MAIN_THREAD, NO_ACTOR } from '../trace/actors.ts';
import type { Lane, LaneSet } from '../trace/lanes/lanes.ts';
import { type Span, spanAt } from '../trace/spans.ts';

/** One state of one lane, as a row of the table that stands for the picture. */
export interface LaneRow {
  readonly lane: string;
  /** Program seconds. */
  readonly from: number;
  /** Program seconds; where the trace ends for a state that lasts. */
  readonly to: number;
  /** In words: `waiting (sleep)`. */
  readonly state: string;
}

/** The table that stands for a picture of lanes. */
export interface LaneTable {
  readonly rows: readonly LaneRow[];
  /** How many states were left out to keep it readable. */
  readonly omitted: number;
}

/** What lanes and actors are called where it is not by their own names, as in a story. */
export interface LaneNames {
  readonly labelOf: (lane: string) => string;
  readonly nameOf: (actor: ActorId) => string;
}

/**
 * Puts lanes into a table. Each lane has its first states in it, as many as fair shares of the limit allow.
 *
 * @param limit how many rows there may be in all.
 * @param names what they are called; by their own names unless given.
 */
export function describeLanes(set: LaneSet, limit: number, names?: LaneNames): LaneTable {
  const rows: LaneRow[] = [];
  let omitted = 0;
  set.lanes.forEach((lane, position) => {
    const { spans } = lane;
    const share = Math.floor((limit - rows.length) / (set.lanes.length - position));
    const shown = Math.min(spans.length, share);
    omitted += spans.length - shown;
    for (let index = 0; index < shown; index++) {
      const span = spanAt(spans, index);
      rows.push({
        lane: names ? names.labelOf(lane.name) : lane.name,
        from: span.start,
        to: Math.min(span.end, set.now),
        state: describeSpan(set, lane, span, names?.nameOf),
      });
    }
  });
  return { rows, omitted };
}

/**
 * What a lane is doing during a span, in words: `blocked on print_lock`.
 *
 * @param named what actors are called; by their own names unless given.
 */
export function describeSpan(
  set: LaneSet,
  lane: Lane,
  span: Span,
  named: (actor: ActorId) => string = (actor) => ownName(actor, set.actors),
): string {
  const nameOf = (actor: ActorId): string | undefined => {
    if (actor === NO_ACTOR) return undefined;
    return set.actors[actor]?.kind === 'core' ? `on ${named(actor)}` : named(actor);
  };
  const state = describeState(span, nameOf);
  const isOwn = span.identity === lane.actor || span.identity === span.subject;
  const worksFor = isOwn ? undefined : nameOf(span.identity);
  return worksFor ? `${state}, for ${worksFor}` : state;
}

function describeState(
  { state, reason, subject }: Span,
  nameOf: (actor: ActorId) => string | undefined,
): string {
  switch (state) {
    case 'starting':
      return 'starting';
    case 'running': {
      const on = nameOf(subject);
      return on ? `running ${on}` : 'running';
    }
    case 'blocked':
      return `blocked on ${nameOf(subject) ?? 'a lock'}`;
    case 'ready':
      return reasonWords[reason] ? `ready: ${reasonWords[reason]}` : 'ready';
    case 'waiting': {
      const awaited =
        reason === 'future' || reason === 'join' || reason === 'queue' ? nameOf(subject) : undefined;
      if (awaited) return `waiting for ${awaited}`;
      return reasonWords[reason] ? `waiting: ${reasonWords[reason]}` : 'waiting';
    }
  }
}

const reasonWords = {
  none: '',
  core: 'every core is busy',
  gil: 'another thread has the GIL',
  loop: 'in the queue of the event loop',
  pool: 'every worker is busy',
  sleep: 'sleep',
  future: 'a result',
  join: 'a thread to end',
  work: 'no work',
  select: 'nothing is ready',
  queue: 'a queue',
} as const;

/** The name of an actor; of a main thread that of its process. */
function ownName(actor: ActorId, actors: readonly Actor[]): string {
  const { kind, name = '', parent = NO_ACTOR } = actors[actor] ?? {};
  return kind === 'thread' && name === MAIN_THREAD ? (actors[parent]?.name ?? name) : name;
}
