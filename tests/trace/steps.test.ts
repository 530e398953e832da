import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { createStepReader, mergeSteps } from '../../src/trace/steps.ts';
import { arbitraryTrace, header, recordHappenings, startRandomTrace } from './random-trace.ts';

test('steps of any traces never go back in time, and end with every event that is seen', () => {
  fc.assert(
    fc.property(fc.array(arbitraryTrace(60), { maxLength: 4 }), (traces) => {
      const order = mergeSteps(traces);
      let before = traces.map(() => 0);
      for (let step = 1; step <= order.length; step++) {
        const counts = order.countsAtStep(step);
        const moved = counts.filter((count, index) => count !== before[index]);
        expect(moved).toHaveLength(1);
        counts.forEach((count, index) => {
          expect(count).toBeGreaterThanOrEqual(before[index] as number);
        });
        if (step > 1) expect(order.timeOf(step - 1)).toBeGreaterThanOrEqual(order.timeOf(step - 2));
        before = [...counts];
      }
    }),
  );
});

test('the step at a time is the last that has happened by then', () => {
  fc.assert(
    fc.property(
      arbitraryTrace(60),
      arbitraryTrace(60),
      fc.double({ min: 0, max: 40, noNaN: true }),
      (one, other, at) => {
        const order = mergeSteps([one, other]);
        const step = order.stepAt(seconds(at));
        if (step > 0) expect(order.timeOf(step - 1)).toBeLessThanOrEqual(at);
        if (step < order.length) expect(order.timeOf(step)).toBeGreaterThan(at);
        order.countsAtTime(seconds(at)).forEach((count, index) => {
          expect(count).toBeGreaterThanOrEqual(order.countsAtStep(step)[index] as number);
        });
      },
    ),
  );
});

test('traces take turns by time, and at one time in their own order', () => {
  const traceAt = (times: readonly number[]) => {
    const builder = new TraceBuilder();
    const task = builder.actor('task', 'doc', NO_ACTOR, NO_ACTOR);
    for (const time of times) {
      builder.now = seconds(time);
      builder.record('line', task, NO_ACTOR, 1);
    }
    return builder.view(header);
  };
  const order = mergeSteps([traceAt([0, 2]), traceAt([0, 1])]);
  expect([0, 1, 2, 3, 4].map((step) => order.countsAtStep(step))).toEqual([
    [0, 0],
    [2, 0],
    [2, 2],
    [2, 3],
    [3, 3],
  ]);
});

test('a task that only repeats its thread, and bookkeeping, make no steps of their own', () => {
  const builder = new TraceBuilder();
  const thread = builder.actor('thread', 'Worker 0', NO_ACTOR, NO_ACTOR);
  const task = builder.actor('task', 'doc 0', NO_ACTOR, thread);
  builder.record('run', thread);
  builder.record('carry', thread, task);
  builder.record('line', task, NO_ACTOR, 3);
  builder.record('wait', thread, NO_ACTOR, 5);
  builder.record('wait', task, NO_ACTOR, 5);
  const order = mergeSteps([builder.view(header)]);
  expect([0, 1, 2, 3].map((step) => order.countsAtStep(step)[0])).toEqual([0, 4, 5, 7]);
  expect(order.length).toBe(3);
});

test('an event has happened at its own step, and not at the one before', () => {
  fc.assert(
    fc.property(fc.array(arbitraryTrace(40), { minLength: 1, maxLength: 3 }), (traces) => {
      const order = mergeSteps(traces);
      traces.forEach((trace, index) => {
        const last = order.countsAtStep(order.length)[index] ?? 0;
        for (let event = 0; event < trace.events.length; event++) {
          const step = order.stepOfEvent(index, event);
          if (event < last) expect(order.countsAtStep(step)[index]).toBeGreaterThan(event);
          else expect(step).toBe(order.length);
          if (step > 0 && event < last)
            expect(order.countsAtStep(step - 1)[index] ?? 0).toBeLessThanOrEqual(event);
        }
      });
    }),
  );
});

test('tasks made ready one after another are steps of their own', () => {
  const builder = new TraceBuilder();
  const tasks = ['one', 'two'].map((name): ActorId => builder.actor('task', name, NO_ACTOR, NO_ACTOR));
  for (const task of tasks) builder.record('ready', task, NO_ACTOR, 3);
  expect(mergeSteps([builder.view(header)]).length).toBe(2);
});

test('a reader merges anew only when a trace has changed', () => {
  const random = startRandomTrace();
  const happening = { wait: 1, what: 82, who: 1, whom: 1, how: 1 };
  recordHappenings(random, [happening]);
  const reader = createStepReader();
  const first = reader.read([random.view()]);
  expect(reader.read([random.view()])).toBe(first);
  recordHappenings(random, [happening]);
  expect(reader.read([random.view()]).length).toBe(first.length + 1);
});
