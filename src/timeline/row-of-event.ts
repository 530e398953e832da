import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { EVENT_CODE } from '../trace/events.ts';
import type { Grouping } from '../trace/lanes/lanes.ts';
import type { Trace } from '../trace/trace.ts';
import type { Layout, Row } from './layout.ts';

/**
 * The row on which an event happens: that of its actor or, where lanes are not of that kind, of whom its actor works on or
 * is worked on by. An event that no lane shows is on the first row, so `null` is given only where there are none.
 *
 * @param isGhost whether the trace is the prediction.
 */
export function rowOfEvent(
  layout: Layout,
  trace: Trace,
  event: number,
  grouping: Grouping,
  isGhost: boolean,
): Row | null {
  const rowOf = (actor: ActorId): Row | undefined =>
    layout.rows.find((row) => (isGhost ? row.ghost : row.lane)?.actor === actor);
  const next = grouping === 'task' ? carriedBy : carrierOf;
  const rowFrom = (concerned: ActorId): Row | undefined => {
    const passed = new Set<ActorId>();
    for (let actor = concerned; actor !== NO_ACTOR && !passed.has(actor); actor = next(trace, event, actor)) {
      const row = rowOf(actor);
      if (row) return row;
      passed.add(actor);
    }
    return undefined;
  };
  const { events } = trace;
  return (
    rowFrom(events.actor[event] as ActorId) ??
    rowFrom(events.subject[event] as ActorId) ??
    layout.rows.find(({ lane, ghost }) => (isGhost ? ghost : lane)) ??
    layout.rows[0] ??
    null
  );
}

/** What an actor works on when an event happens, or worked on last, or else first after it; `NO_ACTOR` for nothing ever. */
function carriedBy({ events }: Trace, event: number, actor: ActorId): ActorId {
  const carries = (index: number): boolean =>
    events.kind[index] === EVENT_CODE.carry &&
    events.actor[index] === actor &&
    events.subject[index] !== NO_ACTOR;
  return (events.subject[nearest(event, events.length, carries)] ?? NO_ACTOR) as ActorId;
}

/** Who works on an actor when an event happens, or did last, or else does first after it; `NO_ACTOR` for nobody ever. */
function carrierOf({ events }: Trace, event: number, actor: ActorId): ActorId {
  const carries = (index: number): boolean =>
    events.kind[index] === EVENT_CODE.carry && events.subject[index] === actor;
  return (events.actor[nearest(event, events.length, carries)] ?? NO_ACTOR) as ActorId;
}

/** The last event up to one that is looked for, or else the first after it; -1 where there is none. */
function nearest(event: number, length: number, isWanted: (index: number) => boolean): number {
  for (let index = event; index >= 0; index--) if (isWanted(index)) return index;
  for (let index = event + 1; index < length; index++) if (isWanted(index)) return index;
  return -1;
}
