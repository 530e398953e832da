import { describe, expect, test } from 'vitest';
import { countUpTo } from '../../../src/base/binary-search.ts';
import { createTask, gather, wait, withLock } from '../../../src/program/actions.ts';
import type { Routine, ThreadHandle } from '../../../src/program/effects.ts';
import type { Program } from '../../../src/program/program.ts';
import { countBeforeCutOff } from '../../../src/trace/locks/deadlock.ts';
import { describeCycle, type WaitForGraph, waitForGraph } from '../../../src/trace/locks/wait-for-graph.ts';
import { createEventLoopReader } from '../../../src/trace/loop/event-loop-history.ts';
import { createHistoryReader } from '../../../src/trace/state/actor-history.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { FREE_OF_COST, runProgram } from '../../sim/run-program.ts';

const graphAfter = (trace: Trace, count: number): WaitForGraph => {
  const history = createHistoryReader().read(trace);
  const loops = createEventLoopReader().read(trace);
  return waitForGraph(trace, createStateReader().at(trace, count), {
    heldSince: (lock, holder) => history.heldSince(lock, holder, count),
    awaitedBy: (task) => loops.flatMap((loop) => loop.awaitedAt(task, count)),
  });
};

const graphAt = (trace: Trace, time: number): WaitForGraph =>
  graphAfter(trace, countUpTo(trace.events.time, time, trace.events.length));

/** A graph in words: its edges in order, those of the circle with a double arrow. */
function inWords({ actors }: Trace, { edges, nodes, cycle, since }: WaitForGraph) {
  const nameOf = (actor: number): string => actors[actor]?.name ?? '';
  return {
    edges: edges.map(({ from, to, inCycle }) => `${nameOf(from)} ${inCycle ? '=>' : '->'} ${nameOf(to)}`),
    nodes: nodes.map(({ actor, kind }) => `${kind} ${nameOf(actor)}`).sort(),
    cycle: cycle && describeCycle(cycle, nameOf),
    since,
  };
}

/** Takes two locks, one after another, and waits for a second in between. */
const both = (first: string, second: string): Routine =>
  withLock(first, function* () {
    yield* wait(1);
    yield* withLock(second, () => wait(1));
  });

const threads = (pairs: readonly (readonly [string, string])[], locks: Program['locks'] = {}): Program => ({
  locks: { a: {}, b: {}, c: {}, ...locks },
  routines: {
    work: (_, first: string, second: string) => both(first, second),
    *main() {
      const started: ThreadHandle[] = [];
      for (const [index, args] of pairs.entries()) {
        const call = { routine: 'work', args: [...args] };
        started.push(
          (yield { kind: 'start-thread', call, name: `Thread ${index}`, job: `T${index}` }) as ThreadHandle,
        );
      }
      for (const thread of started) yield { kind: 'join-thread', thread };
    },
  },
});

const run = (program: Program, mode: 'threads' | 'async' = 'threads'): Trace =>
  runProgram(program, { mode, costs: FREE_OF_COST });

describe('the wait-for graph', () => {
  const opposite = run(
    threads([
      ['a', 'b'],
      ['b', 'a'],
    ]),
  );

  test('has those who wait for a lock, those who hold it, and who waits for an end', () => {
    const trace = run(
      threads([
        ['a', 'b'],
        ['a', 'b'],
      ]),
    );
    expect(inWords(trace, graphAt(trace, 0.5))).toEqual({
      edges: ['MainThread -> T0', 'T1 -> a', 'a -> T0'],
      nodes: ['flow MainThread', 'flow T0', 'flow T1', 'lock a'],
      cycle: null,
      since: null,
    });
  });

  test('has whom a task waits for together with others, as long as they have not ended', async () => {
    const trace = await modelled('documents', 'async');
    const docs = [0, 1, 2, 3, 4].map((doc) => `doc ${doc}`);
    expect(inWords(trace, graphAt(trace, 0.5))).toMatchObject({
      edges: docs.map((doc) => `main -> ${doc}`),
      nodes: [...docs, 'main'].map((name) => `flow ${name}`),
      cycle: null,
    });
    const later = await modelled('gather', 'async');
    expect(inWords(later, graphAt(later, later.duration - 0.1)).edges).toHaveLength(1);
  });

  test('has who waits for a queue', async () => {
    const trace = await modelled('producer-consumer', 'async');
    const { edges, nodes } = inWords(trace, graphAt(trace, 2));
    expect(edges).toEqual(['main -> producer', 'main -> consumer', 'producer -> queue']);
    expect(nodes).toContain('queue queue');
  });

  test('is empty where nobody waits', () => {
    expect(graphAfter(opposite, 0)).toMatchObject({ nodes: [], edges: [], cycle: null });
  });

  test('names the circle from the event that closes it on, until the run is cut off', () => {
    const end = countBeforeCutOff(opposite);
    const closing = Array.from({ length: end + 1 }, (_, count) => graphAfter(opposite, count)).findIndex(
      ({ cycle }) => cycle !== null,
    );
    expect(opposite.events.time[closing - 1]).toBe(1);
    for (const count of [closing, end]) {
      const { edges, cycle, since } = inWords(opposite, graphAfter(opposite, count));
      expect(cycle).toBe('T0 → b → T1 → a → T0');
      expect(since).toBe(1);
      expect(edges).toEqual(
        expect.arrayContaining(['T0 => b', 'b => T1', 'T1 => a', 'a => T0', 'MainThread -> T0']),
      );
    }
    expect(graphAfter(opposite, opposite.events.length).cycle).toBeNull();
  });

  test('finds the circle behind which others wait', () => {
    const trace = run(
      threads([
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'a'],
      ]),
    );
    const { cycle, edges } = inWords(trace, graphAt(trace, 1.2));
    expect(cycle).toBe('T0 → b → T1 → a → T0');
    expect(edges).toContain('T2 -> a');
  });

  test('takes a semaphore with several holders for no part of a circle', () => {
    const trace = run(
      threads(
        [
          ['a', 'b'],
          ['b', 'a'],
          ['b', 'c'],
        ],
        { b: { permits: 2 } },
      ),
    );
    expect(graphAt(trace, 1.2).cycle).toBeNull();
  });

  test('has tasks that wait for each other’s locks, and circles of them', () => {
    const trace = run(
      {
        locks: { a: {}, b: {} },
        routines: {
          work: (_, first: string, second: string) => both(first, second),
          *main(scope) {
            const tasks = [];
            for (const args of [
              ['a', 'b'],
              ['b', 'a'],
            ])
              tasks.push(yield* createTask(scope.routine({ routine: 'work', args }), `task ${args[0]}`));
            yield* gather(tasks);
          },
        },
      },
      'async',
    );
    const { cycle, since } = inWords(trace, graphAfter(trace, countBeforeCutOff(trace)));
    expect(cycle).toBe('task a → b → task b → a → task a');
    expect(since).toBe(1);
  });
});
