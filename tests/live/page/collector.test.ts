import { expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { describeActor, firstActorOf, ROW } from '../../../src/live/event-rows.ts';
import { Collector } from '../../../src/live/page/collector.ts';
import { type ActorId, type ActorKind, NO_ACTOR } from '../../../src/trace/actors.ts';
import type { TraceHeader } from '../../../src/trace/builder.ts';
import { EVENT_CODE, EVENT_KINDS, type EventKind } from '../../../src/trace/events.ts';

const header: TraceHeader = {
  scenario: 's',
  mode: 'threads',
  provenance: 'measured',
  params: {},
  seed: 1,
  machine: { cores: 2 },
};

/** A worker that records into a collector. */
function openWorker(collector: Collector, index: number) {
  const stream = collector.open();
  const texts: string[] = [];
  let next = firstActorOf(index);
  const text = (content: string): number => {
    stream.text(texts.length, content);
    return texts.push(content) - 1;
  };
  return {
    text,
    actor: (time: number, kind: ActorKind, name: string, parent: number = NO_ACTOR): number => {
      const id = next++;
      stream.row(time, ROW.declare, id, parent, describeActor(kind, text(name)));
      stream.row(time, EVENT_CODE.create, id, NO_ACTOR, 0);
      return id;
    },
    record: (time: number, kind: EventKind, actor: number, subject: number = NO_ACTOR, value = 0): void => {
      stream.row(time, EVENT_CODE[kind], actor, subject, value);
    },
  };
}

/** The trace as lines of text. */
function told(collector: Collector): string[] {
  const { events, actors, texts } = collector.view(header, null, seconds(0));
  return Array.from({ length: events.length }, (_, index) => {
    const kind = EVENT_KINDS[events.kind[index] as number];
    const subject = actors[events.subject[index] as number]?.name;
    const words = kind === 'print' ? ` "${texts[events.value[index] as number]}"` : '';
    return `${events.time[index]} ${actors[events.actor[index] as number]?.name} ${kind}${subject ? ` ${subject}` : ''}${words}`;
  });
}

test('sorts the events of several workers by time', () => {
  const collector = new Collector();
  const [one, other] = [openWorker(collector, 0), openWorker(collector, 1)];
  const a = one.actor(0, 'thread', 'A');
  const b = other.actor(1, 'thread', 'B', a);
  one.record(2, 'run', a, b);
  other.record(1.5, 'print', b, NO_ACTOR, other.text('hello'));
  one.record(3, 'finish', a);
  expect(collector.commit(10)).toBe(true);
  expect(told(collector)).toEqual([
    '0 A create',
    '1 B create',
    '1.5 B print "hello"',
    '2 A run B',
    '3 A finish',
  ]);
  const { actors } = collector.view(header, null, seconds(0));
  expect(actors.map(({ id, name, parent }) => [id, name, parent])).toEqual([
    [0, 'A', NO_ACTOR],
    [1, 'B', 0],
  ]);
});

test('keeps events back until no earlier one is expected', () => {
  const collector = new Collector();
  const [one, other] = [openWorker(collector, 0), openWorker(collector, 1)];
  const a = one.actor(0, 'thread', 'A');
  one.record(5, 'run', a);
  collector.commit(4);
  other.actor(4.5, 'thread', 'B');
  expect(collector.commit(4)).toBe(false);
  collector.commit(6);
  expect(told(collector)).toEqual(['0 A create', '4.5 B create', '5 A run']);
});

test('waits for the worker that declares an actor', () => {
  const collector = new Collector();
  const [one, other] = [openWorker(collector, 0), openWorker(collector, 1)];
  one.record(1, 'run', firstActorOf(1));
  expect(collector.commit(5)).toBe(false);
  other.actor(0.5, 'thread', 'B');
  collector.commit(5);
  expect(told(collector)).toEqual(['0.5 B create', '1 B run']);
});

test('shows what comes late as soon as it can, and in its place in the end', () => {
  const collector = new Collector();
  const [one, other] = [openWorker(collector, 0), openWorker(collector, 1)];
  const a = one.actor(0, 'thread', 'A');
  one.record(5, 'run', a);
  collector.commit(6);
  other.actor(2, 'task', 'B');
  collector.commit(6);
  expect(told(collector)).toEqual(['0 A create', '5 A run', '5 B create']);
  other.record(7, 'finish', firstActorOf(1));
  collector.complete();
  expect(told(collector)).toEqual(['0 A create', '2 B create', '5 A run', '7 B finish']);
  expect(collector.endedTasks).toBe(1);
  expect(collector.lastTime).toBe(7);
});

test('has what is appended follow everything else', () => {
  const collector = new Collector();
  const one = openWorker(collector, 0);
  const a = one.actor(0, 'thread', 'A');
  one.record(5, 'run', a);
  collector.complete();
  collector.append(1, EVENT_CODE.cancel, collector.actor(a) as ActorId);
  expect(told(collector)).toEqual(['0 A create', '5 A run', '5 A cancel']);
});

test('leaves out, at the end, what a worker that died never declared', () => {
  const collector = new Collector();
  const one = openWorker(collector, 0);
  const a = one.actor(0, 'thread', 'A');
  one.record(1, 'run', firstActorOf(7));
  one.record(2, 'finish', a);
  collector.complete();
  expect(told(collector)).toEqual(['0 A create', '2 A finish']);
});
