import * as v from 'valibot';
import { ACTOR_KINDS } from '../trace/actors.ts';
import type { Provenance } from '../trace/trace.ts';
import { TRACE_FORMAT, TRACE_VERSION } from './trace-json.ts';

const PROVENANCES = ['measured', 'modelled', 'replayed', 'imported'] as const satisfies readonly Provenance[];

const finite = v.pipe(v.number(), v.finite('a finite number'));
const notNegative = v.pipe(finite, v.minValue(0, '0 or more'));
const list = v.custom<readonly unknown[]>(Array.isArray, 'an array');

/**
 * What surrounds the events of a trace. The events and the output are only known to be lists: there may be a million, and
 * `parseTraces` reads them in one pass, by `EVENT_FIELDS`, into columns.
 */
export const traceSchema = v.object({
  format: v.literal(TRACE_FORMAT),
  version: v.literal(TRACE_VERSION),
  scenario: v.string(),
  mode: v.string(),
  provenance: v.picklist(PROVENANCES),
  params: v.record(v.string(), v.union([finite, v.string(), v.boolean()])),
  seed: finite,
  machine: v.object({
    cores: notNegative,
    sharedMemory: v.exactOptional(v.boolean()),
    unit: v.exactOptional(notNegative),
    startUp: v.exactOptional(notNegative),
    description: v.exactOptional(v.string()),
  }),
  duration: notNegative,
  actors: v.array(
    v.object({
      kind: v.picklist(ACTOR_KINDS),
      name: v.string(),
      parent: v.nullable(v.pipe(notNegative, v.integer('a whole number'))),
    }),
  ),
  events: list,
  output: list,
  error: v.nullable(v.object({ type: v.string(), message: v.string() })),
});

/** A trace file's run with its lists still unread. */
export type TraceEnvelope = v.InferOutput<typeof traceSchema>;
