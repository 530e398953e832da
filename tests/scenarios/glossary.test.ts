import { describe, expect, it } from 'vitest';
import { findMoment } from '../../src/program/moment.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { GLOSSARY, THEMES } from '../../src/scenarios/glossary.ts';
import { modelRun, offerOf, workload } from '../catalogue-runs.ts';

/** The words that the course documents use without being able to do without one of them. */
const COURSE_WORDS = [
  'synchronous',
  'thread',
  'async',
  'parallelism',
  'awaitable',
  'coroutine',
  'task',
  'event loop',
  'cooperative',
  'preemptive',
  'GIL',
  'race condition',
  'lock',
  'I/O-bound',
  'CPU-bound',
  'blocking',
];

it('has every word of the course, each once', () => {
  const words = GLOSSARY.map(({ word }) => word);
  expect(words).toEqual(expect.arrayContaining(COURSE_WORDS));
  expect(new Set(words).size).toBe(words.length);
  expect(new Set(GLOSSARY.map(({ id }) => id)).size).toBe(words.length);
});

it('has words under every theme', () => {
  expect(new Set(GLOSSARY.map(({ theme }) => theme))).toEqual(new Set(THEMES.map(({ id }) => id)));
});

describe.each(GLOSSARY)('$word', ({ where, definition }) => {
  it('is seen in the model at the moment that it names', async () => {
    const scenario = await workload(where.scenario);
    const { marks } = offerOf(scenario, where.mode).listing(initialValues(scenario.parameters));
    expect(findMoment(modelRun(scenario, where.mode), marks, where.moment)).not.toBeNull();
  });

  it('is defined, and what there is to see is said, in sentences', () => {
    for (const text of [definition, where.see]) expect(text).toMatch(/^[\w“].*[.”]$/);
  });
});
