import { expect, test } from 'vitest';
import { milliseconds } from '../../../src/base/units.ts';
import { HybridClock } from '../../../src/live/hybrid-clock.ts';
import { layOutProcess } from '../../../src/live/process-layout.ts';
import { createSharedProcess, initialiseVariables } from '../../../src/live/worker/shared-process.ts';
import type { Program } from '../../../src/program/program.ts';

const program = {
  routines: { *main() {} },
  locks: { door: {}, seats: { permits: 2 } },
  variables: { count: 3, names: ['ä', 'b'] },
  queues: { line: 2, heap: 0 },
} as unknown as Program;

/** The same process seen from two threads, whose clocks stand at 1 and 9 s. */
function createThreads() {
  const memory = new SharedArrayBuffer(layOutProcess(program).bytes);
  const clocks = [1, 9].map((time) => new HybridClock(() => time));
  const [one, other] = clocks.map((clock, worker) =>
    createSharedProcess(program, memory, clock, worker, milliseconds(5)),
  );
  if (!one || !other) throw new Error('There are two.');
  initialiseVariables(program, one);
  return { one, other, clock: clocks[0] as HybridClock };
}

test('one thread at a time has the GIL', () => {
  const { one, other } = createThreads();
  expect(one.gil.request()).toBe(true);
  expect(other.gil.request()).toBe(false);
  one.gil.release();
  expect(other.gil.request()).toBe(true);
});

test('who takes the GIL is later than who released it', () => {
  const { one, other, clock } = createThreads();
  other.gil.request();
  other.gil.release();
  one.gil.request();
  expect(clock.now()).toBeGreaterThan(9);
});

test('a lock is had by one, a semaphore by as many as it has permits', () => {
  const { one, other } = createThreads();
  expect(one.lock('door').request()).toBe(true);
  expect(other.lock('door').request()).toBe(false);
  one.lock('door').release(() => {});
  expect(other.lock('door').turn()).toBeUndefined();
  expect([one, other, one].map((thread) => thread.lock('seats').request())).toEqual([true, true, false]);
});

test('a lock that nobody holds cannot be released', () => {
  const { one } = createThreads();
  let told = false;
  const released = one.lock('door').release(() => {
    told = true;
  });
  expect([released, told]).toEqual([false, false]);
});

test('variables of all kinds are shared', () => {
  const { one, other } = createThreads();
  expect([other.variable('count').read(), other.variable('names').read()]).toEqual([3, ['ä', 'b']]);
  for (const value of [0.1, -7, 'text', { a: [null, true] }, 2 ** 53, '']) {
    one.variable('count').write(value);
    expect(other.variable('count').read()).toEqual(value);
  }
});

test('a value too large for its place is refused in words', () => {
  const { one } = createThreads();
  expect(() => one.variable('names').write('x'.repeat(5000))).toThrow(/5002 bytes/);
});

test('a queue keeps its order and its bound', () => {
  const { one, other } = createThreads();
  const queue = one.queue('line');
  const recorded: string[] = [];
  const put = (item: string) => queue.put(item, () => recorded.push(`put ${item}`));
  const get = () => other.queue('line').get((item) => recorded.push(`get ${item}`));
  expect([put('a'), put('b'), put('c')]).toEqual([true, true, false]);
  expect(get()).toEqual({ item: 'a' });
  expect(queue.putTurn(() => recorded.push('put c'))).toBeUndefined();
  expect([get(), get()]).toEqual([{ item: 'b' }, { item: 'c' }]);
  expect(get()).toBeNull();
  expect(recorded).toEqual(['put a', 'put b', 'get a', 'put c', 'get b', 'get c']);
});

test('what the program does not declare is an error', () => {
  const { one } = createThreads();
  expect(() => one.lock('window')).toThrow('The program declares no lock named "window".');
});
