import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/program/lesson.ts';
import type { Outcome, Prediction } from '../../src/program/question.ts';
import { comparison } from '../../src/stage/lesson/outcome-words.ts';

const TITLES: Readonly<Record<string, string>> = { sync: 'Sync', async: 'Async', threads: 'Threads' };

function sentence(question: Question, prediction: Prediction, outcome: Outcome): string {
  const words = comparison(question, prediction, outcome, 'measured', (mode) => TITLES[mode] ?? mode);
  return words.map(({ text }) => text).join('');
}

const said = { prompt: 'What?', because: 'So.' };

describe('a prediction beside its outcome', () => {
  it('has both times', () => {
    const question: Question = { ...said, kind: 'duration', mode: 'async' };
    expect(sentence(question, { kind: 'duration', seconds: 8 }, { kind: 'duration', seconds: 5.004 })).toBe(
      'You said 8 s; it took 5.00 s, measured.',
    );
  });

  it('names all modes that ended first', () => {
    const question: Question = { ...said, kind: 'fastest' };
    const outcome: Outcome = { kind: 'fastest', modes: ['async', 'threads'], seconds: 5 };
    expect(sentence(question, { kind: 'fastest', mode: 'sync' }, outcome)).toBe(
      'You said Sync; Async and Threads ended first, together, after 5.00 s, measured.',
    );
    expect(sentence(question, { kind: 'fastest', mode: 'sync' }, { ...outcome, modes: ['async'] })).toBe(
      'You said Sync; Async ended first, after 5.00 s, measured.',
    );
  });

  it('has both lines, or one where they are the same', () => {
    const question: Question = { ...said, kind: 'printed', mode: 'async', line: -1, instead: [] };
    const prediction: Prediction = { kind: 'printed', text: '15' };
    expect(sentence(question, prediction, { kind: 'printed', text: '[1]' })).toBe(
      'You said 15; it printed [1], measured.',
    );
    expect(sentence(question, prediction, { kind: 'printed', text: null })).toBe(
      'You said 15; it printed no such line, measured.',
    );
    expect(sentence(question, prediction, { kind: 'printed', text: '15' })).toBe('15, measured.');
  });

  it('has the right one of several options', () => {
    const question: Question = { ...said, kind: 'choice', options: ['Yes', 'No'], answer: 1 };
    expect(sentence(question, { kind: 'choice', option: 0 }, { kind: 'choice', option: 1 })).toBe(
      'You said Yes; the answer is No.',
    );
    expect(sentence(question, { kind: 'choice', option: 1 }, { kind: 'choice', option: 1 })).toBe('No');
  });
});
