import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compute, read, wait, withLock, write } from '../../../src/program/actions.ts';
import type { Routine, ThreadHandle, Value } from '../../../src/program/effects.ts';
import type { Program } from '../../../src/program/program.ts';
import { type ActorId, isGil, NO_ACTOR } from '../../../src/trace/actors.ts';
import { eventKindOf } from '../../../src/trace/events.ts';
import { Flows } from '../../../src/trace/locks/flows.ts';
import { createGuardReader, type SharedThing, STANDARD_OUTPUT } from '../../../src/trace/locks/guards.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { type RunOptions, runProgram } from '../../sim/run-program.ts';

/** A thing with names for numbers. */
const named = ({ actors }: Trace, { thing, ties, flows, accesses, ...rest }: SharedThing) => ({
  thing: thing === STANDARD_OUTPUT ? 'output' : actors[thing]?.name,
  flows: flows.length,
  accesses: `${accesses.reads} reads, ${accesses.writes} writes`,
  ties: ties.map(({ lock, held, admitsSeveral }) => {
    const several = admitsSeveral ? ', admits several' : '';
    return `${actors[lock]?.name}: ${held.reads} reads, ${held.writes} writes${several}`;
  }),
  verdict: rest.verdict,
  without: rest.without,
  stale: rest.stale,
  lost: rest.lost,
});

function guardsOf(trace: Trace, count = trace.events.length) {
  return createGuardReader()
    .read(trace)
    .at(count)
    .map((thing) => named(trace, thing));
}

const work = (): Routine => compute({ kernel: 'sum-squares', from: 0, to: 400_000 });

function* count(): Routine {
  const seen = yield* read('counter');
  yield* work();
  yield* write('counter', seen + 1);
}

/** Three threads that each do something twice, between a main thread that sets a counter up and reads it. */
const threadsThat = (
  routine: (index: number) => Routine,
  locks: Program['locks'] = { lock: {} },
): Program => ({
  variables: { counter: 0 },
  locks,
  routines: {
    *work(_, index: number) {
      for (let round = 0; round < 2; round++) yield* routine(index);
    },
    *main() {
      yield* write('counter', 0);
      const threads: ThreadHandle[] = [];
      for (let index = 0; index < 3; index++) {
        const call = { routine: 'work', args: [index] };
        threads.push((yield { kind: 'start-thread', call, name: `T${index}` }) as ThreadHandle);
      }
      for (const thread of threads) yield { kind: 'join-thread', thread };
      yield* read('counter');
    },
  },
});

const run = (program: Program, options: RunOptions = {}): Trace =>
  runProgram(program, { mode: 'threads', ...options });

describe('which data a lock guards', () => {
  const [around] = guardsOf(run(threadsThat(() => withLock('lock', count))));
  test('one that is held at every access; what the main thread does before and after does not count', () => {
    expect(around).toEqual({
      thing: 'counter',
      flows: 3,
      accesses: '6 reads, 6 writes',
      ties: ['lock: 6 reads, 6 writes'],
      verdict: 'guarded',
      without: 0,
      stale: 0,
      lost: 0,
    });
  });

  test('no lock guards what is counted without one, and updates are lost', () => {
    const [thing] = guardsOf(run(threadsThat(count)));
    expect(thing).toMatchObject({ verdict: 'unguarded', ties: [], without: 12, flows: 3 });
    expect(thing?.stale).toBeGreaterThan(0);
    expect(thing?.lost).toBeGreaterThan(0);
  });

  test('one write can go over several others: what is lost is what is missing in the value', async () => {
    const trace = await modelled('lost-update', 'threads');
    const [counter] = createGuardReader().read(trace).at(trace.events.length);
    const value = createStateReader()
      .at(trace, trace.events.length)
      .valueOf(counter?.thing ?? NO_ACTOR);
    expect(counter?.lost).toBe(20 - Number(value));
    expect(counter?.stale).toBeGreaterThan(20 - Number(value));
  });

  test.each<[string, (seen: number, index: number) => Value]>([
    ['add different numbers', (seen, index) => seen + index + 1],
    ['set', () => 7],
    ['write no numbers', (seen) => `${seen}+`],
  ])('of threads that %s it is not said how much is lost', (_, change) => {
    const program = threadsThat(function* (index) {
      const seen = yield* read('counter');
      yield* work();
      yield* write('counter', change(seen, index));
    });
    expect(guardsOf(run(program))[0]).toMatchObject({ lost: null });
  });

  test('a lock for each thread guards nothing', () => {
    const locks = { lock_0: {}, lock_1: {}, lock_2: {} };
    const [thing] = guardsOf(run(threadsThat((index) => withLock(`lock_${index}`, count), locks)));
    expect(thing).toMatchObject({
      verdict: 'unguarded',
      without: 0,
      ties: [0, 1, 2].map((index) => `lock_${index}: 2 reads, 2 writes`),
    });
  });

  test('a lock around the write alone guards nothing', () => {
    const trace = run(
      threadsThat(function* () {
        const seen = yield* read('counter');
        yield* work();
        yield* withLock('lock', () => write('counter', seen + 1));
      }),
    );
    expect(guardsOf(trace)[0]).toMatchObject({
      verdict: 'unguarded',
      without: 6,
      ties: ['lock: 0 reads, 6 writes'],
    });
  });

  test('a semaphore that lets two in guards nothing', () => {
    const locks = { lock: { permits: 2 } };
    const [thing] = guardsOf(run(threadsThat(() => withLock('lock', count), locks)));
    expect(thing).toMatchObject({
      verdict: 'unguarded',
      ties: ['lock: 6 reads, 6 writes, admits several'],
    });
  });

  test('what is only read needs none, nor what one thread alone touches', () => {
    expect(guardsOf(run(threadsThat(() => read('counter'))))[0]).toMatchObject({ verdict: 'read-only' });
    const alone = threadsThat((index) => (index === 0 ? count() : work()));
    expect(guardsOf(run(alone))[0]).toMatchObject({ verdict: 'alone', accesses: '0 reads, 0 writes' });
  });

  test('threads that never meet are still not in order, but those that are waited for in between are', () => {
    const apart = threadsThat(function* (index) {
      yield* wait(index * 10);
      yield* count();
    });
    expect(guardsOf(run(apart))[0]).toMatchObject({ verdict: 'unguarded', flows: 3, lost: 0 });
    const oneByOne: Program = {
      ...apart,
      routines: {
        *work() {
          yield* wait(1);
          yield* count();
        },
        *main() {
          for (let index = 0; index < 3; index++) {
            const call = { routine: 'work', args: [] };
            const thread = (yield {
              kind: 'start-thread',
              call,
              name: `T${index}`,
            }) as ThreadHandle;
            yield { kind: 'join-thread', thread };
          }
        },
      },
    };
    expect(guardsOf(run(oneByOne))[0]).toMatchObject({ verdict: 'alone' });
  });

  test('the standard output is one of the things that are shared, where it is written in pieces', () => {
    const trace = run({
      locks: { lock: {} },
      routines: {
        *work() {
          yield* withLock('lock', function* () {
            yield { kind: 'output', text: 'a' };
            yield { kind: 'output', text: '\n' };
          });
        },
        *main() {
          for (const name of ['T0', 'T1'])
            yield { kind: 'start-thread', call: { routine: 'work', args: [] }, name };
        },
      },
    });
    expect(guardsOf(trace)).toMatchObject([
      { thing: 'output', verdict: 'guarded', ties: ['lock: 0 reads, 4 writes'] },
    ]);
  });
});

