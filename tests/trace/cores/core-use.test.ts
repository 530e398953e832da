import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { createCoreUseReader, STOP_CAUSES, type StopCause } from '../../../src/trace/cores/core-use.ts';
import { EVENT_CODE, isEndCode, isStateCode, reasonOf } from '../../../src/trace/events.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import { createStatisticsReader } from '../../../src/trace/statistics.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { arbitraryTrace, happenings, recordHappenings, startRandomTrace } from '../random-trace.ts';

const arbitraryRun = fc
  .tuple(
    arbitraryStatements,
    fc.record({
      cores: fc.integer({ min: 1, max: 3 }),
      gil: fc.boolean(),
      switchInterval: fc.constantFrom(0.001, 0.005),
    }),
    fc.constantFrom('sync' as const, 'async' as const),
    fc.integer(),
  )
  .map(([statements, machine, mode, seed]) => runProgram(programOf(statements), { mode, machine, seed }));

const actorsOf = (trace: Trace, kind: 'core' | 'thread'): readonly ActorId[] =>
  trace.actors.filter((actor) => actor.kind === kind).map(({ id }) => id);

/** The thread that the state of a moment has running on a core. */
function threadOn(trace: Trace, count: number, core: ActorId): ActorId {
  const state = createStateReader().at(trace, count);
  const isOn = (thread: ActorId): boolean =>
    state.statusOf(thread) === 'running' && state.subjectOf(thread) === core;
  return actorsOf(trace, 'thread').find(isOn) ?? NO_ACTOR;
}

/** How long threads ran up to a time, or one of them on one core, by adding up the stretches between all events. */
function ranUntil(trace: Trace, time: number, core: ActorId | null): number {
  const { events } = trace;
  const on = new Map<number, number>();
  let ran = 0;
  let last = 0;
  for (let event = 0; event <= events.length; event++) {
    const now = Math.min(time, event < events.length ? (events.time[event] as number) : time);
    const running = [...on.values()].filter((where) => core === null || where === core).length;
    ran += Math.max(0, now - last) * running;
    last = Math.max(last, now);
    const actor = events.actor[event] as number;
    if (trace.actors[actor]?.kind !== 'thread' || !isStateCode(events.kind[event] as number)) continue;
    if (events.kind[event] === EVENT_CODE.run) on.set(actor, events.subject[event] as number);
    else on.delete(actor);
  }
  return ran;
}

/** What the occupants of all cores say of context switches, by going through all events. */
function switchesUntil(trace: Trace, count: number): Record<StopCause, number> & { cores: number[] } {
  const { events } = trace;
  const cores = actorsOf(trace, 'core');
  const latest = new Map<number, { thread: number; left: StopCause }>();
  const found = { gil: 0, 'time-slice': 0, wait: 0, end: 0, cores: cores.map(() => 0) };
  for (let event = 0; event < count; event++) {
    const [code, actor] = [events.kind[event] as number, events.actor[event] as number];
    if (trace.actors[actor]?.kind !== 'thread' || !isStateCode(code)) continue;
    if (code === EVENT_CODE.run) {
      const core = events.subject[event] as number;
      const before = latest.get(core);
      if (before && before.thread !== actor) {
        found[before.left]++;
        const place = cores.indexOf(core as ActorId);
        found.cores[place] = (found.cores[place] ?? 0) + 1;
      }
      latest.set(core, { thread: actor, left: 'wait' });
      continue;
    }
    const reason = code === EVENT_CODE.ready ? reasonOf(events.value[event] as number) : 'none';
    const left = isEndCode(code)
      ? 'end'
      : reason === 'gil'
        ? 'gil'
        : reason === 'core'
          ? 'time-slice'
          : 'wait';
    const isRunning =
      createStateReader()
        .at(trace, event)
        .statusOf(actor as ActorId) === 'running';
    if (!isRunning) continue;
    for (const place of latest.values()) if (place.thread === actor) place.left = left;
  }
  return found;
}

