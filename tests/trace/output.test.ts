import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { REASON_CODE } from '../../src/trace/events.ts';
import { createOutputReader, currentLines, printedUpTo } from '../../src/trace/output.ts';
import { createStateReader } from '../../src/trace/state-reader.ts';
import { header } from './random-trace.ts';

describe('printed lines', () => {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  const print = (time: number, text: string) => {
    builder.now = seconds(time);
    builder.record('print', task, NO_ACTOR, builder.text(text));
  };
  print(0, 'one');
  print(2, 'two');
  const reader = createOutputReader();
  const first = reader.read(builder.view(header));
  const again = reader.read(builder.view(header));
  print(2, 'one');
  const grown = reader.read(builder.view(header));

  test('come in order, with their time and who printed them', () => {
    expect(grown).toEqual([
      { time: 0, actor: task, text: 'one' },
      { time: 2, actor: task, text: 'two' },
      { time: 2, actor: task, text: 'one' },
    ]);
  });

  test('are the same array until one is added', () => {
    expect(again).toBe(first);
    expect(first).toHaveLength(2);
  });

  test('are counted up to a time, and by a state', () => {
    expect([-1, 0, 1, 2, 3].map((time) => printedUpTo(grown, seconds(time)))).toEqual([0, 1, 1, 3, 3]);
    const trace = builder.view(header);
    expect(createStateReader().at(trace, trace.events.length - 1).printed).toBe(2);
  });

  test('of another trace are read from its beginning', () => {
    expect(reader.read(new TraceBuilder().view(header))).toEqual([]);
  });
});

describe('current lines', () => {
  const at = (record: (builder: TraceBuilder) => void) => {
    const builder = new TraceBuilder();
    record(builder);
    const trace = builder.view(header);
    const lines = currentLines(trace, createStateReader().at(trace, trace.events.length));
    return [...lines].map(([line, actors]) => [line, actors.map((actor) => trace.actors[actor]?.name)]);
  };

  test('name everybody at a line who has begun and not ended', () => {
    const lines = at((builder) => {
      for (const [name, ends] of [
        ['doc 0', false],
        ['doc 1', true],
        ['doc 2', false],
      ] as const) {
        const task = builder.actor('task', name, NO_ACTOR, NO_ACTOR);
        builder.record('run', task);
        builder.record('line', task, NO_ACTOR, 4);
        builder.record('wait', task, NO_ACTOR, REASON_CODE.sleep);
        if (ends) builder.record('finish', task);
      }
      builder.record('line', builder.actor('task', 'not begun', NO_ACTOR, NO_ACTOR), NO_ACTOR, 4);
    });
    expect(lines).toEqual([[4, ['doc 0', 'doc 2']]]);
  });

  test('leave out a thread whose task has a line of its own', () => {
    const lines = at((builder) => {
      const thread = builder.actor('thread', 'Worker 0', NO_ACTOR, NO_ACTOR);
      const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
      for (const actor of [thread, task]) builder.record('run', actor);
      builder.record('line', thread, NO_ACTOR, 1);
      builder.record('carry', thread, task);
      builder.record('line', task, NO_ACTOR, 2);
    });
    expect(lines).toEqual([[2, ['doc 0']]]);
  });
});
