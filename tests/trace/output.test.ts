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
      { time: 0, actor: task, text: 'one', event: 1 },
      { time: 2, actor: task, text: 'two', event: 2 },
      { time: 2, actor: task, text: 'one', event: 3 },
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

describe('text without newlines of its own', () => {
  /** Writes pieces in turn, one a second: `print` what ends in a full stop, `output` the rest. */
  const written = (...pieces: readonly (readonly [writer: string, text: string])[]) => {
    const builder = new TraceBuilder();
    const ids = new Map(
      ['A', 'B'].map((name) => [name, builder.actor('thread', name, NO_ACTOR, NO_ACTOR)] as const),
    );
    const reader = createOutputReader();
    pieces.forEach(([writer, text], index) => {
      builder.now = seconds(index);
      const kind = text.endsWith('.') ? 'print' : 'output';
      builder.record(kind, ids.get(writer) ?? NO_ACTOR, NO_ACTOR, builder.text(text));
      reader.read(builder.view(header));
    });
    const trace = builder.view(header);
    const lines = reader.read(trace);
    expect(lines).toEqual(createOutputReader().read(trace));
    return {
      lines: lines.map(({ time, actor, text }) => [time, trace.actors[actor]?.name, text]),
      printed: createStateReader().at(trace, trace.events.length).printed,
    };
  };

  test('is a line once its newline comes', () => {
    expect(written(['A', 'hello'], ['A', '\n'])).toEqual({ lines: [[1, 'A', 'hello']], printed: 1 });
  });

  test('runs together with what others write before its newline; the line is of who began it', () => {
    expect(written(['A', 'a'], ['B', 'b'], ['A', '\n'], ['B', '\n'])).toEqual({
      lines: [
        [2, 'A', 'ab'],
        [3, 'B', ''],
      ],
      printed: 2,
    });
  });

  test('is completed by a whole line of another', () => {
    expect(written(['A', 'a'], ['B', 'b.'], ['A', '\n'])).toEqual({
      lines: [
        [1, 'A', 'ab.'],
        [2, 'A', ''],
      ],
      printed: 2,
    });
  });

  test('may hold several newlines', () => {
    expect(written(['A', 'a\n\nb'], ['B', 'c\n'])).toEqual({
      lines: [
        [0, 'A', 'a'],
        [0, 'A', ''],
        [1, 'A', 'bc'],
      ],
      printed: 3,
    });
  });

  test('is a last line that does not count as printed while it has no newline', () => {
    expect(written(['A', 'a.'], ['A', 'b'], ['B', 'c'])).toEqual({
      lines: [
        [0, 'A', 'a.'],
        [2, 'A', 'bc'],
      ],
      printed: 1,
    });
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