describe('in random programs', () => {
  it('agrees with the state of each moment on who is on which core', () => {
    fc.assert(
      fc.property(arbitraryRun, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
        const count = Math.round(share * trace.events.length);
        const time = seconds(trace.events.time[count - 1] ?? 0);
        const use = createCoreUseReader().read(trace);
        const rows = use.coresAt(count, time);
        expect(rows.map(({ core }) => core)).toEqual(actorsOf(trace, 'core'));
        for (const { core, thread, since } of rows) {
          expect(thread).toBe(threadOn(trace, count, core));
          const state = createStateReader().at(trace, count);
          if (thread !== NO_ACTOR) expect(since).toBe(state.sinceOf(thread));
        }
        expect(use.runningAt(count)).toBe(rows.filter(({ thread }) => thread !== NO_ACTOR).length);
      }),
      { numRuns: 150 },
    );
  });

  it('counts the context switches, each with its cause', () => {
    fc.assert(
      fc.property(arbitraryRun, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
        const use = createCoreUseReader().read(trace);
        const count = Math.round(share * trace.events.length);
        const { cores, ...byCause } = switchesUntil(trace, count);
        expect(use.switchesAt(count)).toEqual(byCause);
        expect(use.coresAt(count, seconds(0)).map(({ switches }) => switches)).toEqual(cores);
        const { length } = trace.events;
        const sum = STOP_CAUSES.reduce((total, cause) => total + use.switchesAt(length)[cause], 0);
        expect(sum).toBe(createStatisticsReader().read(trace).coreSwitches);
      }),
      { numRuns: 100 },
    );
  });

  it('adds up how long each core is busy, and all threads together', () => {
    fc.assert(
      fc.property(arbitraryRun, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
        const time = seconds(share * trace.duration);
        const use = createCoreUseReader().read(trace);
        expect(use.usedUntil(time)).toBeCloseTo(ranUntil(trace, time, null), 9);
        for (const { core, busy } of use.coresAt(0, time)) {
          expect(busy).toBeCloseTo(ranUntil(trace, time, core), 9);
        }
        const averages = use.averages(7, trace.duration);
        averages.forEach((average, part) => {
          const [from, to] = [part, part + 1].map((edge) => (edge * trace.duration) / 7) as [number, number];
          const ran = ranUntil(trace, to, null) - ranUntil(trace, from, null);
          expect(average * (trace.duration / 7)).toBeCloseTo(ran, 9);
        });
      }),
      { numRuns: 100 },
    );
  });
});

test('reading a growing trace in pieces gives what reading it at once does', () => {
  fc.assert(
    fc.property(happenings(80), happenings(80), (first, second) => {
      const random = startRandomTrace();
      const reader = createCoreUseReader();
      recordHappenings(random, first);
      reader.read(random.view());
      recordHappenings(random, second);
      const trace = random.view();
      const [grown, whole] = [reader.read(trace), createCoreUseReader().read(trace)];
      for (let count = 0; count <= trace.events.length; count += 9) {
        const time = seconds(trace.events.time[count - 1] ?? 0);
        for (const use of [grown, whole]) expect(use.mostRunning).toBe(whole.mostRunning);
        expect(grown.coresAt(count, time)).toEqual(whole.coresAt(count, time));
        expect(grown.stopsAt(count)).toEqual(whole.stopsAt(count));
        expect(grown.usedUntil(time)).toBe(whole.usedUntil(time));
      }
    }),
  );
});

test('whatever happens, no core is busy for longer than time has passed', () => {
  fc.assert(
    fc.property(arbitraryTrace(150), (trace) => {
      for (const { busy } of createCoreUseReader().read(trace).coresAt(trace.events.length, trace.duration)) {
        expect(busy).toBeGreaterThanOrEqual(0);
        expect(busy).toBeLessThanOrEqual(trace.duration + 1e-9);
      }
    }),
  );
});

const NONE = { gil: 0, 'time-slice': 0, wait: 0, end: 0 };

describe('at the end of', () => {
  const summary = async (id: string, mode: string) => {
    const trace = await modelled(id, mode);
    const use = createCoreUseReader().read(trace);
    const { length } = trace.events;
    return {
      ...use.switchesAt(length),
      stops: use.stopsAt(length),
      most: use.mostRunning,
      used: use.usedUntil(trace.duration),
      elapsed: trace.duration,
    };
  };

  it('the documents in threads, every switch is from a thread that waits or ends', async () => {
    expect(await summary('documents', 'sync')).toMatchObject({
      ...NONE,
      stops: { ...NONE, wait: 5, end: 1 },
    });
    expect(await summary('documents', 'threads')).toMatchObject({ ...NONE, wait: 15, end: 5, most: 1 });
  });

  it('threads that compute under the GIL, nearly all are forced by requests to drop it', async () => {
    const { most, used, elapsed, ...switches } = await summary('gil', 'threads');
    expect(switches).toMatchObject({ 'time-slice': 0, wait: 9, end: 4 });
    expect(switches.gil).toBeGreaterThan(2000);
    expect(most).toBe(1);
    expect(used).toBeCloseTo(elapsed, 6);
  });

  it.each(['threads:free-threaded', 'processes'])('%s that compute, by time slices', async (mode) => {
    const { most, used, elapsed, ...switches } = await summary('gil', mode);
    expect(switches.gil).toBe(0);
    expect(switches['time-slice']).toBeGreaterThan(4000);
    expect(most).toBe(2);
    expect(used / elapsed).toBeGreaterThan(1.95);
  });

  it.each([
    { mode: 'threads', drop: true, slices: 0, most: 1 },
    { mode: 'processes', drop: false, slices: 4, most: 2 },
    { mode: 'async+processes', drop: false, slices: 4, most: 2 },
  ])('the sums in $mode, 46 s have been computed', async ({ mode, drop, slices, most }) => {
    const found = await summary('sum-squares', mode);
    expect(found.gil > 0).toBe(drop);
    expect(found['time-slice']).toBe(slices);
    expect(found.most).toBe(most);
    expect(found.used).toBeGreaterThan(46);
    expect(found.used).toBeLessThan(46.3);
  });
});
