import { describe, expect, it } from 'vitest';
import type { LineVisitor } from '../../src/panels/line-visitor.ts';
import { findMoment, type Moment } from '../../src/program/moment.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { visitorsAt } from '../../src/stage/code/visitors.ts';
import { createAccessReader } from '../../src/trace/state/last-accesses.ts';
import { createSharedObjectReader } from '../../src/trace/state/shared-objects.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
import { modelRun, offerOf, workload } from '../catalogue-runs.ts';

/** The model's run of a mode, and who is at the lines of its listing after its first `count` events. */
async function run(id: string, key: string) {
  const scenario = await workload(id);
  const trace = modelRun(scenario, key);
  const { marks } = offerOf(scenario, key).listing(initialValues(scenario.parameters));
  const states = createStateReader();
  const accesses = createAccessReader().read(trace);
  const { variablesAt } = createSharedObjectReader().read(trace);
  const visitors = (count: number) => {
    const values = new Map(variablesAt(count).map(({ variable, value }) => [variable, value]));
    return visitorsAt({
      trace,
      state: states.at(trace, count),
      accesses,
      variableValue: (variable) => values.get(variable) ?? null,
      nameOf: (actor) => trace.actors[actor]?.name ?? '',
      hueOf: (actor) => actor,
    });
  };
  return {
    length: trace.events.length,
    all: (count: number): readonly LineVisitor[] => [...visitors(count).values()].flat(),
    /** Who is at the line of a mark once what happens at a moment has happened. */
    visitorsAfter: (moment: Moment, mark: string): readonly LineVisitor[] => {
      const event = findMoment(trace, marks, moment);
      if (event === null) throw new Error('There is no such moment.');
      return visitors(event + 1).get(marks[mark] as number) ?? [];
    },
  };
}

describe('at a line that reads or writes', () => {
  it('a thread is shown with what it has just read', async () => {
    const { visitorsAfter } = await run('lost-update', 'threads');
    expect(visitorsAfter({ event: 'read', actor: 'Worker 1' }, 'read')).toContainEqual(
      expect.objectContaining({
        name: 'Worker 1',
        state: 'running',
        access: { kind: 'read', variable: 'counter', value: '0', now: null },
        update: { variable: 'counter', step: 'read' },
      }),
    );
  });

  it('a thread is shown with what it has just written', async () => {
    const { visitorsAfter } = await run('lost-update', 'threads');
    expect(visitorsAfter({ event: 'write', actor: 'Worker 1' }, 'write')).toContainEqual(
      expect.objectContaining({
        name: 'Worker 1',
        access: { kind: 'write', variable: 'counter', value: '1', now: null },
        update: { variable: 'counter', step: 'write' },
      }),
    );
  });

  it('a task has in hand what it read, while it waits between its read and its write', async () => {
    const { visitorsAfter } = await run('async-race', 'async');
    expect(visitorsAfter({ event: 'ready', actor: 'task 0', at: 'sleep' }, 'sleep')).toContainEqual(
      expect.objectContaining({
        name: 'task 0',
        access: { kind: 'hand', variable: 'counter', value: '0', now: null },
        update: { variable: 'counter', step: 'work' },
      }),
    );
  });
});

describe('what somebody has in hand is out of date', () => {
  const isOutOfDate = async (key: string): Promise<boolean> => {
    const { all, length } = await run('lost-update', key);
    return Array.from({ length }, (_, count) => all(count)).some((visitors) =>
      visitors.some(({ access }) => access !== null && access.now !== null),
    );
  };

  it.each(['threads', 'threads:own-lock', 'threads:write-lock'])('at some moment in %s', async (key) => {
    expect(await isOutOfDate(key)).toBe(true);
  });

  it('at no moment under the right lock', async () => {
    expect(await isOutOfDate('threads+lock')).toBe(false);
  });
});
