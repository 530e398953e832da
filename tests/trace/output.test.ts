import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { createOutputReader } from '../../src/trace/output.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
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

  test('are counted by a state', () => {
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
