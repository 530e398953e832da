import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, isGil, NO_ACTOR } from '../../../src/trace/actors.ts';
import { createCoreUseReader } from '../../../src/trace/cores/core-use.ts';
import { createGilTurnReader } from '../../../src/trace/cores/gil-turns.ts';
import {
  eventKindOf,
  isEndCode,
  isStateCode,
  REASON_CODE,
  type Reason,
  reasonOf,
} from '../../../src/trace/events.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { startRandomTrace } from '../random-trace.ts';

/** The state that somebody comes into next, with the reason for it. */
function stateAfter({ kind, actor, value, length }: Trace['events'], from: number): string {
  for (let index = from + 1; index < length; index++) {
    if (actor[index] !== actor[from] || !isStateCode(kind[index] as number)) continue;
    return `${eventKindOf(kind[index] as number)} ${reasonOf(value[index] as number)}`;
  }
  return 'none';
}

/** The turns of a GIL as whoever replays the trace from its beginning would list them. */
function naiveTurns({ events }: Trace, gil: ActorId, count: number, now: number) {
  const turns: { holder: ActorId; from: number; to: number; end: string | null }[] = [];
  for (let index = 0; index < count; index++) {
    if (events.subject[index] !== gil) continue;
    const kind = eventKindOf(events.kind[index] as number);
    const time = events.time[index] as number;
    const turn = turns.at(-1);
    if (kind === 'acquire') {
      turns.push({ holder: events.actor[index] as ActorId, from: time, to: now, end: null });
    }
    if (kind === 'release' && turn) {
      const isForced = stateAfter(events, index) === 'ready gil';
      turns[turns.length - 1] = { ...turn, to: time, end: isForced ? 'forced' : 'let-go' };
    }
  }
  return turns;
}

