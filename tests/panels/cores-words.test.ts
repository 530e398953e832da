import { describe, expect, it } from 'vitest';
import {
  bytesText,
  causeRows,
  crossingInWords,
  differenceInWords,
  shareText,
  sinceText,
  trafficInWords,
  type Utilisation,
  utilisationInWords,
} from '../../src/panels/cores-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const utilisation: Utilisation = {
  cores: 2,
  averages: [],
  most: 2,
  now: 1,
  soFar: 1.92,
  overall: 1.66,
  duration: 27.7,
  time: 20,
};

describe('the use of cores', () => {
  it.each([
    [
      'a modelled run',
      utilisation,
      'On average 1.66 of 2 cores busy over the whole run (83 %), and 1.92 up to the playhead. Now: 1.',
    ],
    [
      'its start',
      { ...utilisation, soFar: null, now: 0 },
      'On average 1.66 of 2 cores busy over the whole run (83 %). Now: 0.',
    ],
    [
      'a run that hardly computes',
      { ...utilisation, cores: 1, overall: 0.001, soFar: 0, now: 0 },
      'On average less than 0.01 of 1 core busy over the whole run (< 1 %), and 0 up to the playhead. Now: 0.',
    ],
    [
      'a live run',
      { ...utilisation, cores: null, most: 3 },
      'On average 1.66 threads run at once over the whole run, and 1.92 up to the playhead; at most 3. Now: 1.',
    ],
    ['a run that takes no time', { ...utilisation, overall: null }, 'The run has taken no time yet.'],
  ])('of %s', (_, given, words) => {
    expect(plain(utilisationInWords(given))).toBe(words);
  });

  it('is a whole percentage, or less than one', () => {
    expect([0, 0.001, 0.005, 0.496, 1].map((share) => plain(shareText(share)))).toEqual([
      '0 %',
      '< 1 %',
      '1 %',
      '50 %',
      '100 %',
    ]);
  });

  it('lasts so long, never less than nothing', () => {
    expect([sinceText(1, 3.5), sinceText(1, 1.0031), sinceText(2, 1)].map(plain)).toEqual([
      '2.50 s',
      '0.0031 s',
      '0.00 s',
    ]);
  });
});

it('tells forced switches from others, time slices only where cores are seen', () => {
  const counts = { gil: 9, 'time-slice': 4, wait: 3, end: 1 };
  const told = (seesCores: boolean) => causeRows(counts, seesCores).map((row) => `${row.label} ${row.count}`);
  expect(told(true)).toEqual([
    'forced: had to let the GIL go 9',
    'it waited 3',
    'forced: time slice over 4',
    'it ended 1',
  ]);
  expect(told(false)).toEqual(['forced: had to let the GIL go 9', 'it waited 3', 'it ended 1']);
});

describe('what crosses between processes', () => {
  const last = { bytes: 19, time: 9.268, event: 7 };

  it.each([
    [{ count: 2, bytes: 37, last, isNow: false }, 'From A: 2 messages, 37 B, the last 19 B at 9.27 s.'],
    [
      { count: 2, bytes: 37, last, isNow: true },
      'From A: 2 messages, 37 B, the last 19 B at 9.27 s, just now.',
    ],
    [{ count: 1, bytes: 19, last, isNow: false }, 'From A: 1 message, 19 B, at 9.27 s.'],
  ])('in one direction', (crossing, words) => {
    expect(plain(crossingInWords('A', crossing))).toBe(words);
  });

  it('in all', () => {
    expect(plain(trafficInWords(0, 0, false))).toBe('Nothing has crossed between them yet.');
    expect(plain(trafficInWords(1, 18, false))).toBe(
      '1 message has crossed between them, 18 B in all, pickled.',
    );
    expect(plain(trafficInWords(40, 12_345, true))).toBe(
      '40 messages have crossed between them, 12,345 B in all, cloned by the browser, where Python pickles.',
    );
    expect(plain(bytesText(1_234_567))).toBe('1,234,567 B');
  });
});

it('points out where copies of a variable differ, naming few processes', () => {
  const copies = [
    { value: '0', processes: ['A'] },
    { value: '3', processes: ['B', 'C'] },
    { value: '1', processes: ['D', 'E', 'F', 'G'] },
  ];
  expect(differenceInWords({ name: 'counter', copies })).toBe(
    'counter differs: 0 in A; 3 in B and C; 1 in D, E and 2 more. Each process has a copy of its own, and what one writes the others never see.',
  );
});
