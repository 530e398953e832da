import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { REASON_CODE } from '../../../src/trace/events.ts';
import { TraceState } from '../../../src/trace/state/state.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { header, manyHappenings, randomTrace, recordHappenings, startRandomTrace } from '../random-trace.ts';

/** Everything a state says, for comparing. */
const answersOf = (trace: Trace, state: TraceState) => ({
  count: state.count,
  time: state.time,
  printed: state.printed,
  actors: trace.actors.map(({ id, kind }) => ({
    status: state.statusOf(id),
    reason: state.reasonOf(id),
    subject: state.subjectOf(id),
    since: state.sinceOf(id),
    line: state.lineOf(id),
    frames: state.framesOf(id),
    carried: state.carriedBy(id),
    error: state.errorOf(id),
    ...(kind === 'lock' && {
      holders: state.holders(id),
      waiters: state.waiters(id),
      drop: state.dropRequestedBy(id),
    }),
    ...(kind === 'variable' && { value: state.valueOf(id) }),
    ...(kind === 'queue' && { items: state.itemsIn(id) }),
    ...(kind === 'loop' && {
      timers: state.timers(id),
      queue: state.readyQueue(id),
      iteration: state.iterationOf(id),
    }),
  })),
});

/** A trace of several keyframes. */
const longTrace = randomTrace(manyHappenings(40_000, createRandom(7).next));

test('a state by way of keyframes is the one that replaying from the beginning gives', () => {
  const reader = createStateReader();
  const { length } = longTrace.events;
  fc.assert(
    fc.property(fc.nat({ max: length }), (count) => {
      const replayed = TraceState.before(longTrace).advancedTo(count, longTrace);
      expect(answersOf(longTrace, reader.at(longTrace, count))).toEqual(answersOf(longTrace, replayed));
    }),
    { numRuns: 40 },
  );
});

test('steps on and back and leaps, in any order, come to the states that replaying gives', () => {
  const { length } = longTrace.events;
  const move = fc.oneof(fc.integer({ min: -150, max: 150 }), fc.constantFrom(-1, 1), fc.nat({ max: length }));
  fc.assert(
    fc.property(fc.nat({ max: length }), fc.array(move, { maxLength: 25 }), (start, moves) => {
      const reader = createStateReader();
      let count = start;
      for (const by of moves) {
        reader.at(longTrace, count);
        count = Math.abs(by) > 150 ? by : Math.min(length, Math.max(0, count + by));
      }
      const replayed = TraceState.before(longTrace).advancedTo(count, longTrace);
      expect(answersOf(longTrace, reader.at(longTrace, count))).toEqual(answersOf(longTrace, replayed));
    }),
    { numRuns: 40 },
  );
});

test('a growing trace is read on from where it was', () => {
  const random = startRandomTrace();
  const reader = createStateReader();
  const { next } = createRandom(3);
  for (let piece = 0; piece < 5; piece++) {
    recordHappenings(random, manyHappenings(5000, next));
    const trace = random.view();
    const { length } = trace.events;
    for (const count of [length, Math.floor(length / 2), length - 1]) {
      const replayed = TraceState.before(trace).advancedTo(count, trace);
      expect(answersOf(trace, reader.at(trace, count))).toEqual(answersOf(trace, replayed));
    }
  }
});

test('a state that was given does not change when later ones are asked for', () => {
  const reader = createStateReader();
  const early = reader.at(longTrace, 100);
  const before = answersOf(longTrace, early);
  reader.at(longTrace, 20_000);
  expect(answersOf(longTrace, early)).toEqual(before);
});

test('counts outside the trace are its ends', () => {
  const reader = createStateReader();
  expect(reader.at(longTrace, -5).count).toBe(0);
  expect(reader.at(longTrace, Number.POSITIVE_INFINITY).count).toBe(longTrace.events.length);
});

