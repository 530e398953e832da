import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, NO_ACTOR, processOf } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';

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

/** The messages of one direction. */
interface Direction {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly events: number[];
  /** The bytes of all messages up to each. */
  readonly sums: number[];
}

/**
 * Makes a reader of what is sent between the processes of a growing trace. It goes through the events once; a moment is then
 * found by binary search in each direction.
 */
export const createPickledBytesReader = (): TraceReader<PickledBytes> =>
  createGrowingReader(() => new GrowingPickledBytes());

class GrowingPickledBytes implements Reading<PickledBytes> {
  readonly #directions = new Map<string, Direction>();

  read(trace: Trace, from: number): PickledBytes {
    const { kind, length } = trace.events;
    for (let event = from; event < length; event++) {
      if (kind[event] === EVENT_CODE.send) this.#note(trace, event);
    }
    return { at: (count) => [...this.#directions.values()].flatMap((one) => trafficAt(trace, one, count)) };
  }

  #note(trace: Trace, event: number): void {
    const to = trace.events.subject[event] as ActorId;
    const by = trace.events.actor[event] as ActorId;
    // A call that is nobody's task is sent by whoever started the process.
    const from = processOf(trace.actors, by === NO_ACTOR ? (trace.actors[to]?.parent ?? NO_ACTOR) : by);
    const key = `${from} ${to}`;
    let direction = this.#directions.get(key);
    if (!direction) {
      direction = { from, to, events: [], sums: [] };
      this.#directions.set(key, direction);
    }
    direction.sums.push((direction.sums.at(-1) ?? 0) + (trace.events.value[event] as number));
    direction.events.push(event);
  }
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
