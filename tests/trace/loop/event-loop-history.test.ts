import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Seconds, seconds } from '../../../src/base/units.ts';
import { block, createTask, gather } from '../../../src/program/actions.ts';
import { createEventLoopReader } from '../../../src/trace/loop/event-loop-history.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { asMeasured, modelled } from '../../catalogue-runs.ts';
import { arbitraryMain } from '../../conformance/arbitrary-coroutines.ts';
import { programOf } from '../../conformance/coroutines-as-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { countAt, historyOf, momentsOf } from './loop-moments.ts';

/** What blocked the loop of a trace: who, from when to when, doing what on which line. */
function blockedBy(trace: Trace) {
  return historyOf(trace).blocking.map(({ task, from, to, parts: [{ state, reason, line }] }) => ({
    task: trace.actors[task]?.name,
    from: Number(from.toFixed(3)),
    to: Number(to.toFixed(3)),
    state,
    reason,
    line,
  }));
}

const SLEEP = { state: 'wait', reason: 5 };
const COMPUTING = { state: 'run', reason: 0 };

describe('what blocked a loop', () => {
  test.each([
    ['blocking-call', 'async', [{ task: 'rude', from: 0, to: 3, ...SLEEP, line: 10 }]],
    ['blocking-call', 'async:to-thread', []],
    ['documents', 'async', []],
    ['documents', 'await-loop', []],
    ['gather', 'async', []],
    [
      'sum-squares',
      'async',
      [
        { task: 'n = 100', from: 0, to: 4.6, ...COMPUTING, line: 6 },
        { task: 'n = 200', from: 4.6, to: 13.8, ...COMPUTING, line: 6 },
        { task: 'n = 300', from: 13.8, to: 27.6, ...COMPUTING, line: 6 },
        { task: 'n = 400', from: 27.6, to: 46, ...COMPUTING, line: 6 },
      ],
    ],
    ['sum-squares', 'async+processes', []],
  ])('%s, %s', async (id, mode, expected) => {
    expect(blockedBy(await modelled(id, mode))).toEqual(expected);
  });

  test('is a step of a tenth of a second, not one that is shorter', () => {
    const blockFor = (duration: number) =>
      blockedBy(runProgram({ routines: { main: () => block(duration) } }, { mode: 'async' })).length;
    expect(blockFor(0.0999)).toBe(0);
    expect(blockFor(0.125)).toBe(1);
  });

  test('is in a live run what waits so long by its program, or takes so long by the clock on the wall', async () => {
    const sleeping = runProgram({ routines: { main: () => block(0.125) } }, { mode: 'async' });
    expect(historyOf(asMeasured(sleeping, 0.05)).blocking).toHaveLength(1);
    const computing = await modelled('sum-squares', 'async');
    expect(historyOf(asMeasured(computing, 0.02)).blocking.map(({ to, from }) => to - from)).toEqual([
      expect.closeTo(9.2),
      expect.closeTo(13.8),
      expect.closeTo(18.4),
    ]);
  });

  test('says first what most of the time went by with', () => {
    const trace = runProgram(
      {
        routines: {
          *main() {
            yield* block(0.25, 'short');
            yield* block(0.5, 'long');
            yield* block(0.125, 'last');
          },
        },
      },
      { mode: 'async', listing: 'short  #@ short\nlong  #@ long\nlast  #@ last' },
    );
    const [step] = historyOf(trace).blocking;
    expect(step?.parts.map(({ line, duration }) => [line, duration])).toEqual([
      [2, 0.5],
      [1, 0.25],
      [3, 0.125],
    ]);
  });

  test('is found by the moment, from the first event of the step to its last', async () => {
    const trace = await modelled('blocking-call', 'async');
    const history = historyOf(trace);
    const [step] = history.blocking;
    const found = Array.from({ length: trace.events.length + 1 }, (_, count) => history.blockingAt(count));
    expect(found.findIndex((each) => each !== null)).toBe((step?.begin ?? -1) + 1);
    expect(found.findLastIndex((each) => each !== null)).toBe(step?.end);
  });

  test('is known while the step is still under way', async () => {
    const trace = await modelled('blocking-call', 'async');
    const [whole] = historyOf(trace).blocking;
    const soFar = (duration: number): Trace => ({
      ...trace,
      duration: seconds(duration),
      events: { ...trace.events, length: (whole?.begin ?? 0) + 10 },
    });
    expect(historyOf(soFar(0.05)).blocking).toEqual([]);
    const [open] = historyOf(soFar(1.25)).blocking;
    expect(open).toMatchObject({ task: whole?.task, from: 0, to: 1.25, end: null });
    expect(open?.parts[0]).toMatchObject({ ...SLEEP, line: 10, duration: 1.25 });
  });
});

test('idle is what the loop spends in its selector', async () => {
  const trace = await modelled('blocking-call', 'async');
  const moments = momentsOf(trace);
  const idle = [1, 3, 3.5, 4].map((time) => moments(countAt(trace, time), time).idle);
  expect(idle).toEqual([0, 0, 0.5, 1]);
  expect(moments(trace.events.length, 9).elapsed).toBe(4);
});

test('iterations are counted, and begin with their event', async () => {
  const trace = await modelled('hello', 'async');
  const { iterations } = historyOf(trace);
  const moments = momentsOf(trace);
  expect(moments(0).iteration).toBe(0);
  expect(moments(trace.events.length).iteration).toBe(iterations);
});

describe('in random programs', () => {
  const randomRun = (main: Parameters<typeof programOf>[0]): Trace =>
    runProgram(programOf(main), { mode: 'async' });

  test('idle and busy time are all the time, and idle time passes only in the selector', () => {
    fc.assert(
      fc.property(arbitraryMain, (main) => {
        const trace = randomRun(main);
        const moments = momentsOf(trace);
        const { time, length } = trace.events;
        let idle = 0;
        for (let count = 1; count < length; count++) {
          const moment = moments(count);
          expect(moment.idle).toBeCloseTo(idle, 9);
          const next = time[count] as number;
          if (moment.phase === 'idle') idle += next - (time[count - 1] as number);
          const { idle: later, elapsed } = moments(count, next);
          expect(later).toBeCloseTo(idle, 9);
          expect(later).toBeLessThanOrEqual(elapsed + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a reader that follows a growing trace ends with what one says that reads it whole', () => {
    fc.assert(
      fc.property(arbitraryMain, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (main, strides) => {
        const trace = randomRun(main);
        const reader = createEventLoopReader();
        for (let length = 0; length < trace.events.length; length += strides.next().value ?? 1) {
          reader.read({ ...trace, events: { ...trace.events, length } });
        }
        const [grown] = reader.read(trace);
        const whole = historyOf(trace);
        for (let count = 0; count <= trace.events.length; count++) {
          const now = (trace.events.time[count - 1] ?? 0) as Seconds;
          expect(grown?.stepsOfIterationAt(count, now)).toEqual(whole.stepsOfIterationAt(count, now));
          expect(grown?.idleAt(count, now)).toBe(whole.idleAt(count, now));
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('a task that gathers has named those it waits for before it waits', () => {
  const trace = runProgram(
    {
      routines: {
        *main() {
          yield* gather([yield* createTask(block(0), 'a'), yield* createTask(block(0), 'b')]);
        },
      },
    },
    { mode: 'async' },
  );
  const { awaitedAt } = historyOf(trace);
  const main = trace.actors.find(({ name }) => name === 'main');
  const named = awaitedAt(main?.id ?? (0 as never), trace.events.length);
  expect(named.map((actor) => trace.actors[actor]?.name)).toEqual(['a', 'b']);
});
