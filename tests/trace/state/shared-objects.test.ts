import { describe, expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import type { EventKind } from '../../../src/trace/events.ts';
import { createSharedObjectReader } from '../../../src/trace/state/shared-objects.ts';
import { header } from '../random-trace.ts';

function createTrace() {
  const builder = new TraceBuilder();
  const thing = (kind: 'thread' | 'variable' | 'lock', name: string): ActorId =>
    builder.actor(kind, name, NO_ACTOR, NO_ACTOR);
  const [a, b] = [thing('thread', 'A'), thing('thread', 'B')];
  const [counter, untouched] = [thing('variable', 'counter'), thing('variable', 'untouched')];
  const [gil, lock, unused] = [thing('lock', 'GIL'), thing('lock', 'lock'), thing('lock', 'unused')];
  const touch = (time: number, kind: EventKind, actor: ActorId, subject: ActorId, value = ''): number => {
    builder.now = seconds(time);
    builder.record(kind, actor, subject, builder.text(value));
    return builder.length;
  };
  return { builder, a, b, counter, untouched, gil, lock, unused, touch };
}

describe('shared variables', () => {
  const { builder, a, b, counter, touch } = createTrace();
  const reader = createSharedObjectReader();
  const before = builder.length;
  const read = touch(1, 'read', a, counter, '0');
  const written = touch(2, 'write', a, counter, '1');
  reader.read(builder.view(header));
  const readAgain = touch(3, 'read', b, counter, '1');
  const last = touch(4, 'write', b, counter, '2');
  const at = (count: number) => reader.read(builder.view(header)).variablesAt(count);

  test.each([
    { count: before, value: null, by: null },
    { count: read, value: '0', by: null },
    { count: written, value: '1', by: { by: a, time: 2, event: written - 1 } },
    { count: readAgain, value: '1', by: { by: a, time: 2, event: written - 1 } },
    { count: last, value: '2', by: { by: b, time: 4, event: last - 1 } },
  ])('have after $count events the value $value', ({ count, value, by }) => {
    expect(at(count)).toEqual([{ variable: counter, value, written: by }]);
  });

  test('of another trace are read from its beginning', () => {
    const other = createTrace();
    other.touch(0, 'write', other.b, other.untouched, 'x');
    const [variable, ...others] = reader.read(other.builder.view(header)).variablesAt(99);
    expect(variable?.variable).toBe(other.untouched);
    expect(others).toEqual([]);
  });
});

test('the locks are those that are asked for, but for the GIL', () => {
  const { builder, a, gil, lock, touch } = createTrace();
  touch(0, 'request', a, gil);
  touch(1, 'request', a, lock);
  expect(createSharedObjectReader().read(builder.view(header)).locks).toEqual([lock]);
});
