import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, isGil } from '../../../src/trace/actors.ts';
import { eventKindOf, isEndCode } from '../../../src/trace/events.ts';
import { createLockHistoryReader, type LockTimes } from '../../../src/trace/locks/lock-times.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { arbitraryTrace, startRandomTrace } from '../random-trace.ts';

/** The times of a lock as whoever replays the trace from its beginning would add them up. */
function naiveTimes({ events }: Trace, lock: ActorId, count: number, now: number): LockTimes {
  const holders: ActorId[] = [];
  const waiting = new Map<ActorId, { lock: ActorId; waits: boolean }>();
  let [held, waited, acquisitions, contended, last] = [0, 0, 0, 0, 0];
  const pass = (time: number): void => {
    held += holders.length * (time - last);
    for (const request of waiting.values()) if (request.lock === lock) waited += time - last;
    last = time;
  };
  for (let index = 0; index < count; index++) {
    pass(events.time[index] as number);
    const kind = eventKindOf(events.kind[index] as number);
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const request = waiting.get(actor);
    if ((kind === 'block' || kind === 'wait') && request) request.waits = true;
    if (isEndCode(events.kind[index] as number)) waiting.delete(actor);
    if (kind === 'request') waiting.set(actor, { lock: subject, waits: false });
    if (kind === 'acquire' && request?.lock === subject) waiting.delete(actor);
    if (subject !== lock) continue;
    if (kind === 'acquire') {
      holders.push(actor);
      acquisitions++;
      if (request?.lock === lock && request.waits) contended++;
    }
    if (kind === 'release') holders.splice(Math.max(0, holders.indexOf(actor)), 1);
  }
  pass(now);
  return { held: seconds(held), waited: seconds(waited), acquisitions, contended };
}

function expectNaiveTimes(trace: Trace, places: readonly number[]): void {
  const history = createLockHistoryReader().read(trace);
  for (const place of places) {
    const count = place % (trace.events.length + 1);
    const now = seconds((trace.events.time[count - 1] ?? 0) + (place % 3) * 1e-5);
    if (now > (trace.events.time[count] ?? Number.POSITIVE_INFINITY)) continue;
    for (const { id } of trace.actors.filter((actor) => actor.kind === 'lock' && !isGil(actor))) {
      const times = history.timesAt(id, count, now);
      const naive = naiveTimes(trace, id, count, now);
      expect(times.held).toBeCloseTo(naive.held, 9);
      expect(times.waited).toBeCloseTo(naive.waited, 9);
      expect(times).toMatchObject({ acquisitions: naive.acquisitions, contended: naive.contended });
    }
  }
}

const places = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
const mode = fc.constantFrom('threads', 'async') as fc.Arbitrary<'threads' | 'async'>;

test('the times of locks are those of a replay, in simulated programs', () => {
  fc.assert(
    fc.property(arbitraryStatements, mode, fc.integer(), places, (statements, id, seed, at) => {
      expectNaiveTimes(runProgram(programOf(statements), { mode: id, seed }), at);
    }),
    { numRuns: 150 },
  );
});

test('the times of locks are those of a replay, whatever happens', () => {
  fc.assert(
    fc.property(arbitraryTrace(200), places, (trace, at) => expectNaiveTimes(trace, at)),
    { numRuns: 100 },
  );
});

test('a growing trace is read on, and the GIL is none of its locks', () => {
  const { builder, threads, locks, gil, view } = startRandomTrace();
  const [one, other] = threads as [ActorId, ActorId];
  const [lock] = locks as [ActorId];
  const reader = createLockHistoryReader();
  const after = (time: number) => {
    const trace = view();
    const history = reader.read(trace);
    return { found: history.locks, times: history.timesAt(lock, trace.events.length, seconds(time)) };
  };
  builder.record('acquire', one, gil);
  expect(after(0).found).toEqual([]);
  builder.record('request', one, lock);
  builder.record('acquire', one, lock);
  builder.now = seconds(1);
  builder.record('request', other, lock);
  builder.record('block', other, lock);
  expect(after(3)).toEqual({
    found: [lock],
    times: { held: 3, waited: 2, acquisitions: 1, contended: 0 },
  });
  builder.now = seconds(4);
  builder.record('release', one, lock);
  builder.record('acquire', other, lock);
  expect(after(5).times).toEqual({ held: 5, waited: 3, acquisitions: 2, contended: 1 });
});

test('what several have at once is a semaphore, of as many permits as were taken when somebody had to wait', async () => {
  const permitsOf = (trace: Trace) => {
    const history = createLockHistoryReader().read(trace);
    return history.locks.map((lock) => history.permitsOf(lock));
  };
  expect(permitsOf(await modelled('semaphore', 'async'))).toEqual([10]);
  expect(permitsOf(await modelled('lost-update', 'threads+lock'))).toEqual([1]);
  const { builder, threads, locks, view } = startRandomTrace();
  const [lock] = locks as [ActorId];
  for (const thread of threads.slice(0, 2)) builder.record('acquire', thread, lock);
  expect(permitsOf(view())).toEqual([null]);
});
