import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { type Lesson, type Question, questionsAbout } from '../../src/program/lesson.ts';
import { modeKey } from '../../src/program/modes.ts';
import { answerTo, isBorneOut, type Outcome, printedOptions } from '../../src/program/question.ts';
import { initialValues, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { gatherScenario } from '../../src/scenarios/gather.ts';
import { simulate } from '../../src/sim/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** The model's run of every mode of a scenario, as it is when first opened. */
function runsOf(scenario: Scenario): ReadonlyMap<string, Trace> {
  const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
  return new Map(scenario.modes.map(({ mode }) => [modeKey(mode), simulate(scenario, mode, options)]));
}

const said = { prompt: 'What?', because: 'So.' };
const fastest: Question = { ...said, kind: 'fastest' };
const howLong: Question = { ...said, kind: 'duration', mode: 'sync' };
const lastLine: Question = {
  ...said,
  kind: 'printed',
  mode: 'async',
  line: -1,
  instead: ['[25, 16, 9, 4, 1]', '15', 'None'],
};
const choice: Question = { ...said, kind: 'choice', options: ['Yes', 'No'], answer: 1 };

describe('the answer to a question', () => {
  const runs = runsOf(documents);

  it('names every mode that ends with the first', () => {
    const lasting = (mode: string, duration: number): [string, Trace] => [
      mode,
      { ...(runs.get(mode) as Trace), duration: seconds(duration) },
    ];
    const measured = [lasting('sync', 25.03), lasting('async', 5), lasting('threads', 5.06)];
    expect(answerTo(fastest, new Map([...measured, lasting('processes', 5.41)]))).toEqual({
      kind: 'fastest',
      modes: ['async', 'threads'],
      seconds: 5,
    });
  });

  it('is the time that the run of the mode took', () => {
    const outcome = answerTo(howLong, runs);
    expect(outcome?.kind === 'duration' && outcome.seconds).toBeCloseTo(25, 1);
  });

  it('is the line that the run of the mode printed there', () => {
    const gathered = runsOf(gatherScenario);
    expect(answerTo(lastLine, gathered)).toEqual({ kind: 'printed', text: '[1, 4, 9, 16, 25]' });
    expect(answerTo({ ...lastLine, line: 0 }, gathered)).toEqual({ kind: 'printed', text: 'start 1' });
    expect(answerTo({ ...lastLine, line: 99 }, gathered)).toEqual({ kind: 'printed', text: null });
  });

  it('is given with the question where there is a choice', () => {
    expect(answerTo(choice, new Map())).toEqual({ kind: 'choice', option: 1 });
  });

  it('is not known without the run', () => {
    for (const question of [fastest, howLong, lastLine]) expect(answerTo(question, new Map())).toBeNull();
  });
});

describe('a prediction', () => {
  const took = (seconds: number): Outcome => ({ kind: 'duration', seconds });
  const takes = (seconds: number) => ({ kind: 'duration', seconds }) as const;

  it('of a time is right within a tenth of it, or of a second', () => {
    expect(isBorneOut(takes(5), took(5.41))).toBe(true);
    expect(isBorneOut(takes(25), took(5.41))).toBe(false);
    expect(isBorneOut(takes(0.3), took(0.21))).toBe(true);
    expect(isBorneOut(takes(0.4), took(0.2))).toBe(false);
  });

  it('of the fastest is right with any of those that end together', () => {
    const outcome: Outcome = { kind: 'fastest', modes: ['async', 'threads'], seconds: 5 };
    expect(isBorneOut({ kind: 'fastest', mode: 'threads' }, outcome)).toBe(true);
    expect(isBorneOut({ kind: 'fastest', mode: 'sync' }, outcome)).toBe(false);
  });

  it('of a line or a choice is right when it is just that', () => {
    expect(isBorneOut({ kind: 'printed', text: 'a' }, { kind: 'printed', text: 'a' })).toBe(true);
    expect(isBorneOut({ kind: 'printed', text: 'a' }, { kind: 'printed', text: 'a ' })).toBe(false);
    expect(isBorneOut({ kind: 'choice', option: 0 }, { kind: 'choice', option: 0 })).toBe(true);
    expect(isBorneOut({ kind: 'choice', option: 0 }, { kind: 'choice', option: 1 })).toBe(false);
  });
});

describe('the lines to choose from', () => {
  it('are the true one and the others, each once, in the same order each time', () => {
    const options = printedOptions(lastLine, '15');
    expect(options.toSorted()).toEqual(['15', '[25, 16, 9, 4, 1]', 'None'].toSorted());
    expect(printedOptions(lastLine, '15')).toEqual(options);
  });

  it('do not have the true one at a place of its own', () => {
    const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((prompt) =>
      printedOptions({ ...lastLine, prompt }, 'truth').indexOf('truth'),
    );
    expect(new Set(places).size).toBeGreaterThan(2);
  });
});

describe('the questions that can be asked', () => {
  const lesson: Lesson = { questions: [fastest, howLong, lastLine, choice], notes: [], takeaway: '' };

  it('are those about modes on the stage', () => {
    expect(questionsAbout(lesson, ['sync', 'async'])).toEqual([fastest, howLong, lastLine, choice]);
    expect(questionsAbout(lesson, ['sync'])).toEqual([howLong, choice]);
    expect(questionsAbout(null, ['sync'])).toEqual([]);
  });
});
