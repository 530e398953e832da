import { describe, expect, test } from 'vitest';
import { NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { REASON_CODE } from '../../../src/trace/events.ts';
import { currentLines } from '../../../src/trace/state/current-lines.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import { header } from '../random-trace.ts';

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