describe('what a state says', () => {
  const stateAfter = (
    record: (
      builder: TraceBuilder,
      actor: (kind: 'task' | 'lock' | 'loop' | 'queue' | 'variable' | 'thread', name: string) => ActorId,
    ) => void,
  ) => {
    const builder = new TraceBuilder();
    const ids = new Map<string, ActorId>();
    record(builder, (kind, name) => {
      const id = builder.actor(kind, name, NO_ACTOR, NO_ACTOR);
      ids.set(name, id);
      return id;
    });
    const trace = builder.view(header);
    const id = (name: string): ActorId => ids.get(name) as ActorId;
    return { state: createStateReader().at(trace, trace.events.length), id };
  };

  test('holders and waiters of a lock, in the order they asked', () => {
    const { state, id } = stateAfter((builder, actor) => {
      const lock = actor('lock', 'lock');
      const [first, second, third] = ['first', 'second', 'third'].map((name) => actor('task', name));
      for (const task of [first, third, second]) builder.record('request', task as ActorId, lock);
      builder.record('acquire', first as ActorId, lock);
    });
    expect(state.holders(id('lock'))).toEqual([id('first')]);
    expect(state.waiters(id('lock'))).toEqual([id('third'), id('second')]);
  });

  test('what is in a queue, the oldest first, however early somebody takes it', () => {
    const { state, id } = stateAfter((builder, actor) => {
      const [queue, early] = [actor('queue', 'queue'), actor('queue', 'early')];
      const task = actor('task', 'task');
      const record = (kind: 'put' | 'get', about: ActorId, item: string) =>
        builder.record(kind, task, about, builder.text(item));
      for (const item of ['1', '2', '3']) record('put', queue, item);
      record('get', queue, '1');
      record('get', early, '1');
      for (const item of ['1', '2']) record('put', early, item);
    });
    expect(state.itemsIn(id('queue'))).toEqual(['2', '3']);
    expect(state.itemsIn(id('early'))).toEqual(['2']);
    expect(state.itemsIn(id('task'))).toEqual([]);
  });

  test('a request to drop the GIL stands until the GIL changes hands', () => {
    const record = (released: boolean) =>
      stateAfter((builder, actor) => {
        const gil = actor('lock', 'GIL');
        const one = actor('thread', 'one');
        const other = actor('thread', 'other');
        builder.record('acquire', one, gil);
        builder.record('drop-request', other, gil);
        if (released) builder.record('release', one, gil);
      });
    const asked = record(false);
    expect(asked.state.dropRequestedBy(asked.id('GIL'))).toBe(asked.id('other'));
    const dropped = record(true);
    expect(dropped.state.dropRequestedBy(dropped.id('GIL'))).toBe(NO_ACTOR);
  });

  test('a thread that is ready for want of the GIL waits for it', () => {
    const { state, id } = stateAfter((builder, actor) => {
      const gil = actor('lock', 'GIL');
      builder.record('ready', actor('thread', 'one'), gil, REASON_CODE.gil);
      builder.record('ready', actor('task', 'doc'), gil, REASON_CODE.gil);
    });
    expect(state.waiters(id('GIL'))).toEqual([id('one')]);
  });

  test('timers by deadline until their task runs, and the ready queue in order', () => {
    const { state, id } = stateAfter((builder, actor) => {
      const loop = actor('loop', 'loop');
      const tasks = ['late', 'early', 'met'].map((name) => actor('task', name));
      const deadlines = [9, 4, 1];
      tasks.forEach((task, index) => {
        builder.record('timer', task, loop, deadlines[index]);
        builder.record('wait', task, NO_ACTOR, REASON_CODE.sleep);
      });
      builder.record('run', tasks[2] as ActorId);
      for (const name of ['b', 'a']) builder.record('ready', actor('task', name), loop, REASON_CODE.loop);
    });
    expect(state.timers(id('loop'))).toEqual([
      { actor: id('early'), deadline: 4 },
      { actor: id('late'), deadline: 9 },
    ]);
    expect(state.readyQueue(id('loop'))).toEqual([id('b'), id('a')]);
  });

  test('frames, line, value, error and who is carried', () => {
    const { state, id } = stateAfter((builder, actor) => {
      builder.now = seconds(1);
      const task = actor('task', 'doc');
      const thread = actor('thread', 'thread');
      const variable = actor('variable', 'counter');
      builder.record('carry', thread, task);
      builder.record('call', task, NO_ACTOR, builder.text('main'));
      builder.record('call', task, NO_ACTOR, builder.text('process'));
      builder.record('call', task, NO_ACTOR, builder.text('sleep'));
      builder.record('return', task, NO_ACTOR, builder.text('sleep'));
      builder.record('line', task, NO_ACTOR, 4);
      builder.record('write', task, variable, builder.text('3'));
      builder.record('fail', task, NO_ACTOR, builder.text('ValueError: bad'));
    });
    expect(state.framesOf(id('doc'))).toEqual(['main', 'process']);
    expect(state.lineOf(id('doc'))).toBe(4);
    expect(state.valueOf(id('counter'))).toBe('3');
    expect(state.statusOf(id('doc'))).toBe('failed');
    expect(state.errorOf(id('doc'))).toBe('ValueError: bad');
    expect(state.sinceOf(id('doc'))).toBe(1);
    expect(state.innermost(id('thread'))).toBe(id('doc'));
    expect(state.statusOf(99 as ActorId)).toBe('absent');
  });
});
