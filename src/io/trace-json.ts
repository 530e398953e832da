import { assertNever } from '../base/assert-never.ts';
import { type ActorKind, NO_ACTOR } from '../trace/actors.ts';
import { EVENT_FIELDS, type EventKind, eventKindOf, reasonOf } from '../trace/events.ts';
import { createOutputReader } from '../trace/output.ts';
import type { Machine, Parameters, Provenance, RunError, Trace } from '../trace/trace.ts';

/** What `format` says in every trace file. */
export const TRACE_FORMAT = 'interleave-trace';

/** The version of the format that is written, and the only one that is read. */
export const TRACE_VERSION = 1;

/** An actor in a file; events name it by its place in the list. */
export interface ActorJson {
  readonly kind: ActorKind;
  readonly name: string;
  /** The place of its parent in the list, or `null` at the top. */
  readonly parent: number | null;
}

/**
 * An event in a file. Besides these three it has the fields that `EVENT_FIELDS` names for its kind: the subject as the
 * place of an actor, left out where there is none, and the value as a number, a text or the name of a reason.
 */
export interface EventJson {
  /** Program seconds since the start of the run. */
  readonly t: number;
  readonly kind: EventKind;
  readonly actor: number;
  readonly [field: string]: number | string;
}

/** What an actor printed: program seconds, the actor's place in the list, the text. */
export type OutputJson = readonly [t: number, actor: number, text: string];

/** One run in a file. */
export interface TraceJson {
  readonly format: typeof TRACE_FORMAT;
  readonly version: typeof TRACE_VERSION;
  readonly scenario: string;
  readonly mode: string;
  readonly provenance: Provenance;
  readonly params: Parameters;
  readonly seed: number;
  readonly machine: Machine;
  readonly duration: number;
  readonly actors: readonly ActorJson[];
  /** Sorted by time. */
  readonly events: readonly EventJson[];
  /** The texts of the `print` events, in their order. */
  readonly output: readonly OutputJson[];
  readonly error: RunError | null;
}

/** Up to here a nanosecond is larger than the steps between neighbouring numbers, so that rounding twice is rounding once. */
const LARGEST_ROUNDED = 2 ** 51 / 1e9;

/**
 * Rounds to nine decimals, which is the nanosecond for times, so that a file does not depend on the last bits of a sum.
 * It keeps the order of times: what was sorted is sorted.
 */
export function roundForFile(value: number): number {
  return Math.abs(value) < LARGEST_ROUNDED ? Math.round(value * 1e9) / 1e9 : value;
}

function eventToJson({ events, texts }: Trace, index: number): EventJson {
  const kind = eventKindOf(events.kind[index] as number);
  const fields = EVENT_FIELDS[kind];
  const event: Record<string, number | string> & { t: number; kind: EventKind; actor: number } = {
    t: roundForFile(events.time[index] as number),
    kind,
    actor: events.actor[index] as number,
  };
  const subject = events.subject[index] as number;
  if (fields.subject !== undefined && subject !== NO_ACTOR) event[fields.subject] = subject;
  if (fields.value !== undefined) {
    const value = events.value[index] as number;
    switch (fields.meaning) {
      case 'none':
        break;
      case 'number':
        event[fields.value] = roundForFile(value);
        break;
      case 'text':
        event[fields.value] = texts[value] ?? '';
        break;
      case 'reason':
        event[fields.value] = reasonOf(value);
        break;
      default:
        assertNever(fields.meaning);
    }
  }
  return event;
}

function* eventsOf(trace: Trace): Generator<EventJson> {
  for (let index = 0; index < trace.events.length; index++) yield eventToJson(trace, index);
}

function* outputOf(trace: Trace): Generator<OutputJson> {
  for (const { time, actor, text } of createOutputReader().read(trace))
    yield [roundForFile(time), actor, text];
}

/** The parts of a file in the order they are written; the long lists as iterables, so that a writer may stream them. */
function partsOf(trace: Trace) {
  return {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    scenario: trace.scenario,
    mode: trace.mode,
    provenance: trace.provenance,
    params: trace.params,
    seed: trace.seed,
    machine: trace.machine,
    duration: roundForFile(trace.duration),
    actors: trace.actors.map(({ kind, name, parent }) => ({
      kind,
      name,
      parent: parent === NO_ACTOR ? null : parent,
    })),
    events: eventsOf(trace),
    output: outputOf(trace),
    error: trace.error,
  } as const;
}

function traceToJson(trace: Trace): TraceJson {
  const parts = partsOf(trace);
  return { ...parts, events: [...parts.events], output: [...parts.output] };
}

function formatList(items: Iterable<unknown>): string {
  const lines: string[] = [];
  for (const item of items) lines.push(`    ${JSON.stringify(item)}`);
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
}

function formatTrace(trace: Trace): string {
  const { actors, events, output, error, ...header } = partsOf(trace);
  const fields = [
    ...Object.entries(header).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`),
    `  "actors": ${formatList(actors)}`,
    `  "events": ${formatList(events)}`,
    `  "output": ${formatList(output)}`,
    `  "error": ${JSON.stringify(error)}`,
  ];
  return `{\n${fields.join(',\n')}\n}`;
}

/** Traces as the value that their file holds: one as an object, several (or none) as an array. */
export function tracesToJson(traces: readonly Trace[]): TraceJson | readonly TraceJson[] {
  const json = traces.map(traceToJson);
  return json.length === 1 && json[0] ? json[0] : json;
}

/** Traces as the text of their file, one event to a line, so that two runs can be compared line by line. */
export function formatTraces(traces: readonly Trace[]): string {
  const texts = traces.map(formatTrace);
  return texts.length === 1 ? `${texts[0]}\n` : `[\n${texts.join(',\n')}\n]\n`;
}
