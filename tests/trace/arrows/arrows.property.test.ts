import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorId, isGil } from '../../../src/trace/actors.ts';
import { ARROW_CODE, type Arrows, arrowKindOf } from '../../../src/trace/arrows/arrow-columns.ts';
import { createArrowReader } from '../../../src/trace/arrows/arrows.ts';
import { EVENT_CODE, type EventKind, eventKindOf, isEndCode } from '../../../src/trace/events.ts';
import type { TraceState } from '../../../src/trace/state/state.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { arbitraryStatements, programOf, type Statement } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';

const indicesOf = ({ length }: Arrows): readonly number[] => Array.from({ length }, (_, index) => index);

/** What can wake another in a random program, which has no queues. */
const WAKING: readonly EventKind[] = ['finish', 'fail', 'cancel', 'wake', 'create'];

/** What must hold of an arrow, given the states of the trace before events. */
function checkArrow(
  trace: Trace,
  arrows: Arrows,
  index: number,
  before: (event: number) => TraceState,
): void {
  const { events, actors } = trace;
  const [from, to, subject] = [arrows.from, arrows.to, arrows.subject].map(
    (column) => column[index] as ActorId,
  ) as [ActorId, ActorId, ActorId];
  const fromEvent = arrows.fromEvent[index] as number;
  const toEvent = arrows.toEvent[index] as number;
  const kind = arrowKindOf(arrows.kind[index] as number);
  expect(actors[from] && actors[to] && from !== to).toBe(true);
  expect(fromEvent).toBeLessThan(toEvent);
  expect(arrows.fromTime[index]).toBe(events.time[fromEvent]);
  expect(arrows.toTime[index]).toBe(events.time[toEvent]);
  expect(arrows.fromTime[index]).toBeLessThanOrEqual(arrows.toTime[index] as number);
  switch (kind) {
    case 'spawn':
      expect([events.kind[fromEvent], events.actor[fromEvent]]).toEqual([EVENT_CODE.create, to]);
      expect(before(toEvent).statusOf(to)).toBe('created');
      return;
    case 'wake': {
      const wakes = eventKindOf(events.kind[fromEvent] as number);
      expect(WAKING).toContain(wakes);
      if (wakes === 'create') expect(eventKindOf(events.kind[toEvent] as number)).toBe('carry');
      else expect(['waiting', 'blocked']).toContain(before(toEvent).statusOf(to));
      return;
    }
    case 'join':
      expect(isEndCode(events.kind[fromEvent] as number) && events.actor[fromEvent] === from).toBe(true);
      expect(before(toEvent).reasonOf(to)).toBe('join');
      return;
    case 'gil':
    case 'hand-over': {
      const lock = actors[subject];
      if (lock?.kind === 'queue') return;
      expect(lock && isGil(lock)).toBe(kind === 'gil');
      expect(before(fromEvent).holders(subject)).toContain(from);
      expect(before(fromEvent + 1).holders(subject)).not.toContain(from);
      expect(before(fromEvent).waiters(subject)).toContain(to);
      expect(before(toEvent + 1).holders(subject)).toContain(to);
    }
  }
}

const machine = fc.record({
  cores: fc.integer({ min: 1, max: 4 }),
  gil: fc.boolean(),
  switchInterval: fc.constantFrom(0.001, 0.005, 0.02),
});

/** Threads or tasks that hold locks in turn for a while. */
const contention: fc.Arbitrary<readonly Statement[]> = fc
  .array(
    fc.array(
      fc.record({
        do: fc.constant('locked' as const),
        lock: fc.constantFrom('a' as const, 'b' as const),
        body: fc.array(
          fc.record({
            do: fc.constantFrom('wait' as const, 'compute' as const),
            ticks: fc.integer({ min: 1, max: 5 }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { maxLength: 4 },
    ),
    { minLength: 2, maxLength: 5 },
  )
  .map((parts) => [{ do: 'together', how: 'join', parts }]);

/** How often a task, which is what asks for locks here, was blocked on one. */
const timesBlocked = ({ events, actors }: Trace): number =>
  Array.from({ length: events.length }, (_, event) => event).filter(
    (event) =>
      events.kind[event] === EVENT_CODE.block && actors[events.actor[event] as number]?.kind === 'task',
  ).length;

describe('the arrows of a random program', () => {
  const check = (trace: Trace): Arrows => {
    const arrows = createArrowReader().read(trace);
    const reader = createStateReader();
    let last = -1;
    for (const index of indicesOf(arrows)) {
      checkArrow(trace, arrows, index, (event) => reader.at(trace, event));
      expect(arrows.toEvent[index]).toBeGreaterThanOrEqual(last);
      last = arrows.toEvent[index] as number;
    }
    return arrows;
  };

  it.each(['sync', 'async'] as const)('are what they say in the mode %s', (mode) => {
    fc.assert(
      fc.property(arbitraryStatements, machine, fc.integer(), (statements, settings, seed) => {
        check(runProgram(programOf(statements), { mode, machine: settings, seed }));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['sync', 'async'] as const)('lead to each who was blocked on a lock in the mode %s', (mode) => {
    fc.assert(
      fc.property(contention, machine, (statements, settings) => {
        const trace = runProgram(programOf(statements), { mode, machine: settings });
        const arrows = check(trace);
        const reader = createStateReader();
        const isUnblocked = (index: number): boolean => {
          const before = reader.at(trace, arrows.toEvent[index] as number);
          const isBlocked = before.statusOf(arrows.to[index] as ActorId) === 'blocked';
          return arrows.kind[index] === ARROW_CODE['hand-over'] || isBlocked;
        };
        expect(indicesOf(arrows).filter(isUnblocked).length).toBe(timesBlocked(trace));
      }),
      { numRuns: 30 },
    );
  });

  it('are the same when they are read while the trace grows', () => {
    fc.assert(
      fc.property(arbitraryStatements, fc.array(fc.nat(400)), (statements, stops) => {
        const trace = runProgram(programOf(statements), { mode: 'async' });
        const growing = createArrowReader();
        const lengths = [...stops, trace.events.length].sort((one, other) => one - other);
        for (const length of lengths.filter((count) => count <= trace.events.length)) {
          growing.read({ ...trace, events: { ...trace.events, length } });
        }
        expect(growing.read(trace)).toEqual(createArrowReader().read(trace));
      }),
      { numRuns: 30 },
    );
  });
});
