import { expect, it } from 'vitest';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { missingAwait } from '../../src/scenarios/missing-await.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE, type EventKind } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

const run = (variant: string | undefined, doc: number): Trace =>
  simulate(
    missingAwait,
    { id: 'async', lock: false, ...(variant !== undefined && { variant }) },
    { parameters: { ...initialValues(missingAwait.parameters), doc }, machine: INITIAL_MACHINE, seed: 1 },
  );

/** The texts of all events of some kinds, in order. */
function texts({ events, texts: all }: Trace, ...kinds: EventKind[]): string[] {
  const codes = kinds.map((kind) => EVENT_CODE[kind]);
  const found: string[] = [];
  for (let index = 0; index < events.length; index++) {
    if (codes.includes(events.kind[index] as number))
      found.push(all[events.value[index] as number] as string);
  }
  return found;
}

const frames = (trace: Trace): string[] => texts(trace, 'call').filter((name) => name !== '<module>');

it.each([1, 9])('never runs a call that is not awaited, and finds doc %i either way', (doc) => {
  const trace = run(undefined, doc);
  expect(frames(trace)).toEqual(['main', 'read']);
  expect(texts(trace, 'print', 'warn')).toEqual([
    expect.stringMatching(/^<coroutine object read at 0x[0-9a-f]+>$/),
    "RuntimeWarning: coroutine 'read' was never awaited",
    "RuntimeWarning: coroutine 'exists' was never awaited",
    `doc ${doc} exists.`,
  ]);
  expect(trace.duration).toBe(5);
});

it('looks up what is awaited', () => {
  const missing = run('awaited', 9);
  expect(frames(missing)).toEqual(['main', 'read', 'exists']);
  expect(texts(missing, 'print', 'warn')).toEqual(['None']);
  expect(missing.duration).toBe(5);
  const found = run('awaited', 1);
  expect(texts(found, 'print', 'warn')).toEqual(['doc 1 exists.']);
  expect(found.duration).toBe(10);
});