/** How a thread has spent its life, event by event. */
function naiveShares({ events, actors }: Trace, thread: ActorId, count: number, now: number) {
  const spent = { holding: 0, wanting: 0, without: 0 };
  let [began, holds, wants, ended, last] = [false, false, false, false, 0];
  const pass = (time: number): void => {
    if (began && !ended) spent[holds ? 'holding' : wants ? 'wanting' : 'without'] += time - last;
    last = time;
  };
  for (let index = 0; index < count; index++) {
    pass(events.time[index] as number);
    if (events.actor[index] !== thread) continue;
    const code = events.kind[index] as number;
    const subject = actors[events.subject[index] as number];
    if (isStateCode(code)) {
      began = true;
      wants = eventKindOf(code) === 'ready' && events.value[index] === REASON_CODE.gil;
      ended ||= isEndCode(code);
    } else if (subject && isGil(subject)) {
      if (eventKindOf(code) === 'acquire') [began, holds] = [true, true];
      if (eventKindOf(code) === 'release') holds = false;
    }
  }
  pass(now);
  return { ...spent, began };
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

const mode = fc.constantFrom('threads', 'async', 'processes') as fc.Arbitrary<
  'threads' | 'async' | 'processes'
>;

test('turns, their lengths and the lives of threads are those of a replay', () => {
  fc.assert(
    fc.property(
      arbitraryStatements,
      mode,
      fc.integer(),
      fc.array(fc.nat(), { maxLength: 6 }),
      (all, id, seed, at) => {
        const trace = runProgram(programOf(all), { mode: id, seed, machine: { switchInterval: 0.002 } });
        const reader = createGilTurnReader();
        for (const place of at) {
          const count = place % (trace.events.length + 1);
          const now = seconds(trace.events.time[count - 1] ?? 0);
          const turns = reader.read(trace);
          for (const gil of turns.gils) {
            const naive = naiveTurns(trace, gil, count, now);
            const ended = naive.filter(({ end }) => end !== null);
            const lengths = ended.map(({ from, to }) => to - from);
            const moment = turns.at(gil, count, now);
            expect(turns.lastTurns(gil, count, now, 3)).toEqual(naive.slice(-3).reverse());
            expect(moment.turn).toEqual(naive.at(-1)?.end === null ? naive.at(-1) : null);
            expect(moment.forced).toBe(ended.filter(({ end }) => end === 'forced').length);
            expect(moment.lengths.count).toBe(ended.length);
            expect(moment.lengths.median).toBeCloseTo(median(lengths), 12);
            expect(moment.lengths.longest).toBe(Math.max(0, ...lengths));
            const total = lengths.reduce((sum, length) => sum + length, 0);
            expect(moment.lengths.mean).toBeCloseTo(ended.length > 0 ? total / ended.length : 0, 12);
            for (const { thread, holding, wanting, without } of moment.threads) {
              const { began, ...spent } = naiveShares(trace, thread, count, now);
              expect(began).toBe(true);
              expect(holding).toBeCloseTo(spent.holding, 9);
              expect(wanting).toBeCloseTo(spent.wanting, 9);
              expect(without).toBeCloseTo(spent.without, 9);
            }
          }
        }
      },
    ),
    { numRuns: 120 },
  );
});

test('who computes together takes turns of about a switch interval, and has to let go of each', () => {
  const counting = { do: 'compute', ticks: 5 } as const;
  const program = programOf([{ do: 'together', how: 'join', parts: [[counting], [counting]] }]);
  const trace = runProgram(program, { mode: 'threads', machine: { switchInterval: 0.002 } });
  const turns = createGilTurnReader().read(trace);
  const [gil = NO_ACTOR] = turns.gils;
  const { lengths, forced, threads } = turns.at(gil, trace.events.length, trace.duration);
  expect(lengths.median).toBeCloseTo(0.002, 3);
  expect(forced).toBeGreaterThan(5);
  const workers = threads.filter(({ holding }) => holding > 0.01);
  expect(workers).toHaveLength(2);
  for (const { holding, wanting } of workers) expect(wanting / holding).toBeCloseTo(1, 0);
});

test('a growing trace is read on; a turn that goes on lasts until the moment asked about', () => {
  const { builder, threads, gil, view } = startRandomTrace();
  const [one, other] = threads as [ActorId, ActorId];
  const reader = createGilTurnReader();
  builder.record('acquire', one, gil);
  expect(reader.read(view()).at(gil, builder.length, seconds(2)).turn).toEqual({
    holder: one,
    from: 0,
    to: 2,
    end: null,
  });
  builder.now = seconds(3);
  builder.record('drop-request', other, gil);
  builder.record('release', one, gil);
  builder.record('ready', one, gil, REASON_CODE.gil);
  const moment = reader.read(view()).at(gil, builder.length, seconds(4));
  expect(moment).toMatchObject({ turn: null, forced: 1, lengths: { count: 1, mean: 3 } });
  expect(moment.threads).toEqual([{ thread: one, holding: 3, wanting: 1, without: 0 }]);
});

test.each([
  ['has to let go without being asked', ['ready gil', 'release'], 1],
  ['is asked, and waits by itself', ['drop-request', 'wait sleep', 'release', 'ready gil'], 0],
  [
    'is asked, and waits by itself once it has let go',
    ['drop-request', 'release', 'wait sleep', 'ready gil'],
    0,
  ],
  ['is put off its core, and then has to let go', ['ready core', 'run none', 'release', 'ready gil'], 1],
  ['ends', ['release', 'finish none'], 0],
] as const)(
  'a turn whose holder %s counts as forced in the Cores tab too, or in neither',
  (_, steps, forced) => {
    const { builder, threads, gil, view } = startRandomTrace();
    const [one, other] = threads as [ActorId, ActorId];
    builder.record('acquire', one, gil);
    builder.record('run', one);
    for (const step of steps) {
      if (step === 'drop-request') builder.record(step, other, gil);
      else if (step === 'release') builder.record(step, one, gil);
      else {
        const [kind, reason] = step.split(' ') as ['ready' | 'wait' | 'run' | 'finish', Reason];
        builder.record(kind, one, reason === 'gil' ? gil : NO_ACTOR, REASON_CODE[reason]);
      }
    }
    const trace = view();
    const turns = createGilTurnReader().read(trace);
    expect(turns.at(gil, builder.length, trace.duration).forced).toBe(forced);
    expect(createCoreUseReader().read(trace).stopsAt(builder.length).gil).toBe(forced);
  },
);
