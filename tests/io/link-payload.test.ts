import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import '../property-seed.ts';
import { toBase64Url } from '../../src/io/base64url.ts';
import { formatPayload, type PayloadResult, parsePayload } from '../../src/io/link-payload.ts';
import { formatSchedule } from '../../src/io/page-schedule.ts';
import { modelRun, workload } from '../catalogue-runs.ts';
import { arbitraryTrace, columnsOf } from './arbitrary-trace.ts';

type Payload = Extract<PayloadResult, { kind: 'payload' }>;

/** What stands behind `#s=` where it holds just this text. */
const holding = (text: string): string => toBase64Url(deflateSync(strToU8(text)));

function payloadOf(text: string): Payload {
  const result = parsePayload(text);
  if (result.kind === 'problem') throw new Error(result.problem);
  return result;
}

function problemOf(text: string): string {
  const result = parsePayload(text);
  if (result.kind === 'payload') throw new Error('It was read.');
  return result.problem;
}

describe('what stands behind #s=', () => {
  it('gives back the runs, as imported ones', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTrace, { minLength: 1, maxLength: 3 }), (traces) => {
        const { runs, schedule } = payloadOf(formatPayload({ schedule: null, traces }));
        expect(runs.map(({ trace }) => columnsOf(trace))).toEqual(traces.map(columnsOf));
        expect(runs.map(({ stated }) => stated)).toEqual(traces.map(({ provenance }) => provenance));
        expect(runs.every(({ trace }) => trace.provenance === 'imported')).toBe(true);
        expect(schedule).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('gives back a schedule of any length', () => {
    const steps = fc.array(fc.nat(9), { maxLength: 9000 });
    fc.assert(
      fc.property(steps, fc.boolean(), (steps, isUnfinished) => {
        const schedule = { mode: 'threads', steps, isUnfinished };
        expect(payloadOf(formatPayload({ schedule, traces: [] }))).toEqual({
          kind: 'payload',
          schedule: formatSchedule(schedule),
          runs: [],
        });
      }),
      { numRuns: 30 },
    );
  });

  it('is short enough for a link: all six modes of the documents', async () => {
    const scenario = await workload('documents');
    const traces = ['sync', 'await-loop', 'async', 'threads', 'threads+lock', 'processes'].map((key) =>
      modelRun(scenario, key),
    );
    expect(formatPayload({ schedule: null, traces }).length).toBeLessThan(10_000);
  });
});

describe('what somebody else put there', () => {
  it('is refused or read, whatever the text', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      bytes.map(toBase64Url),
      bytes.map((given) => toBase64Url(deflateSync(given))),
      fc.json().map(holding),
      fc
        .record({ schedule: fc.jsonValue(), traces: fc.jsonValue() })
        .map((json) => holding(JSON.stringify(json))),
    );
    fc.assert(
      fc.property(text, (given) => {
        const result = parsePayload(given);
        if (result.kind === 'problem')
          expect(result.problem).toMatch(/^What the link holds behind #s= .+\.$/);
      }),
      { numRuns: 100 },
    );
  });

  it('is refused where it has been cut off', () => {
    const whole = formatPayload({
      schedule: { mode: 'threads', steps: [1, 2, 1, 1, 2], isUnfinished: true },
      traces: [],
    });
    const read = parsePayload(whole);
    for (let length = 0; length < whole.length; length++) {
      const result = parsePayload(whole.slice(0, length));
      // The last digit may have nothing to say.
      if (result.kind === 'payload') expect([result, length]).toEqual([read, whole.length - 1]);
    }
  });

  it('is read with any one character changed, or refused', () => {
    const whole = holding('{"schedule":"threads~1x3.2","traces":[]}');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.constantFrom(...'AZaz09-_='), (place, digit) => {
        const changed = whole.slice(0, place) + digit + whole.slice(place + 1);
        expect(() => parsePayload(changed)).not.toThrow();
      }),
    );
  });

  it('is not inflated beyond 16 MB', () => {
    const bomb = deflateSync(strToU8(`{"schedule":"${'0'.repeat(20 * 2 ** 20)}"}`), { level: 1 });
    // Were it inflated to its end, it would be found to be cut off.
    expect(problemOf(toBase64Url(bomb.subarray(0, -100)))).toContain('larger than 16 MB');
  }, 20_000);

  it.each([
    ['{}', 'names neither a schedule nor runs'],
    ['[]', 'names neither a schedule nor runs'],
    ['null', 'is damaged, as where a link has been cut off'],
    ['{"schedule":3}', 'has a schedule that is no text'],
    ['{"traces":{}}', 'has runs that are no list'],
    ['{"traces":[]}', 'names neither a schedule nor runs'],
    ['{"traces":[7]}', 'cannot be read: [0] is 7, but must be an object'],
    [
      '{"traces":[{"format":"interleave-trace","version":2}]}',
      'cannot be read: [0].version is 2, but must be 1',
    ],
  ])('is refused in words: %s', (json, words) => {
    expect(problemOf(holding(json))).toContain(words);
  });
});