/** What guards what, found by holding every access against every other. */
function naiveGuards(trace: Trace, count: number) {
  const flows = new Flows();
  const holders = new Map<ActorId, ActorId[]>();
  const accesses: {
    thing: ActorId;
    flow: ActorId;
    index: number;
    isWrite: boolean;
    locks: ActorId[];
    counts: boolean;
  }[] = [];
  for (let index = 0; index < count; index++) {
    flows.apply(trace, index);
    const kind = eventKindOf(trace.events.kind[index] as number);
    const thing = trace.events.subject[index] as ActorId;
    const flow = flows.of(trace.actors, trace.events.actor[index] as ActorId);
    const lock = trace.actors[thing];
    if (kind === 'acquire' && lock && !isGil(lock)) holders.set(thing, [...(holders.get(thing) ?? []), flow]);
    if (kind === 'release') {
      const before = holders.get(thing) ?? [];
      holders.set(thing, before.toSpliced(Math.max(0, before.indexOf(flow)), 1));
    }
    if (kind !== 'read' && kind !== 'write') continue;
    const locks = [...holders].filter(([, held]) => held.includes(flow)).map(([id]) => id);
    const access = { thing, flow, index, isWrite: kind === 'write', locks, counts: false };
    for (const other of accesses) {
      if (other.thing !== thing || other.index < flows.concurrentFrom(other.flow, flow)) continue;
      other.counts = true;
      access.counts = true;
    }
    accesses.push(access);
  }
  return (thing: ActorId) => {
    const counted = accesses.filter((access) => access.thing === thing && access.counts);
    const held = (lock: ActorId, isWrite: boolean): number =>
      counted.filter((access) => access.locks.includes(lock) && access.isWrite === isWrite).length;
    const locks = [...new Set(counted.flatMap((access) => access.locks))].sort((a, b) => a - b);
    return {
      accesses: {
        reads: counted.filter(({ isWrite }) => !isWrite).length,
        writes: counted.filter(({ isWrite }) => isWrite).length,
      },
      without: counted.filter((access) => access.locks.length === 0).length,
      flows: new Set(counted.map(({ flow }) => flow)).size,
      ties: locks.map((lock) => ({ lock, held: { reads: held(lock, false), writes: held(lock, true) } })),
    };
  };
}

test('the ties of random programs are those that every pair of accesses gives, at every moment', () => {
  const mode = fc.constantFrom('threads', 'async') as fc.Arbitrary<'threads' | 'async'>;
  fc.assert(
    fc.property(arbitraryStatements, mode, fc.integer(), fc.nat(), (statements, id, seed, place) => {
      const trace = runProgram(programOf(statements), { mode: id, seed });
      const happened = place % (trace.events.length + 1);
      const naive = naiveGuards(trace, happened);
      const things = createGuardReader().read(trace).at(happened);
      for (const { thing, accesses, without, flows, ties } of things) {
        if (thing === STANDARD_OUTPUT) continue;
        expect({
          accesses,
          without,
          flows: flows.length,
          ties: ties.map(({ lock, held }) => ({ lock, held })),
        }).toEqual(naive(thing));
      }
    }),
    { numRuns: 200 },
  );
});
