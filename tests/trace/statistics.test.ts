import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { REASON_CODE } from '../../src/trace/events.ts';
import { createLaneReader } from '../../src/trace/lanes/lanes.ts';
import { SPAN_STATES } from '../../src/trace/spans.ts';
import { createStatisticsReader, speedUp } from '../../src/trace/statistics.ts';
import { arbitraryTrace, happenings, header, recordHappenings, startRandomTrace } from './random-trace.ts';

test('shares agree with the lanes, and add up to 1', () => {
  fc.assert(
    fc.property(arbitraryTrace(200), (trace) => {
      const { tasks } = createStatisticsReader().read(trace);
      const set = createLaneReader({ grouping: 'task' }).read(trace);
      for (const { actor, lifetime, shares } of tasks) {
        const spans = set.lanes.find((lane) => lane.actor === actor)?.spans;
        SPAN_STATES.forEach((state, code) => {
          let spent = 0;
          for (let index = 0; index < (spans?.length ?? 0); index++) {
            if (spans?.state[index] !== code) continue;
            spent += Math.min(spans.end[index] as number, set.now) - (spans.start[index] as number);
          }
          expect(shares[state] * lifetime).toBeCloseTo(spent, 9);
        });
        const total = SPAN_STATES.reduce((sum, state) => sum + shares[state], 0);
        expect(total).toBeCloseTo(lifetime > 0 ? 1 : 0, 9);
      }
    }),
  );
});

test('reading a growing trace in pieces gives what reading it at once does', () => {
  fc.assert(
    fc.property(happenings(80), happenings(80), (first, second) => {
      const random = startRandomTrace();
      const reader = createStatisticsReader();
      recordHappenings(random, first);
      reader.read(random.view());
      recordHappenings(random, second);
      expect(reader.read(random.view())).toEqual(createStatisticsReader().read(random.view()));
    }),
  );
});

describe('two threads that take turns on one core under the GIL', () => {
  const builder = new TraceBuilder();
  const core = builder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const gil = builder.actor('lock', 'GIL', process, NO_ACTOR);
  const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
  const threads = ['one', 'other'].map((name) => builder.actor('thread', name, process, NO_ACTOR));
  for (let turn = 0; turn < 4; turn++) {
    builder.now = seconds(turn);
    const running = threads[turn % 2] ?? NO_ACTOR;
    const resting = threads[(turn + 1) % 2] ?? NO_ACTOR;
    if (turn > 0) builder.record('release', resting, gil);
    builder.record('ready', resting, gil, REASON_CODE.gil);
    builder.record('acquire', running, gil);
    builder.record('acquire', running, lock);
    builder.record('release', running, lock);
    builder.record('run', running, core);
  }
  const trace = builder.view({ ...header, machine: { cores: 2, startUp: 0.3 } }, null, seconds(4));
  const statistics = createStatisticsReader().read(trace);

  test('one of two cores is busy all the time', () => {
    expect(statistics).toMatchObject({ elapsed: 4, busy: 4, cores: 2, coreUse: 0.5, startUp: 0.3 });
  });

  test('the GIL and the core change hands three times; the first turn and other locks do not count', () => {
    expect(statistics).toMatchObject({ gilSwitches: 3, coreSwitches: 3 });
  });

  test('each is ready half of its time', () => {
    expect(statistics.threads.map(({ shares }) => [shares.ready, shares.running])).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });
});

describe('latencies', () => {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'client 0', NO_ACTOR, NO_ACTOR);
  const reader = createStatisticsReader();
  const answered = (...latencies: readonly number[]) => {
    for (const latency of latencies) builder.record('latency', task, NO_ACTOR, latency);
    return reader.read(builder.view(header)).latencies;
  };

  test('none without messages; then the middle and the worst of all so far', () => {
    expect(answered()).toBeNull();
    expect(answered(0.3)).toEqual({ count: 1, median: 0.3, worst: 0.3 });
    expect(answered(2, 0.1)).toEqual({ count: 3, median: 0.3, worst: 2 });
    expect(answered(0.5)).toEqual({ count: 4, median: 0.4, worst: 2 });
  });
});

test('speed-up against a reference', () => {
  expect(speedUp(seconds(25), seconds(5))).toBe(5);
  expect(speedUp(seconds(0), seconds(5))).toBeNull();
  expect(speedUp(seconds(5), seconds(0))).toBeNull();
});
