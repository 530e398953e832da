import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTraceEvents } from '../../src/io/format-trace-events.ts';
import { createFileReader } from '../../src/io/import-file.ts';
import type { ImportResult } from '../../src/io/imported-run.ts';
import { formatTraces } from '../../src/io/trace-json.ts';
import { arbitraryTrace, columnsOf } from './arbitrary-trace.ts';
import { ray, viztracer } from './trace-event-files.ts';

/** Reads a text in chunks of so many bytes. */
function read(text: string, size = 1000): ImportResult {
  const bytes = new TextEncoder().encode(text);
  const reader = createFileReader('run', (chunk) => new TextDecoder().decode(chunk));
  for (let from = 0; from < bytes.length; from += size) {
    const problem = reader.push(bytes.subarray(from, from + size));
    if (problem) return problem;
  }
  return reader.finish();
}

describe('a trace file', () => {
  it('of our own is read as it was written, with its provenance told but not taken over', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTrace, { minLength: 1, maxLength: 3 }), (traces) => {
        const result = read(formatTraces(traces), 777);
        if (result.kind === 'problem') throw new Error(result.problem);
        expect(result.runs.map(({ trace }) => columnsOf(trace).time)).toEqual(
          traces.map((trace) => columnsOf(trace).time),
        );
        expect(result.runs.map(({ stated }) => stated)).toEqual(traces.map(({ provenance }) => provenance));
        for (const { trace } of result.runs) expect(trace.provenance).toBe('imported');
      }),
      { numRuns: 50 },
    );
  });

  it('of another tool is read as such', () => {
    const result = read(JSON.stringify(viztracer));
    expect(result.kind === 'runs' && result.runs.map(({ title, stated }) => [title, stated])).toEqual([
      ['run', null],
    ]);
  });

  it('of our own has names that can be shown on a line, and lines that stay lines', () => {
    const result = read(
      JSON.stringify({
        format: 'interleave-trace',
        version: 1,
        scenario: 'documents\u0000',
        mode: 'threads',
        provenance: 'measured',
        params: {},
        seed: 1,
        machine: { cores: 1 },
        duration: 1,
        actors: [{ kind: 'thread', name: `\u202eT\n${'x'.repeat(500)}`, parent: null }],
        events: [
          { t: 0, kind: 'create', actor: 0 },
          { t: 1, kind: 'print', actor: 0, text: 'one\ntwo\u0007' },
        ],
        output: [[1, 0, 'one\ntwo\u0007']],
        error: null,
      }),
    );
    if (result.kind === 'problem') throw new Error(result.problem);
    const [run] = result.runs;
    expect(run?.trace.scenario).toBe('documents');
    expect(run?.trace.actors[0]?.name).toMatch(/^T x{117}…$/);
    expect(run?.trace.texts).toEqual(['one\ntwo']);
  });

  it.each([
    ['{"format":"interleave-trace"}', 'version is missing.'],
    ['{"format":"interleave-trace"', 'The file ends too soon, in line 1.'],
    [
      '{"format":"interleave-trace",\n  oops}',
      'The file is not JSON: “o” is out of place in line 2, column 3.',
    ],
    ['{"format":"another"}', 'The file has no list of events: “traceEvents” is missing.'],
    ['', 'The file is empty.'],
    ['PK\u0003\u0004', 'The file is not JSON: it begins with neither { nor [.'],
  ])('that is neither says what is wrong: %s', (text, problem) => {
    const result = read(text);
    expect(result.kind === 'problem' && result.problem).toMatch(problem);
  });
});

describe('a file that is not whole', () => {
  const OWN = formatTraces([...fc.sample(arbitraryTrace, { numRuns: 3, seed: 20 })]);
  const FILES: readonly (readonly [string, string])[] = [
    ['our own traces', OWN],
    [
      'events of ours',
      formatTraceEvents(
        fc.sample(arbitraryTrace, { numRuns: 1, seed: 4 }).map((trace) => ({ title: 'Run', trace })),
      ),
    ],
    ['events of VizTracer', JSON.stringify(viztracer)],
    ['events of Ray', JSON.stringify(ray)],
    ['a list of events', JSON.stringify(viztracer.traceEvents, null, 1)],
  ];

  /** What there is to say of a file that is wrong always has a place in it, unless all that is wrong is what it lacks. */
  const PLACE =
    /\bbyte [\d,]+\b|\bline [\d,]+\b|\bevent [\d,]+\b|^[\w[\].]+ (?:is|was|differs|makes|has)\b|is empty|neither \{ nor \[|no events|no list|“\w+”|seconds apart/i;

  it.each(FILES)('breaks off anywhere: %s', (_, text) => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 5000 }), (length, size) => {
        const result = read(text.slice(0, length), size);
        if (result.kind === 'problem') expect(result.problem).toMatch(PLACE);
        else expect(result.notices.length + Number(text.slice(length).trim() === '')).toBeGreaterThan(0);
      }),
    );
  });

  it.each(FILES)('has something else in the place of something: %s', (_, text) => {
    const spoils = fc.constantFrom(
      '',
      'null',
      '-1',
      '1e999',
      '{',
      ']',
      '"',
      '\\u0000',
      'NaN',
      '[]',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.nat({ max: 12 }), spoils, (from, length, spoil) => {
        const result = read(`${text.slice(0, from)}${spoil}${text.slice(from + length)}`, 999);
        if (result.kind === 'problem') expect(result.problem).toMatch(PLACE);
        else for (const { trace } of result.runs) expect(trace.provenance).toBe('imported');
      }),
    );
  });
});
