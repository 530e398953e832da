import fc from 'fast-check';
import { seconds } from '../../src/base/units.ts';
import { ACTOR_KINDS, type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder, type TraceHeader } from '../../src/trace/builder.ts';
import { EVENT_FIELDS, EVENT_KINDS, type EventKind, REASON_CODE, REASONS } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

const NANOSECOND = 1e9;

/** A whole number of nanoseconds, which a file keeps exactly. */
const nanoseconds = (max: number) => fc.integer({ min: 0, max }).map((count) => count / NANOSECOND);

const header: fc.Arbitrary<TraceHeader> = fc.record({
  scenario: fc.string(),
  mode: fc.constantFrom('sync', 'await-loop', 'async', 'threads', 'processes', 'async+processes'),
  provenance: fc.constantFrom('measured', 'modelled', 'replayed', 'imported'),
  params: fc.dictionary(
    // Reading a file drops the names by which an object could be tampered with; no parameter is called so.
    fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)),
    fc.oneof(fc.integer(), fc.string(), fc.boolean()),
    { noNullPrototype: true },
  ),
  seed: fc.integer({ min: 0 }),
  machine: fc.record(
    {
      cores: fc.integer({ min: 1, max: 64 }),
      sharedMemory: fc.boolean(),
      unit: nanoseconds(1e9),
      startUp: nanoseconds(1e9),
      description: fc.string(),
    },
    { requiredKeys: ['cores'], noNullPrototype: true },
  ),
});

interface Step {
  readonly kind: EventKind;
  readonly pause: number;
  readonly actor: number;
  readonly subject: number | undefined;
  readonly number: number;
  readonly text: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...EVENT_KINDS),
  pause: fc.integer({ min: 0, max: 2_000_000_000 }),
  actor: fc.nat(),
  subject: fc.option(fc.nat(), { nil: undefined }),
  number: fc.nat(),
  text: fc.string({ unit: 'grapheme' }),
});

const actor = fc.record({ kind: fc.constantFrom(...ACTOR_KINDS), name: fc.string(), parent: fc.nat() });

/** Any trace that a recorder could have made: each event has what its kind has, and time never goes back. */
export const arbitraryTrace: fc.Arbitrary<Trace> = fc
  .record({
    header,
    actors: fc.array(actor, { minLength: 1, maxLength: 8 }),
    steps: fc.array(step, { maxLength: 60 }),
    error: fc.option(fc.record({ type: fc.string(), message: fc.string() }, { noNullPrototype: true })),
    rest: fc.nat({ max: 1_000_000_000 }),
  })
  .map(({ header, actors, steps, error, rest }) => {
    const builder = new TraceBuilder();
    for (const [index, { kind, name, parent }] of actors.entries()) {
      builder.addActor(kind, name, ((parent % (index + 1)) - 1) as ActorId);
    }
    const someActor = (choice: number): ActorId => (choice % actors.length) as ActorId;
    let now = 0;
    for (const { kind, pause, actor, subject, number, text } of steps) {
      const fields = EVENT_FIELDS[kind];
      now += pause;
      builder.now = seconds(now / NANOSECOND);
      const about = fields.subject === undefined || subject === undefined ? NO_ACTOR : someActor(subject);
      const value = {
        none: () => 0,
        number: () => number / 8,
        text: () => builder.text(text),
        reason: () => REASON_CODE[REASONS[number % REASONS.length] ?? 'none'],
      }[fields.meaning]();
      builder.record(kind, someActor(actor), about, value);
    }
    return builder.view(header, error, seconds((now + rest) / NANOSECOND));
  });

/** The columns of a trace without their spare capacity. */
export function columnsOf({ events }: Trace) {
  const { length, time, kind, actor, subject, value } = events;
  return {
    time: [...time.subarray(0, length)],
    kind: [...kind.subarray(0, length)],
    actor: [...actor.subarray(0, length)],
    subject: [...subject.subarray(0, length)],
    value: [...value.subarray(0, length)],
  };
}
