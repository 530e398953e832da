import { expect, test } from 'vitest';
import { block, createTask, gather, invoke, wait } from '../../../src/program/actions.ts';
import { actorNames } from '../../../src/trace/actor-names.ts';
import {
  causeInWords,
  keptWaitingInWords,
  leftInWords,
  runningInWords,
  waitedForInWords,
} from '../../../src/trace/loop/event-loop-words.ts';
import { type Phrase, phraseText } from '../../../src/trace/phrase.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { runProgram } from '../../sim/run-program.ts';
import { countAt, historyOf, momentsOf } from './loop-moments.ts';

const text = ({ actors }: Trace, phrase: Phrase): string => phraseText(phrase, actorNames(actors));

const momentAt = (trace: Trace, time: number) => momentsOf(trace)(countAt(trace, time), time);

test.each([
  [2, '2.00 s left'],
  [0.0042, '0.0042 s left'],
  [0, 'due now'],
  [-1.5, '1.50 s late'],
])('a timer with %s s left', (left, words) => {
  expect(leftInWords(left)).toBe(words);
});

test.each([
  ['documents', 'async', 2, ['for doc 0, doc 1 and 3 more']],
  ['create-task', 'async', 3, ['for fetch(5)']],
  ['blocking-call', 'async:to-thread', 2.5, ['for rude', 'for the job time.sleep']],
  ['sum-squares', 'async+processes', 1, ['for n = 100, n = 200, n = 300 and n = 400']],
  ['producer-consumer', 'async', 2, ['for producer and consumer', 'for queue']],
])('whoever waits says for what: %s, %s', async (id, mode, time, expected) => {
  const trace = await modelled(id, mode);
  const { waiting } = momentAt(trace, time);
  expect(waiting.map((each) => text(trace, waitedForInWords(trace, each)))).toEqual(expected);
});

test('a semaphore is not called a lock', async () => {
  const trace = await modelled('semaphore', 'async');
  const { waiting } = momentAt(trace, 0.5);
  const last = waiting.at(-1);
  expect(last && text(trace, waitedForInWords(trace, last))).toBe('for slots');
});

test('what blocks says how and where, and who is kept waiting', async () => {
  const trace = await modelled('blocking-call', 'async');
  const moment = momentAt(trace, 2.5);
  expect(moment.blocking && text(trace, causeInWords(moment.blocking))).toBe('time.sleep on line 10');
  expect(moment.running && runningInWords(moment.running)).toBe('is in time.sleep');
  expect(text(trace, keptWaitingInWords(moment))).toBe(
    'polite 2 is ready and cannot run; the timer of polite 1 is 1.50 s late',
  );
  const computing = await modelled('sum-squares', 'async');
  const [step] = historyOf(computing).blocking;
  expect(step && text(computing, causeInWords(step))).toBe('computing on line 6');
  expect(text(computing, keptWaitingInWords(momentAt(computing, 1)))).toBe(
    'n = 200, n = 300 and n = 400 are ready and cannot run',
  );
});

test('several late timers are told together, and nobody who is not kept waiting', () => {
  const trace = runProgram(
    {
      routines: {
        *main(scope) {
          const sleepers = [
            yield* createTask(wait(1), 'a'),
            yield* createTask(wait(2), 'b'),
            yield* createTask(invoke(scope, 'rude', []), 'rude'),
          ];
          yield* gather(sleepers);
        },
        rude: () => block(3),
      },
    },
    { mode: 'async' },
  );
  expect(text(trace, keptWaitingInWords(momentAt(trace, 0.5)))).toBe('');
  expect(text(trace, keptWaitingInWords(momentAt(trace, 1.5)))).toBe('the timer of a is 0.50 s late');
  expect(text(trace, keptWaitingInWords(momentAt(trace, 2.5)))).toBe(
    'the timers of a and b are up to 1.50 s late',
  );
});
