import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { parseTraces } from '../../src/io/parse-traces.ts';
import { formatTraces, roundForFile, tracesToJson } from '../../src/io/trace-json.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { EVENT_FIELDS, REASON_CODE } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbitraryTrace, columnsOf } from './arbitrary-trace.ts';

function twoTasks(): Trace {
  const builder = new TraceBuilder();
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const thread = builder.actor('thread', 'MainThread', process, process);
  builder.now = seconds(0.1 + 0.2);
  builder.record('wait', thread, undefined, REASON_CODE.sleep);
  builder.record('line', thread, undefined, 4);
  builder.now = seconds(1);
  builder.record('print', thread, undefined, builder.text('doc 0 processed.'));
  builder.record('fail', thread, undefined, builder.text('ValueError: Bad doc 1'));
  return builder.view(
    {
      scenario: 'documents',
      mode: 'threads',
      provenance: 'modelled',
      params: { tasks: 5, lock: 1 },
      seed: 1,
      machine: { cores: 2 },
    },
    { type: 'ValueError', message: 'Bad doc 1' },
  );
}

describe('the JSON of a trace', () => {
  it('names the fields of each event as EVENT_FIELDS does', () => {
    expect(tracesToJson([twoTasks()])).toEqual({
      format: 'interleave-trace',
      version: 1,
      scenario: 'documents',
      mode: 'threads',
      provenance: 'modelled',
      params: { tasks: 5, lock: 1 },
      seed: 1,
      machine: { cores: 2 },
      duration: 1,
      actors: [
        { kind: 'process', name: 'MainProcess', parent: null },
        { kind: 'thread', name: 'MainThread', parent: 0 },
      ],
      events: [
        { t: 0, kind: 'create', actor: 0 },
        { t: 0, kind: 'create', actor: 1, by: 0 },
        { t: 0.3, kind: 'wait', actor: 1, reason: 'sleep' },
        { t: 0.3, kind: 'line', actor: 1, line: 4 },
        { t: 1, kind: 'print', actor: 1, text: 'doc 0 processed.' },
        { t: 1, kind: 'fail', actor: 1, error: 'ValueError: Bad doc 1' },
      ],
      output: [[1, 1, 'doc 0 processed.']],
      error: { type: 'ValueError', message: 'Bad doc 1' },
    });
  });

  it('has a name of its own for each field of an event', () => {
    for (const { subject, value } of Object.values(EVENT_FIELDS)) {
      const names = ['t', 'kind', 'actor', ...(subject ? [subject] : []), ...(value ? [value] : [])];
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('is an object for one run and an array for several', () => {
    const trace = twoTasks();
    expect(tracesToJson([trace, trace])).toEqual([tracesToJson([trace]), tracesToJson([trace])]);
    expect(tracesToJson([])).toEqual([]);
  });

  it('is the same as text and as a value, with an event to a line', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTrace, { maxLength: 3 }), (traces) => {
        expect(JSON.parse(formatTraces(traces))).toEqual(JSON.parse(JSON.stringify(tracesToJson(traces))));
      }),
    );
    expect(formatTraces([twoTasks()]).split('\n')).toContain(
      '    {"t":0.3,"kind":"wait","actor":1,"reason":"sleep"},',
    );
  });
});

describe('reading what was written', () => {
  it('gives back every column, actor and text, as imported', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTrace, { minLength: 1, maxLength: 3 }), (traces) => {
        const result = parseTraces(formatTraces(traces));
        if (result.kind === 'problem') throw new Error(result.problem);
        expect(result.stated).toEqual(traces.map(({ provenance }) => provenance));
        expect(result.traces).toHaveLength(traces.length);
        for (const [index, trace] of traces.entries()) {
          const { events: _, ...rest } = trace;
          const read = result.traces[index] as Trace;
          expect(read).toMatchObject({ ...rest, provenance: 'imported' });
          expect(columnsOf(read)).toEqual(columnsOf(trace));
        }
      }),
    );
  });

  it('is stable: written again, it is the same text but for the provenance', () => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const imported: Trace = { ...trace, provenance: 'imported' };
        const result = parseTraces(formatTraces([imported]));
        expect(result.kind === 'traces' && formatTraces(result.traces)).toBe(formatTraces([imported]));
      }),
    );
  });
});

describe('rounding for a file', () => {
  const time = fc.double({ min: 0, max: 1e12, noNaN: true });

  it('keeps sorted times sorted', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        expect(roundForFile(early)).toBeLessThanOrEqual(roundForFile(late));
      }),
    );
  });

  it('rounds to the nanosecond, once', () => {
    fc.assert(
      fc.property(time, (value) => {
        const rounded = roundForFile(value);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5e-9 + value * Number.EPSILON);
        expect(roundForFile(rounded)).toBe(rounded);
      }),
    );
  });
});
