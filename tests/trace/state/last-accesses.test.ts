import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import { type AccessesAtMoment, createAccessReader } from '../../../src/trace/state/last-accesses.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { header } from '../random-trace.ts';

function createTrace() {
  const builder = new TraceBuilder();
  const thing = (kind: 'thread' | 'variable', name: string): ActorId =>
    builder.actor(kind, name, NO_ACTOR, NO_ACTOR);
  const a = thing('thread', 'A');
  const b = thing('thread', 'B');
  const counter = thing('variable', 'counter');
  const other = thing('variable', 'other');
  /** These give how many events there are then. */
  const line = (number: number, actor = a): number => {
    builder.record('line', actor, NO_ACTOR, number);
    return builder.length;
  };
  const touch = (kind: 'read' | 'write', value: string, actor = a, variable = counter): number => {
    builder.record(kind, actor, variable, builder.text(value));
    return builder.length;
  };
  return { builder, a, b, counter, other, line, touch };
}

const at = ({ builder }: { builder: TraceBuilder }, actor: ActorId, count: number): AccessesAtMoment =>
  createAccessReader().read(builder.view(header)).at(actor, count);

describe('the last access of an actor', () => {
  const run = createTrace();
  const { a, b, counter, line, touch } = run;
  const before = line(1);
  const read = touch('read', '3');
  const byAnother = touch('write', '5', b);
  const moved = line(2);
  const written = touch('write', '4');

  it('is none before its first', () => {
    expect(at(run, a, before).last).toBeNull();
    expect(at(run, b, read).last).toBeNull();
  });

  it('is its own, whatever others do meanwhile, and here until it comes to another line', () => {
    const seen = { kind: 'read', variable: counter, value: '3', event: read - 1 };
    expect(at(run, a, read).last).toEqual({ ...seen, isHere: true });
    expect(at(run, a, byAnother).last).toEqual({ ...seen, isHere: true });
    expect(at(run, a, moved).last).toEqual({ ...seen, isHere: false });
    expect(at(run, b, moved).last).toMatchObject({ kind: 'write', value: '5', isHere: true });
    expect(at(run, a, written).last).toMatchObject({ kind: 'write', value: '4', isHere: true });
  });
});

describe('an update', () => {
  const stepsOf = (run: ReturnType<typeof createTrace>, actor: ActorId): readonly (string | null)[] =>
    Array.from({ length: run.builder.length + 1 }, (_, count) => at(run, actor, count).update?.step ?? null);

  /** The steps after each event of the actor's, the events before them left out. */
  const told = (begin: (run: ReturnType<typeof createTrace>) => void): readonly (string | null)[] => {
    const run = createTrace();
    const before = run.builder.length;
    begin(run);
    return stepsOf(run, run.a).slice(before + 1);
  };

  it('on three lines is at the step of the line', () => {
    const steps = told(({ line, touch }) => {
      line(1);
      touch('read', '0');
      line(2);
      line(3);
      touch('write', '1');
      line(9);
    });
    expect(steps).toEqual(['read', 'read', 'work', 'write', 'write', null]);
  });

  it('on one line is at work from its read to its write', () => {
    const steps = told(({ line, touch }) => {
      line(1);
      touch('read', '0');
      touch('write', '1');
      touch('read', '1');
      touch('write', '2');
      line(2);
    });
    expect(steps).toEqual(['read', 'work', 'write', 'work', 'write', null]);
  });

  it('is none where what was read is not written, or written without having been read', () => {
    const steps = told(({ line, touch, other, a }) => {
      line(1);
      touch('read', '0');
      touch('write', '1', a, other);
      line(2);
      touch('read', '0');
    });
    expect(steps).toEqual([null, null, null, null, null]);
  });

  it('is not known before its write has been recorded', () => {
    const run = createTrace();
    const reader = createAccessReader();
    run.line(1);
    const read = run.touch('read', '0');
    expect(reader.read(run.builder.view(header)).at(run.a, read).update).toBeNull();
    run.line(2);
    run.touch('write', '1');
    expect(reader.read(run.builder.view(header)).at(run.a, read).update).toEqual({
      variable: run.counter,
      step: 'read',
    });
  });

  it('of one actor is none of another’s', () => {
    const run = createTrace();
    run.line(1);
    run.touch('read', '0', run.a);
    run.touch('write', '1', run.b);
    expect(stepsOf(run, run.a).concat(stepsOf(run, run.b))).not.toContain('read');
    expect(stepsOf(run, run.a).concat(stepsOf(run, run.b))).not.toContain('write');
  });
});

describe('in any trace', () => {
  const happening = fc.record({
    what: fc.constantFrom('line', 'read', 'write'),
    who: fc.boolean(),
    whom: fc.boolean(),
    how: fc.nat({ max: 3 }),
  });
  const traces = fc.array(happening, { maxLength: 60 }).map((all) => {
    const run = createTrace();
    for (const { what, who, whom, how } of all) {
      const actor = who ? run.a : run.b;
      if (what === 'line') run.line(1 + how, actor);
      else run.touch(what === 'read' ? 'read' : 'write', String(how), actor, whom ? run.counter : run.other);
    }
    return { ...run, trace: run.builder.view(header) };
  });

  const upTo = (trace: Trace, length: number): Trace => ({ ...trace, events: { ...trace.events, length } });

  it('the last access is the latest read or write', () => {
    fc.assert(
      fc.property(traces, fc.nat({ max: 70 }), ({ trace, a }, count) => {
        const { kind, actor } = trace.events;
        const latest = [...kind.keys()]
          .slice(0, Math.min(count, trace.events.length))
          .findLast(
            (event) =>
              actor[event] === a && [EVENT_CODE.read, EVENT_CODE.write].includes(kind[event] as number),
          );
        const { last } = createAccessReader().read(trace).at(a, count);
        expect(last?.event).toBe(latest);
      }),
    );
  });

  it('read while it grows, everything is as when it is read at once', () => {
    fc.assert(
      fc.property(traces, fc.array(fc.nat({ max: 70 }), { maxLength: 4 }), ({ trace, a, b }, stops) => {
        const reader = createAccessReader();
        for (const stop of stops.toSorted((one, next) => one - next)) {
          reader.read(upTo(trace, Math.min(stop, trace.events.length)));
        }
        const grown = reader.read(trace);
        const whole = createAccessReader().read(trace);
        for (let count = 0; count <= trace.events.length; count++) {
          for (const actor of [a, b]) expect(grown.at(actor, count)).toEqual(whole.at(actor, count));
        }
      }),
    );
  });

  it('who is at work on an update has read the variable and not touched it since', () => {
    fc.assert(
      fc.property(traces, ({ trace, a }) => {
        const { kind, actor, subject, length } = trace.events;
        const accesses = createAccessReader().read(trace);
        for (let count = 0; count <= length; count++) {
          const { update } = accesses.at(a, count);
          if (update?.step !== 'work') continue;
          const latest = [...kind.keys()]
            .slice(0, count)
            .findLast(
              (event) =>
                actor[event] === a && subject[event] === update.variable && kind[event] !== EVENT_CODE.create,
            );
          expect(kind[latest as number]).toBe(EVENT_CODE.read);
        }
      }),
    );
  });

  it('another trace is read from its beginning', () => {
    const one = createTrace();
    one.line(1);
    one.touch('read', '1');
    const reader = createAccessReader();
    reader.read(one.builder.view(header));
    const other = createTrace();
    const count = other.touch('read', '2');
    expect(reader.read(other.builder.view(header)).at(other.a, count).last?.value).toBe('2');
  });
});
