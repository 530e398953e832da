import { REASON_CODE, REASONS, type Reason } from '../trace/events.ts';
import { SPAN_STATES } from '../trace/spans.ts';
import { cleanName } from './clean-text.ts';
import { isFields, MalformedTrace, mustBe } from './malformed-trace.ts';
import { RECORD, type TraceEventRecords } from './trace-event-records.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The phases that are read, as the format's own description has them, with the older spellings of some. `M` names
 * processes and threads; all others are not shown.
 */
const KINDS: Readonly<Record<string, number>> = {
  X: RECORD.slice,
  B: RECORD.begin,
  E: RECORD.end,
  i: RECORD.instant,
  I: RECORD.instant,
  R: RECORD.instant,
  C: RECORD.counter,
  s: RECORD.flowOut,
  t: RECORD.flowThrough,
  f: RECORD.flowIn,
  b: RECORD.asyncBegin,
  n: RECORD.asyncInstant,
  e: RECORD.asyncEnd,
  S: RECORD.asyncBegin,
  F: RECORD.asyncEnd,
};

/**
 * Reads one event of a file into records.
 *
 * @param place where it stands, for a complaint.
 * @returns its phase where that is none that is shown, else `null`.
 * @throws MalformedTrace where it is not as its phase must be.
 */
export function readTraceEvent(
  event: unknown,
  records: TraceEventRecords,
  place: () => string,
): string | null {
  if (!isFields(event)) throw new MalformedTrace(`${place()}:`, mustBe(event, 'an object'));
  const fail = (field: string, value: unknown, expected: string): never => {
    throw new MalformedTrace(`${place()}: ${field}`, mustBe(value, expected));
  };
  const { ph } = event;
  if (typeof ph !== 'string') return fail('ph', ph, 'a text');
  const pid = keyIn(event, 'pid', fail);
  const tid = keyIn(event, 'tid', fail);
  if (ph === 'M') {
    readName(event, pid, tid, records);
    return null;
  }
  const kind = Object.hasOwn(KINDS, ph) ? KINDS[ph] : undefined;
  if (kind === undefined) return ph;
  const { ts } = event;
  if (typeof ts !== 'number' || !Number.isFinite(ts)) return fail('ts', ts, 'a finite number');
  const thread = records.threadOf(pid, tid);
  const name = typeof event.name === 'string' ? event.name : '';
  const category = records.nameIndex(typeof event.cat === 'string' ? event.cat : '');
  if (kind === RECORD.counter) {
    readCounter(event, name, (of, value) =>
      records.append(kind, ts, thread, records.nameIndex(of), category, value, 0),
    );
    return null;
  }
  const standsOn = records.threads[thread];
  if (standsOn) standsOn.acts = true;
  let value = 0;
  if (kind === RECORD.slice) {
    const { dur = 0 } = event;
    if (typeof dur !== 'number' || !(dur >= 0 && dur < Number.POSITIVE_INFINITY))
      return fail('dur', dur, '0 or more');
    value = dur;
  } else if (kind >= RECORD.flowOut) {
    value = records.identity(identityOf(event, kind, name, pid, fail));
  }
  records.append(kind, ts, thread, records.nameIndex(name), category, value, stateOf(event));
  return null;
}

type Fail = (field: string, value: unknown, expected: string) => never;

/** A `pid` or `tid`: a number, or a text as Ray and others write it. */
function keyIn(event: Fields, field: 'pid' | 'tid', fail: Fail): number | string {
  const key = event[field] ?? 0;
  if (typeof key === 'number' || typeof key === 'string') return key;
  return fail(field, key, 'a number or a text');
}

function readName(
  { name, args }: Fields,
  pid: number | string,
  tid: number | string,
  records: TraceEventRecords,
): void {
  if (!isFields(args)) return;
  const process = records.processes[records.process(pid)];
  if (!process) return;
  if (name === 'process_name' && typeof args.name === 'string') process.name = cleanName(args.name);
  if (name === 'process_sort_index' && typeof args.sort_index === 'number') process.order = args.sort_index;
  if (name !== 'thread_name' && name !== 'thread_sort_index') return;
  const thread = records.threads[records.threadOf(pid, tid)];
  if (!thread) return;
  if (name === 'thread_name' && typeof args.name === 'string') {
    thread.isNamedLate = thread.acts && thread.name === null;
    thread.name = cleanName(args.name);
  }
  if (name === 'thread_sort_index' && typeof args.sort_index === 'number') thread.order = args.sort_index;
}

/** Each number of a counter: one by the name of the counter itself, several by their own names after it. */
function readCounter({ args }: Fields, name: string, take: (name: string, value: number) => void): void {
  if (!isFields(args)) return;
  const values = Object.entries(args).flatMap(([key, value]) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ key, value }] : [],
  );
  for (const { key, value } of values) take(values.length === 1 ? name || key : `${name} ${key}`, value);
}

/** What tells a flow or an asynchronous slice from others: `id`, or `id2` of the process or of all. */
function identityOf(event: Fields, kind: number, name: string, pid: number | string, fail: Fail): string {
  const { id, id2, cat, scope, bind_id: bound } = event;
  const own = isFields(id2) ? (id2.global ?? id2.local) : (id ?? bound);
  if (typeof own !== 'number' && typeof own !== 'string') return fail('id', own, 'a number or a text');
  const isLocal = isFields(id2) && id2.global === undefined;
  const isFlow = kind <= RECORD.flowIn;
  // The ends of a flow have its name; those of an asynchronous slice nest, so that they may have others.
  return JSON.stringify([isFlow ? name : 'async', cat, scope, isLocal ? pid : null, own]);
}

const stateCode = (state: number, reason: Reason): number => 1 + state * REASONS.length + REASON_CODE[reason];

/** The states that slices of a file of ours stand for, by their categories: `waiting,sleep`. */
const STATES_BY_CATEGORY: ReadonlyMap<unknown, number> = new Map(
  SPAN_STATES.flatMap((name, state) =>
    REASONS.map(
      (reason) => [reason === 'none' ? name : `${name},${reason}`, stateCode(state, reason)] as const,
    ),
  ),
);

/** The state that a slice of a file of ours stands for, as the column has it. */
function stateOf({ cat, args }: Fields): number {
  if (cat !== 'task') return STATES_BY_CATEGORY.get(cat) ?? 0;
  if (!isFields(args)) return 0;
  const state = (SPAN_STATES as readonly unknown[]).indexOf(args.state);
  return state < 0 ? 0 : stateCode(state, REASONS.find((name) => name === args.reason) ?? 'none');
}
