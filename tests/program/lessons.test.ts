import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/program/lesson.ts';
import { modeKey } from '../../src/program/modes.ts';
import { findMoment, type Moment } from '../../src/program/moment.ts';
import { initialValues, type ModeOffer, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { catalogue, loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { printedLines } from '../sim/output.ts';

const scenarios = (await Promise.all(catalogue.map(({ id }) => loadScenario(id)))).filter(
  (found) => found !== undefined,
);

const LESSONS = scenarios.flatMap((scenario) =>
  scenario.lesson ? [{ id: scenario.id, scenario, lesson: scenario.lesson }] : [],
);

/** A run of the model in the mode of a key, with few steps where there is something to compute. */
interface Rehearsal {
  readonly offer: ModeOffer;
  readonly trace: Trace;
  readonly at: (moment: Moment) => number | null;
}

function rehearse(scenario: Scenario, key: string): Rehearsal {
  const offer = scenario.modes.find(({ mode }) => modeKey(mode) === key);
  if (!offer) throw new Error(`${scenario.id} offers no mode ${key}.`);
  const initial = initialValues(scenario.parameters);
  const parameters = 'steps' in initial ? { ...initial, steps: 1000 } : initial;
  const trace = simulate(scenario, offer.mode, { parameters, machine: INITIAL_MACHINE, seed: 1 });
  const { marks } = offer.listing(parameters);
  return { offer, trace, at: (moment) => findMoment(trace, marks, moment) };
}

const isSentence = (text: string): boolean => /^\S(?:.*\S)?[.?:]$/s.test(text) && !/ {2}|!/.test(text);

function expectAnswerable(scenario: Scenario, question: Question): void {
  switch (question.kind) {
    case 'fastest':
      expect(scenario.modes.length).toBeGreaterThan(1);
      return;
    case 'duration':
      expect(rehearse(scenario, question.mode).trace.duration).toBeGreaterThan(0);
      return;
    case 'printed': {
      const lines = printedLines(rehearse(scenario, question.mode).trace);
      const [, text] = lines.at(question.line) ?? [];
      expect(text).toBeDefined();
      expect(question.instead.length).toBeGreaterThan(0);
      expect(new Set([text, ...question.instead]).size).toBe(question.instead.length + 1);
      return;
    }
    case 'choice':
      expect(question.options.length).toBeGreaterThan(1);
      expect(question.options[question.answer]).toBeDefined();
      expect(new Set(question.options).size).toBe(question.options.length);
  }
}

it('is given for every workload', () => {
  expect(scenarios.filter(({ lesson }) => !lesson).map(({ id }) => id)).toEqual([]);
});

describe.each(LESSONS)('the lesson of $id', ({ scenario, lesson }) => {
  const { questions, notes, corrections = [], takeaway, skin } = lesson;

  it.each(questions.map((question) => ({ question })))('asks: $question.prompt', ({ question }) => {
    expectAnswerable(scenario, question);
    expect(question.prompt).toMatch(/\?$/);
    expect(isSentence(question.because)).toBe(true);
  });

  it.each(notes)('pins to $mode: $text', ({ mode, at, text }) => {
    expect(rehearse(scenario, mode).at(at)).not.toBeNull();
    expect(isSentence(text)).toBe(true);
  });

  it.each(corrections)('corrects: $claim', ({ claim, finding, evidence }) => {
    expect(rehearse(scenario, evidence.mode).at(evidence.at)).not.toBeNull();
    expect(claim).toBeTruthy();
    expect(isSentence(finding)).toBe(true);
  });

  it.each(['model', 'live'] as const)('pins no two remarks to the same moment of the %s', (shown) => {
    const told = notes.filter(({ engine = shown }) => engine === shown);
    const places = told.map(({ mode, at }) => `${mode} ${rehearse(scenario, mode).at(at)}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('has questions, remarks and a takeaway of a sentence or more', () => {
    expect(questions.length).toBeLessThanOrEqual(3);
    expect(notes.length).toBeGreaterThan(0);
    expect(takeaway).toMatch(/\.$/);
    expect(isSentence(takeaway)).toBe(true);
  });

  it.runIf(skin)('tells its story in names of its own', () => {
    const renamed = scenario.modes.flatMap(({ mode }) =>
      rehearse(scenario, modeKey(mode)).trace.actors.filter(({ kind, name }) => {
        const other = skin?.rename(kind, name);
        return other !== null && other !== undefined && other !== name;
      }),
    );
    expect(skin?.title).toBeTruthy();
    expect(renamed.length).toBeGreaterThan(0);
  });
});
