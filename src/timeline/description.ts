import { type Actor, type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { Lane, LaneSet } from '../trace/lanes.ts';
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

/**
 * Puts lanes into a table. Each lane has its first states in it, as many as fair shares of the limit allow.
 *
 * @param limit how many rows there may be in all.
 */
export function describeLanes(set: LaneSet, limit: number): LaneTable {
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
        lane: lane.name,
        from: span.start,
        to: Math.min(span.end, set.now),
        state: describeSpan(set, lane, span),
      });
    }
  });
  return { rows, omitted };
}

/** What a lane is doing during a span, in words: `blocked on print_lock`. */
export function describeSpan(set: LaneSet, lane: Lane, span: Span): string {
  const state = describeState(span, set.actors);
  const isOwn = span.identity === lane.actor || span.identity === span.subject;
  const worksFor = isOwn ? undefined : nameOf(span.identity, set.actors);
  return worksFor ? `${state}, for ${worksFor}` : state;
}

function describeState({ state, reason, subject }: Span, actors: readonly Actor[]): string {
  switch (state) {
    case 'starting':
      return 'starting';
    case 'running': {
      const on = nameOf(subject, actors);
      return on ? `running ${on}` : 'running';
    }
    case 'blocked':
      return `blocked on ${nameOf(subject, actors) ?? 'a lock'}`;
    case 'ready':
      return reasonWords[reason] ? `ready: ${reasonWords[reason]}` : 'ready';
    case 'waiting': {
      const awaited =
        reason === 'future' || reason === 'join' || reason === 'queue' ? nameOf(subject, actors) : undefined;
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

function nameOf(actor: ActorId, actors: readonly Actor[]): string | undefined {
  if (actor === NO_ACTOR) return undefined;
  const { kind, name, parent = NO_ACTOR } = actors[actor] ?? {};
  switch (kind) {
    case 'core':
      return `on ${name}`;
    case 'thread':
      return name === 'MainThread' ? (actors[parent]?.name ?? name) : name;
    default:
      return name;
  }
}
