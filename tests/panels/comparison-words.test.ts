import { describe, expect, test } from 'vitest';
import {
  differenceInWords,
  remainderInWords,
  settingsInWords,
  settingsOfReference,
} from '../../src/panels/comparison-words.ts';
import type { ActorId } from '../../src/trace/actors.ts';
import { figure, textDifference } from '../../src/trace/compare/difference.ts';

const actors = (count: number): ActorId[] => Array.from({ length: count }, (_, index) => index as ActorId);

/** Words on one line, as they are read. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const sentence = (...difference: Parameters<typeof differenceInWords>): string =>
  plain(differenceInWords(...difference).sentence);

describe('a difference in words', () => {
  test('names both figures, in one unit, and the change with its sign', () => {
    const start = {
      ...figure('process-start', 'time', 0.2, 0.31),
      actors: { from: actors(4), to: actors(4) },
    };
    const words = differenceInWords(start, 'model');
    expect(plain(words.sentence)).toBe('0.31 s start-up of 4 processes, where the model has 0.20 s.');
    expect([words.label, plain(words.to), plain(words.from), plain(words.change)]).toEqual([
      'Start-up of processes',
      '0.31 s',
      '0.20 s',
      '+0.11 s',
    ]);
    expect(plain(differenceInWords(figure('elapsed', 'time', 5, 2.5), 'before').change)).toBe('−2.50 s');
    expect(sentence(figure('elapsed', 'time', 0.05, 0.0204), 'before')).toBe(
      '20.4 ms elapsed, where the run before had 50.0 ms.',
    );
  });

  test('says of what is added up that it is, and whose most of it is', () => {
    const blocked = {
      ...figure('lock', 'time', 1, 4),
      subject: 'print_lock',
      actors: { from: actors(3), to: actors(3) },
      mostly: 'Worker 2',
    };
    expect(sentence(blocked, 'before')).toBe(
      '4.00 s blocked on print_lock in all, where the run before had 1.00 s, mostly by Worker 2.',
    );
  });

  test('counts one of a thing as one', () => {
    expect(sentence(figure('jobs-failed', 'count', 0, 1), 'model')).toBe(
      '1 job failed, where the model has 0.',
    );
    expect(sentence(figure('bytes', 'bytes', 320, 2400), 'model')).toBe(
      '2.4 kB sent between processes, where the model has 0.3 kB.',
    );
  });

  test('tells errors, values and lines that only one of the runs has', () => {
    expect(sentence({ ...textDifference('variable', '17', '19'), subject: 'counter' }, 'model')).toBe(
      'counter is 19, where the model has 17.',
    );
    expect(sentence(textDifference('error', null, 'Deadlock'), 'model')).toBe(
      'It ends by Deadlock, where the model has no error.',
    );
    expect(sentence(textDifference('error', 'Deadlock', null), 'before')).toBe(
      'It ends without an error, where the run before had Deadlock.',
    );
    expect(sentence(textDifference('lines', '“a”', null), 'model')).toBe(
      'It does not print “a”, as the model does.',
    );
    expect(sentence(textDifference('lines', null, '“a”'), 'model')).toBe('Only it prints “a”.');
  });
});

test('settings are named as the page names them', () => {
  const settings = [
    { name: 'gil', from: true, to: false },
    { name: 'seed', from: 1, to: 7 },
  ];
  const wordsOf = (name: string) => ({ label: name === 'gil' ? 'GIL' : name });
  expect(settingsInWords(settings, 'before', wordsOf)).toBe(
    'Set otherwise: GIL off (the run before: on), seed 7 (1).',
  );
  expect(settingsOfReference(settings, wordsOf)).toBe('GIL on, seed 1');
  expect(settingsInWords([], 'before', wordsOf)).toBeNull();
});

test('settings have their units, and counts their thousands set apart', () => {
  const settings = [
    { name: 'switch interval', from: 0.005, to: 0.1 },
    { name: 'each', from: 5, to: null },
  ];
  const wordsOf = (label: string) => ({ label, unit: 's' });
  expect(plain(settingsOfReference(settings, wordsOf))).toBe('switch interval 5 ms, each 5 s');
  expect(plain(settingsInWords(settings, 'model', wordsOf) ?? '')).toBe(
    'Set otherwise: switch interval 0.1 s (the model: 5 ms), each none (5 s).',
  );
  expect(sentence(figure('gil-turns', 'count', 1000, 2771), 'model')).toBe(
    '2,771 hand-overs of the GIL, where the model has 1,000.',
  );
});

test('what is not told is summed up by the bounds that it stays within', () => {
  const bounds = { share: 0.03, seconds: 0.0512, leftOut: 0, onlyTimes: false };
  const comparison = { settings: [], differences: [], ...bounds };
  expect(remainderInWords(comparison)).toBe('No difference: the two runs are the same.');
  expect(plain(remainderInWords({ ...comparison, leftOut: 2 }))).toBe(
    'The two runs agree within 3 % or 52 ms.',
  );
  const differences = [figure('elapsed', 'time', 1, 2)];
  expect(plain(remainderInWords({ ...comparison, differences, leftOut: 2 }))).toBe(
    'All else agrees within 3 % or 52 ms.',
  );
  expect(remainderInWords({ ...comparison, onlyTimes: true })).toMatch(/^Times alone are compared/);
});
