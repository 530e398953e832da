import { RECORD, type TraceEventRecords } from './trace-event-records.ts';

/** The events of a file in the order of their times. */
interface RecordOrder {
  /** Their places in the records. */
  readonly order: Uint32Array;
  /** When the first of them is, in microseconds. */
  readonly base: number;
  /** How many have the time 0, while all others are far from it: they are left out. */
  readonly timeless: number;
}

/** Times further than this from zero, in microseconds, are since the machine was started, or 1970. */
const FAR = 1e9;

/**
 * Orders the events. Of slices that begin together the longer comes first, for it is around the others.
 *
 * @param isInTurn whether slices that begin together follow each other as the file has them, as in files of ours.
 */
export function orderRecords(
  { length, time, kind, value }: TraceEventRecords,
  isInTurn: boolean,
): RecordOrder {
  let least = Number.POSITIVE_INFINITY;
  let leastOfOthers = Number.POSITIVE_INFINITY;
  let zeros = 0;
  for (let index = 0; index < length; index++) {
    const at = time[index] as number;
    if (at < least) least = at;
    if (at === 0 && (kind[index] !== RECORD.slice || value[index] === 0)) zeros++;
    else if (at < leastOfOthers) leastOfOthers = at;
  }
  const timeless = least === 0 && leastOfOthers > FAR && leastOfOthers < Number.POSITIVE_INFINITY ? zeros : 0;
  const order = new Uint32Array(length - timeless);
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (timeless === 0 || time[index] !== 0) order[count++] = index;
  }
  const reach = (index: number): number =>
    kind[index] === RECORD.slice ? (value[index] as number) : Infinity;
  const compare = (one: number, other: number): number => {
    const apart = (time[one] as number) - (time[other] as number);
    if (apart !== 0) return apart;
    if (isInTurn) return one - other;
    const longer = reach(other);
    const reached = reach(one);
    return longer === reached ? one - other : longer > reached ? 1 : -1;
  };
  if (!isSorted(order, compare)) order.sort(compare);
  return { order, base: timeless > 0 ? leastOfOthers : least, timeless };
}

function isSorted(order: Uint32Array, compare: (one: number, other: number) => number): boolean {
  for (let index = 1; index < order.length; index++) {
    if (compare(order[index - 1] as number, order[index] as number) > 0) return false;
  }
  return true;
}

/** Where each flow leads: by the place of its start in the records, the thread that it ends on. */
export function flowTargets(records: TraceEventRecords, order: Uint32Array): ReadonlyMap<number, number> {
  const { kind, value, thread } = records;
  const targets = new Map<number, number>();
  const starts = new Map<number, number>();
  for (const index of order) {
    const code = kind[index] as number;
    if (code < RECORD.flowOut || code > RECORD.flowIn) continue;
    const flow = value[index] as number;
    const start = starts.get(flow);
    if (code !== RECORD.flowOut && start !== undefined) targets.set(start, thread[index] as number);
    if (code === RECORD.flowIn) starts.delete(flow);
    else starts.set(flow, index);
  }
  return targets;
}
