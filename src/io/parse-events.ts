import { assertNever } from '../base/assert-never.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import { EVENT_CODE, EVENT_FIELDS, EVENT_KINDS, type EventFields, REASON_CODE } from '../trace/events.ts';
import { createOutputReader } from '../trace/output.ts';
import type { EventLog, Trace } from '../trace/trace.ts';
import { isFields, MalformedTrace, mustBe } from './malformed-trace.ts';
import { roundForFile } from './trace-json.ts';

/** Events as columns, and the texts they refer to. */
export interface ParsedEvents {
  readonly events: EventLog;
  readonly texts: readonly string[];
}

interface KindEntry {
  readonly code: number;
  readonly fields: EventFields;
}

const KINDS: ReadonlyMap<unknown, KindEntry> = new Map(
  EVENT_KINDS.map((kind) => [kind, { code: EVENT_CODE[kind], fields: EVENT_FIELDS[kind] }]),
);

const REASONS: ReadonlyMap<unknown, number> = new Map(Object.entries(REASON_CODE));

function actorAt(value: unknown, actorCount: number, place: () => string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new MalformedTrace(place(), mustBe(value, 'the place of an actor'));
  }
  if (value < 0 || value >= actorCount) {
    const count = actorCount === 1 ? 'is 1 actor' : `are ${actorCount} actors`;
    throw new MalformedTrace(place(), `is ${value}, but there ${count}`);
  }
  return value;
}

function finiteAt(value: unknown, place: () => string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new MalformedTrace(place(), mustBe(value, 'a finite number'));
}

/**
 * Reads the events of a file into columns, each kind by its `EVENT_FIELDS`.
 *
 * @param list the value of `events`.
 * @param actorCount how many actors the trace has.
 * @param duration the end of the run, which no event comes after.
 * @throws MalformedTrace at the first event that is not as its kind must be, or that is earlier than the one before.
 */
export function readEvents(list: readonly unknown[], actorCount: number, duration: number): ParsedEvents {
  const length = list.length;
  const time = new Float64Array(length);
  const kind = new Uint8Array(length);
  const actor = new Int32Array(length);
  const subject = new Int32Array(length).fill(NO_ACTOR);
  const value = new Float64Array(length);
  const texts: string[] = [];
  const textIndex = new Map<string, number>();

  const textAt = (content: unknown, place: () => string): number => {
    if (typeof content !== 'string') throw new MalformedTrace(place(), mustBe(content, 'a text'));
    const known = textIndex.get(content);
    if (known !== undefined) return known;
    textIndex.set(content, texts.length);
    return texts.push(content) - 1;
  };

  const valueAt = (
    { value: name, meaning }: EventFields,
    event: Readonly<Record<string, unknown>>,
    index: number,
  ) => {
    if (name === undefined) return 0;
    const place = () => `events[${index}].${name}`;
    switch (meaning) {
      case 'none':
        return 0;
      case 'number':
        return finiteAt(event[name], place);
      case 'text':
        return textAt(event[name], place);
      case 'reason': {
        const code = REASONS.get(event[name]);
        if (code === undefined) throw new MalformedTrace(place(), mustBe(event[name], 'a reason'));
        return code;
      }
      default:
        return assertNever(meaning);
    }
  };

  let last = 0;
  for (let index = 0; index < length; index++) {
    const event = list[index];
    if (!isFields(event)) throw new MalformedTrace(`events[${index}]`, mustBe(event, 'an object'));
    const now = finiteAt(event.t, () => `events[${index}].t`);
    if (now < last) {
      const complaint =
        index === 0 ? 'before the start of the run' : `earlier than the event before, at ${last}`;
      throw new MalformedTrace(`events[${index}].t`, `is ${now}, ${complaint}`);
    }
    if (now > duration) {
      throw new MalformedTrace(`events[${index}].t`, `is ${now}, but the run ends at ${duration}`);
    }
    const entry = KINDS.get(event.kind);
    if (!entry) throw new MalformedTrace(`events[${index}].kind`, mustBe(event.kind, 'a kind of event'));
    const { code, fields } = entry;
    const about = fields.subject === undefined ? undefined : event[fields.subject];
    time[index] = last = now;
    kind[index] = code;
    actor[index] = actorAt(event.actor, actorCount, () => `events[${index}].actor`);
    if (about !== undefined)
      subject[index] = actorAt(about, actorCount, () => `events[${index}].${fields.subject}`);
    value[index] = valueAt(fields, event, index);
  }
  return { events: { length, time, kind, actor, subject, value }, texts };
}

/**
 * Checks that the output of a file is what its `print` and `output` events say: it is told twice, and the two must not
 * differ.
 *
 * @param list the value of `output`.
 * @throws MalformedTrace at the first entry that has another time, actor or text than its line.
 */
export function checkOutput(
  list: readonly unknown[],
  trace: Pick<Trace, 'actors' | 'events' | 'texts'>,
): void {
  const lines = createOutputReader().read(trace);
  lines.forEach((line, index) => {
    const entry = list[index];
    if (!Array.isArray(entry))
      throw new MalformedTrace(`output[${index}]`, mustBe(entry, '[t, actor, text]'));
    const [t, actor, text] = entry;
    if (
      typeof t !== 'number' ||
      roundForFile(t) !== roundForFile(line.time) ||
      actor !== line.actor ||
      text !== line.text
    ) {
      throw new MalformedTrace(
        `output[${index}]`,
        `differs from the line that events[${line.event}] printed`,
      );
    }
  });
  if (list.length > lines.length) {
    throw new MalformedTrace(
      `output[${lines.length}]`,
      `was never printed: the events print ${lines.length}`,
    );
  }
}
