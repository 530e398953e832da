import { countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import { processOf } from './processes.ts';
import type { Trace } from './trace.ts';

/** One message between processes. */
export interface SentMessage {
  /** The index of its event. */
  readonly event: number;
  readonly time: Seconds;
  readonly bytes: number;
}

/** What one process has sent to another, in one direction, by a moment. */
export interface Traffic {
  readonly from: ActorId;
  readonly to: ActorId;
  /** How many messages: at least one. */
  readonly count: number;
  /** Of all of them together. */
  readonly bytes: number;
  readonly last: SentMessage;
}

/** What crosses between the processes of a run. */
export interface PickledBytes {
  /** The directions in which anything has been sent by the first `count` events, in the order in which each began. */
  at(count: number): readonly Traffic[];
}

/** Reads what is sent between processes, continuing where it stopped when the same trace has grown. */
export interface PickledBytesReader {
  read(trace: Trace): PickledBytes;
}

/** The messages of one direction. */
interface Direction {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly events: number[];
  /** The bytes of all messages up to each. */
  readonly sums: number[];
}

/**
 * Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. It goes through
 * the events once; a moment is then found by binary search in each direction.
 */
export function createPickledBytesReader(): PickledBytesReader {
  let actors: readonly Actor[] | null = null;
  let directions = new Map<string, Direction>();
  let read = 0;
  const note = (trace: Trace, event: number): void => {
    const to = trace.events.subject[event] as ActorId;
    const by = trace.events.actor[event] as ActorId;
    // A call that is nobody's task is sent by whoever started the process.
    const from = processOf(trace.actors, by === NO_ACTOR ? (trace.actors[to]?.parent ?? NO_ACTOR) : by);
    const key = `${from} ${to}`;
    let direction = directions.get(key);
    if (!direction) {
      direction = { from, to, events: [], sums: [] };
      directions.set(key, direction);
    }
    direction.sums.push((direction.sums.at(-1) ?? 0) + (trace.events.value[event] as number));
    direction.events.push(event);
  };
  return {
    read(trace) {
      const { events } = trace;
      if (trace.actors !== actors || events.length < read) {
        actors = trace.actors;
        directions = new Map();
        read = 0;
      }
      for (; read < events.length; read++) if (events.kind[read] === EVENT_CODE.send) note(trace, read);
      return { at: (count) => [...directions.values()].flatMap((one) => trafficAt(trace, one, count)) };
    },
  };
}

function trafficAt({ events }: Trace, { from, to, events: sent, sums }: Direction, until: number): Traffic[] {
  const count = countUpTo(sent, until - 1);
  const event = sent[count - 1];
  if (event === undefined) return [];
  const last = {
    event,
    time: seconds(events.time[event] as number),
    bytes: events.value[event] as number,
  };
  return [{ from, to, count, bytes: sums[count - 1] as number, last }];
}
