import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTraces } from '../../src/io/parse-traces.ts';
import { ACTOR_KINDS } from '../../src/trace/actors.ts';

const valid = {
  format: 'interleave-trace',
  version: 1,
  scenario: 'documents',
  mode: 'threads',
  provenance: 'measured',
  params: { tasks: 2 },
  seed: 1,
  machine: { cores: 2 },
  duration: 5,
  actors: [
    { kind: 'process', name: 'MainProcess', parent: null },
    { kind: 'thread', name: 'MainThread', parent: 0 },
  ],
  events: [
    { t: 0, kind: 'create', actor: 0 },
    { t: 1, kind: 'ready', actor: 1, reason: 'gil', for: 0 },
    { t: 2, kind: 'print', actor: 1, text: 'hello' },
    { t: 5, kind: 'line', actor: 1, line: 3 },
  ],
  output: [[2, 1, 'hello']],
  error: null,
};

const kinds = ACTOR_KINDS.slice(0, -1)
  .map((kind) => `"${kind}"`)
  .join(', ');

/** The valid file with one place set to another value, or taken out with `undefined`. */
function withChange(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(valid);
  let target: unknown = copy;
  for (const key of path.slice(0, -1)) target = Reflect.get(Object(target), key);
  Reflect.set(Object(target), path.at(-1) ?? '', value);
  return copy;
}

function problemOf(json: unknown): string | null {
  const result = parseTraces(JSON.stringify(json));
  return result.kind === 'problem' ? result.problem : null;
}

describe('parseTraces', () => {
  it('takes a valid file, and ignores fields it does not know', () => {
    expect(problemOf(valid)).toBeNull();
    expect(problemOf({ ...valid, comment: 'from elsewhere' })).toBeNull();
    expect(problemOf([valid, valid])).toBeNull();
  });

  it.each<[path: (string | number)[], value: unknown, problem: string]>([
    [['format'], 'chrome-trace', 'format is "chrome-trace", but must be "interleave-trace".'],
    [['version'], 2, 'version is 2, but must be 1.'],
    [['scenario'], undefined, 'scenario is missing.'],
    [['seed'], '1', 'seed is "1", but must be a number.'],
    [['params', 'tasks'], [], 'params.tasks is an array, but must be a number, a text or true or false.'],
    [['machine', 'cores'], -1, 'machine.cores is -1, but must be 0 or more.'],
    [['actors', 1, 'kind'], 'fibre', `actors[1].kind is "fibre", but must be ${kinds} or "variable".`],
    [['actors', 1, 'name'], undefined, 'actors[1].name is missing.'],
    [['actors', 1, 'parent'], 0.5, 'actors[1].parent is 0.5, but must be a whole number.'],
    [['actors', 1, 'parent'], 2, 'actors[1].parent is 2, but there are 2 actors.'],
    [['actors', 1, 'parent'], 1, 'actors[1].parent makes it its own ancestor.'],
    [['actors', 0, 'parent'], 1, 'actors[0].parent makes it its own ancestor.'],
    [['events'], {}, 'events is an object, but must be an array.'],
    [['events', 2], null, 'events[2] is null, but must be an object.'],
    [['events', 0, 't'], -1, 'events[0].t is -1, before the start of the run.'],
    [['events', 2, 't'], 0.5, 'events[2].t is 0.5, earlier than the event before, at 1.'],
    [['events', 3, 't'], 6, 'events[3].t is 6, but the run ends at 5.'],
    [['events', 3, 't'], '5', 'events[3].t is "5", but must be a finite number.'],
    [['events', 1, 'kind'], 'toString', 'events[1].kind is "toString", but must be a kind of event.'],
    [['events', 1, 'actor'], 99, 'events[1].actor is 99, but there are 2 actors.'],
    [['events', 1, 'actor'], -1, 'events[1].actor is -1, but there are 2 actors.'],
    [['events', 1, 'actor'], 0.5, 'events[1].actor is 0.5, but must be the place of an actor.'],
    [['events', 1, 'actor'], undefined, 'events[1].actor is missing.'],
    [['events', 1, 'for'], 2, 'events[1].for is 2, but there are 2 actors.'],
    [['events', 1, 'reason'], 'bored', 'events[1].reason is "bored", but must be a reason.'],
    [['events', 2, 'text'], 3, 'events[2].text is 3, but must be a text.'],
    [['events', 3, 'line'], undefined, 'events[3].line is missing.'],
    [['output', 0, 2], 'goodbye', 'output[0] differs from the line that events[2] printed.'],
    [['output', 0, 0], 3, 'output[0] differs from the line that events[2] printed.'],
    [['output'], [], 'output[0] is missing.'],
    [['output', 1], [2, 1, 'hello'], 'output[1] was never printed: the events print 1.'],
    [['error'], 'ValueError', 'error is "ValueError", but must be an object.'],
  ])('says what is wrong at %j', (path, value, problem) => {
    expect(problemOf(withChange(path, value))).toBe(problem);
  });

  it('says which run of several it means', () => {
    expect(problemOf([valid, withChange(['events', 1, 'actor'], 99)])).toBe(
      '[1].events[1].actor is 99, but there are 2 actors.',
    );
    expect(problemOf([valid, 5])).toBe('[1] is 5, but must be an object.');
  });

  it('quotes no more than the beginning of a long text', () => {
    expect(problemOf(withChange(['mode'], 5))).toBe('mode is 5, but must be a text.');
    expect(problemOf(withChange(['format'], 'x'.repeat(1000)))?.length).toBeLessThan(120);
  });

  it('refuses numbers that JSON spells but cannot hold', () => {
    const infinite = JSON.stringify(valid).replace('"t":5', '"t":1e999');
    expect(parseTraces(infinite)).toMatchObject({
      kind: 'problem',
      problem: expect.stringContaining('events[3].t'),
    });
  });

  it('says when there is no trace at all', () => {
    expect(problemOf([])).toBe('The file holds no trace.');
    expect(problemOf(null)).toBe('The file is null, but must be an object.');
    expect(parseTraces('{"format":')).toEqual({
      kind: 'problem',
      problem: 'The file ends too soon, in line 1.',
    });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseTraces(text).kind).toBe('problem');
      }),
    );
  });

  it('never throws, whatever stands at a place of a valid file', () => {
    const places = [
      ['params'],
      ['machine'],
      ['duration'],
      ['actors'],
      ['actors', 0],
      ['actors', 0, 'parent'],
      ['events'],
      ['events', 1],
      ['events', 1, 'kind'],
      ['events', 1, 'actor'],
      ['events', 1, 'reason'],
      ['output'],
      ['output', 0],
      ['error'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        expect(['traces', 'problem']).toContain(parseTraces(JSON.stringify(withChange(path, value))).kind);
      }),
    );
  });
});
