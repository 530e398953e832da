import { describe, expect, it } from 'vitest';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { createGrowingReader, type TraceReader } from '../../src/trace/growing-reader.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { header } from './random-trace.ts';

/** A trace of so many events. */
function traceOf(length: number): Trace {
  const builder = new TraceBuilder();
  const thread = builder.addActor('thread', 'main', NO_ACTOR);
  for (let line = 1; line <= length; line++) builder.record('line', thread, NO_ACTOR, line);
  return builder.view(header);
}

const upTo = (trace: Trace, length: number): Trace => ({ ...trace, events: { ...trace.events, length } });

/** Tells each reading from the others, and which events it has been given. */
function createRecorder(): TraceReader<{ readonly reading: number; readonly given: readonly number[] }> {
  let readings = 0;
  return createGrowingReader(() => {
    const reading = ++readings;
    const given: number[] = [];
    return {
      read({ events }, from) {
        for (let event = from; event < events.length; event++) given.push(event);
        return { reading, given: [...given] };
      },
    };
  });
}

describe('a reader of a growing trace', () => {
  it('is given every event once', () => {
    const trace = traceOf(4);
    const reader = createRecorder();
    expect(reader.read(upTo(trace, 2))).toEqual({ reading: 1, given: [0, 1] });
    expect(reader.read(upTo(trace, 2))).toEqual({ reading: 1, given: [0, 1] });
    expect(reader.read(trace)).toEqual({ reading: 1, given: [0, 1, 2, 3] });
  });

  it('begins anew with other actors, and with fewer events', () => {
    const trace = traceOf(3);
    const reader = createRecorder();
    reader.read(trace);
    expect(reader.read(upTo(trace, 2))).toEqual({ reading: 2, given: [0, 1] });
    expect(reader.read(traceOf(3))).toEqual({ reading: 3, given: [0, 1, 2] });
  });
});
