import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { siblingsInWords } from '../../src/panels/siblings-words.ts';
import type { Mode } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { badDoc } from '../../src/scenarios/bad-doc.ts';
import { unpicklable } from '../../src/scenarios/unpicklable.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { createSiblingReader, workOf } from '../../src/trace/errors/siblings.ts';
import { createErrorReader, type Traceback } from '../../src/trace/errors/traceback.ts';
import type { Trace } from '../../src/trace/trace.ts';

const run = (scenario: typeof badDoc, mode: Partial<Mode> & Pick<Mode, 'id'>): Trace =>
  simulate(
    scenario,
    { lock: false, ...mode },
    { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 },
  );

const DOCS = workOf(run(badDoc, { id: 'async' }));

function words(trace: Trace, events = trace.events.length): readonly string[] {
  const soFar = { ...trace, error: null, events: { ...trace.events, length: events } };
  const traceback = createErrorReader().read(soFar).tracebacks.at(-1) as Traceback;
  const siblings = createSiblingReader().of(soFar, traceback, DOCS);
  return siblings ? siblingsInWords(siblings) : [];
}

describe('what becomes of the other documents', () => {
  it('one after another: those not yet begun never start', () => {
    expect(words(run(badDoc, { id: 'sync' }))).toEqual([
      'doc 3 and doc 4 never start.',
      'doc 0 and doc 1 had ended by then.',
    ]);
  });

  it('gathered: they go on', () => {
    expect(words(run(badDoc, { id: 'async' }))).toEqual([
      'doc 3 and doc 4 go on and finish at 0.30\u00a0s and 0.40\u00a0s.',
      'doc 0 and doc 1 had ended by then.',
    ]);
  });

  it('gathered, and nobody catches: they are cancelled as the loop is closed', () => {
    expect(words(run(badDoc, { id: 'async', variant: 'uncaught' }))).toEqual([
      'doc 3 and doc 4 are cancelled.',
      'doc 0 and doc 1 had ended by then.',
    ]);
  });

  it('in a group: they are cancelled', () => {
    expect(words(run(badDoc, { id: 'async', variant: 'task-group' }))).toEqual([
      'doc 3 and doc 4 are cancelled.',
      'doc 0 and doc 1 had ended by then.',
    ]);
  });

  it('is not known while the run goes on', () => {
    const trace = run(badDoc, { id: 'async' });
    const [{ event }] = createErrorReader().read(trace).tracebacks as [Traceback];
    expect(words(trace, event + 1)).toEqual([
      'doc 3 and doc 4 are still under way.',
      'doc 0 and doc 1 had ended by then.',
    ]);
  });

  it('in a pool that breaks: they fail too', () => {
    expect(words(run(unpicklable, { id: 'processes' }))[0]).toBe('work 1, work 2 and work 3 fail too.');
  });
});

it('shortens what is said of many', () => {
  const many = Array.from({ length: 97 }, (_, index) => ({
    name: `doc ${index + 3}`,
    time: seconds((index + 3) / 10),
  }));
  const nobody = { done: [], finished: [], cancelled: [], failed: [], open: [], neverBegun: [] };
  expect(siblingsInWords({ ...nobody, finished: many })).toEqual([
    'doc 3 … doc 99 (97 tasks) go on and finish between 0.30\u00a0s and 9.90\u00a0s.',
  ]);
  expect(siblingsInWords({ ...nobody, cancelled: many.slice(0, 1) })).toEqual(['doc 3 is cancelled.']);
});
