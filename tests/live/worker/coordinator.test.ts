import { expect, test } from 'vitest';
import type { CoordinatorQuestion, CoordinatorReply } from '../../../src/live/protocol.ts';
import { Coordinator } from '../../../src/live/worker/coordinator.ts';
import type { Program } from '../../../src/program/program.ts';

const program = {
  routines: { *main() {} },
  locks: { door: {}, seats: { permits: 2 } },
  variables: { count: 3 },
  queues: { line: 1 },
} as unknown as Program;

/** A coordinator and what it has said to each thread, without the times. */
function createProcess() {
  const coordinator = new Coordinator(program);
  const said: Record<string, unknown[]> = {};
  const ask = (thread: string, question: CoordinatorQuestion, time = 0): void => {
    coordinator.receive({ ...question, time }, (reply: CoordinatorReply) => {
      said[thread] ??= [];
      said[thread].push(reply.kind === 'answer' ? [reply.granted, reply.value] : ['turn', reply.value]);
    });
  };
  return { ask, said };
}

test('hands a lock on in the order of asking', () => {
  const { ask, said } = createProcess();
  for (const thread of ['a', 'b', 'c']) ask(thread, { kind: 'acquire', lock: 'door' });
  expect(said).toEqual({ a: [[true, null]], b: [[false, null]], c: [[false, null]] });
  ask('a', { kind: 'release', lock: 'door' });
  expect(said.b).toEqual([
    [false, null],
    ['turn', null],
  ]);
  expect(said.c).toEqual([[false, null]]);
});

test('refuses to release a lock that nobody holds', () => {
  const { ask, said } = createProcess();
  ask('a', { kind: 'release', lock: 'door' });
  expect(said.a).toEqual([[false, null]]);
});

test('lets as many have a semaphore as it has permits', () => {
  const { ask, said } = createProcess();
  for (const thread of ['a', 'b', 'c']) ask(thread, { kind: 'acquire', lock: 'seats' });
  expect(Object.values(said).map(([first]) => first)).toEqual([
    [true, null],
    [true, null],
    [false, null],
  ]);
});

test('passes the GIL on without answering its release', () => {
  const { ask, said } = createProcess();
  ask('a', { kind: 'acquire-gil' });
  ask('b', { kind: 'acquire-gil' });
  ask('a', { kind: 'release-gil' });
  expect(said).toEqual({
    a: [[true, null]],
    b: [
      [false, null],
      ['turn', null],
    ],
  });
});

test('keeps variables', () => {
  const { ask, said } = createProcess();
  ask('a', { kind: 'read', variable: 'count' });
  ask('a', { kind: 'write', variable: 'count', value: [1] });
  ask('b', { kind: 'read', variable: 'count' });
  expect(said.a?.[0]).toEqual([true, 3]);
  expect(said.b).toEqual([[true, [1]]]);
});

test('has those wait who find a queue empty or full', () => {
  const { ask, said } = createProcess();
  ask('a', { kind: 'get', queue: 'line' });
  ask('b', { kind: 'put', queue: 'line', item: 'x' });
  ask('b', { kind: 'put', queue: 'line', item: 'y' });
  ask('b', { kind: 'put', queue: 'line', item: 'z' });
  expect(said.a).toEqual([
    [false, null],
    ['turn', 'x'],
  ]);
  expect(said.b).toEqual([
    [true, null],
    [true, null],
    [false, null],
  ]);
  ask('c', { kind: 'get', queue: 'line' });
  expect(said.c).toEqual([[true, 'y']]);
  expect(said.b?.at(-1)).toEqual(['turn', null]);
  ask('c', { kind: 'get', queue: 'line' });
  expect(said.c?.at(-1)).toEqual([true, 'z']);
});

test('tells everybody the latest time it has heard of', () => {
  const coordinator = new Coordinator(program);
  const times: number[] = [];
  coordinator.receive({ kind: 'acquire-gil', time: 5 }, () => {});
  coordinator.receive({ kind: 'read', variable: 'count', time: 2 }, ({ time }) => times.push(time));
  expect(times).toEqual([5]);
});
