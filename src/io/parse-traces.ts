import * as v from 'valibot';
import { countText } from '../base/count-text.ts';
import { seconds } from '../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { Provenance, Trace } from '../trace/trace.ts';
import { MalformedTrace, mustBe } from './malformed-trace.ts';
import { checkOutput, readEvents } from './parse-events.ts';
import { placeInJson } from './place-in-json.ts';
import { type TraceEnvelope, traceSchema } from './trace-json-schema.ts';

/** What a file turned out to hold. */
export type ParseResult =
  | {
      readonly kind: 'traces';
      /** At least one; each of provenance `imported`, for a file can claim anything. */
      readonly traces: readonly Trace[];
      /** The provenance that the file states for each of them. */
      readonly stated: readonly Provenance[];
    }
  | {
      readonly kind: 'problem';
      /** A sentence that names the place: `events[12].actor is 99, but there are 7 actors.` */
      readonly problem: string;
    };

const problemOf = (problem: string): ParseResult => ({ kind: 'problem', problem: `${problem}.` });

/**
 * Reads the text of a trace file: what `formatTraces` wrote, or another program in the same format. Never throws.
 *
 * Fields that the format does not have are ignored. Texts are numbered in the order in which events mention them.
 */
export function parseTraces(text: string): ParseResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problemOf(notJsonInWords(text));
  }
  return readTraces(json);
}

/** Reads the value that a trace file holds, as `parseTraces` does its text. Never throws. */
export function readTraces(json: unknown): ParseResult {
  const several = Array.isArray(json);
  const items: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (items.length === 0) return problemOf('The file holds no trace');
  const traces: Trace[] = [];
  const stated: Provenance[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const envelope = readEnvelope(item);
      traces.push(readTrace(envelope));
      stated.push(envelope.provenance);
    } catch (error) {
      if (!(error instanceof MalformedTrace)) throw error;
      const place = [...(several ? [`[${index}]`] : []), ...(error.place ? [error.place] : [])].join('.');
      return problemOf(`${place || 'The file'} ${error.complaint}`);
    }
  }
  return { kind: 'traces', traces, stated };
}

function notJsonInWords(text: string): string {
  const at = placeInJson(text);
  const lines = text.slice(0, at).split('\n');
  const line = countText(lines.length);
  if (at === text.length) return `The file ends too soon, in line ${line}`;
  const column = countText((lines.at(-1)?.length ?? 0) + 1);
  return `The file is not JSON: “${text[at]}” is out of place in line ${line}, column ${column}`;
}

function readEnvelope(item: unknown): TraceEnvelope {
  const result = v.safeParse(traceSchema, item, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = (issue.path ?? []).reduce((path, { key }) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path ? `${path}.${String(key)}` : String(key);
  }, '');
  const ofType = issue.kind === 'schema' && issue.type !== 'custom';
  throw new MalformedTrace(place, mustBe(issue.input, ofType ? expectedIn(issue.expected) : issue.message));
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'an object',
  Array: 'an array',
};

/** Valibot's `("a" | "b")` in words. */
function expectedIn(expected: string | null): string {
  const alternatives = (expected ?? 'something else').replace(/^\((.*)\)$/, '$1').split(' | ');
  const words = alternatives.map((alternative) => TYPE_WORDS[alternative] ?? alternative);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function readTrace(envelope: TraceEnvelope): Trace {
  const { scenario, mode, params, seed, machine, duration, error } = envelope;
  const actors = readActors(envelope.actors);
  const parsed = readEvents(envelope.events, actors.length, duration);
  checkOutput(envelope.output, { actors, ...parsed });
  return {
    scenario,
    mode,
    provenance: 'imported',
    params,
    seed,
    machine,
    duration: seconds(duration),
    actors,
    events: parsed.events,
    texts: parsed.texts,
    error,
  };
}

function readActors(list: TraceEnvelope['actors']): readonly Actor[] {
  for (const [index, { parent }] of list.entries()) {
    if (parent === null || parent < list.length) continue;
    throw new MalformedTrace(`actors[${index}].parent`, `is ${parent}, but there are ${list.length} actors`);
  }
  const rooted = new Uint8Array(list.length);
  for (const start of list.keys()) {
    const path = new Set<number>();
    let place: number | null | undefined = start;
    while (typeof place === 'number' && !rooted[place]) {
      if (path.has(place)) throw new MalformedTrace(`actors[${place}].parent`, 'makes it its own ancestor');
      path.add(place);
      place = list[place]?.parent;
    }
    for (const visited of path) rooted[visited] = 1;
  }
  return list.map(({ kind, name, parent }, index) => ({
    id: index as ActorId,
    kind,
    name,
    parent: parent === null ? NO_ACTOR : (parent as ActorId),
  }));
}
