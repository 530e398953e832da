import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath } from '../../../src/trace/critical/critical-path.ts';
import { leastTime, scheduleBounds } from '../../../src/trace/critical/schedule-bounds.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled as modelledAtCost, type Setting } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { FREE_OF_COST, runProgram } from '../../sim/run-program.ts';

/** The model's run of a workload in the mode of a key, on a machine whose services cost nothing. */
const modelled = (id: string, key: string, setting: Setting = {}): Promise<Trace> =>
  modelledAtCost(id, key, {
    costs: FREE_OF_COST,
    speeds: { 'sum-squares': 1e-9, 'sum-roots': 1e-9 },
    ...setting,
  });

/** The path in words: who did what until when. */
const wordsOf = (trace: Trace): readonly string[] =>
  criticalPath(trace).map(
    ({ actor, state, to }) => `${trace.actors[actor]?.name} ${state} until ${Number(to.toFixed(3))}`,
  );

describe('the critical path', () => {
  it.each([
    ['create-task', 'async', ['fetch(5) waiting until 5']],
    ['gather', 'async', ['fetch(5) waiting until 5']],
    ['documents', 'sync', [0, 1, 2, 3, 4].map((n) => `doc ${n} waiting until ${5 * n + 5}`)],
    ['io-pool', 'async', ['call 9 waiting until 1']],
    ['blocking-call', 'async', ['rude waiting until 3', 'polite 2 waiting until 4']],
  ])('of %s in %s is what was waited for', async (id, key, path) => {
    expect(wordsOf(await modelled(id, key))).toEqual(path);
  });

  it('goes from a job of an executor to the one that its worker did before', async () => {
    const path = ['n = 200 running until 0.2', 'n = 400 running until 0.6'];
    expect(wordsOf(await modelled('sum-squares', 'processes'))).toEqual(path);
    expect(wordsOf(await modelled('sum-squares', 'async+processes'))).toEqual(path);
  });

  it('is the longest task alone where there are cores enough', async () => {
    const path = ['n = 400 running until 0.4'];
    expect(wordsOf(await modelled('sum-squares', 'processes', { machine: { cores: 4 } }))).toEqual(path);
  });

  it('goes with the GIL from thread to thread, and is all the computing there is', async () => {
    const trace = await modelled('sum-squares', 'threads', { parameters: { steps: 100_000 } });
    const path = criticalPath(trace);
    expect(new Set(path.map(({ state }) => state))).toEqual(new Set(['running']));
    expect(new Set(path.map(({ actor }) => trace.actors[actor]?.name)).size).toBe(4);
    expect(path.length).toBeGreaterThan(10);
  });

  it('goes from who is blocked on a lock to who held it', async () => {
    expect(wordsOf(await modelled('deadlock', 'threads:one-order'))).toEqual([
      'A waiting until 1',
      'B waiting until 2',
    ]);
  });

  it('says on which thread each stretch was', async () => {
    const trace = await modelled('io-pool', 'threads');
    const threads = criticalPath(trace).map(({ thread }) => trace.actors[thread]?.name);
    expect(threads).toEqual([expect.stringMatching(/^ThreadPoolExecutor-0_\d$/), threads[0]]);
  });

  it.each(['sync', 'async'] as const)(
    'of any program in %s reaches from its beginning to its end without a gap',
    (mode) => {
      fc.assert(
        fc.property(
          arbitraryStatements,
          fc.integer({ min: 1, max: 4 }),
          fc.boolean(),
          (statements, cores, gil) => {
            const trace = runProgram(programOf(statements), { mode, machine: { cores, gil } });
            const path = criticalPath(trace);
            const last = trace.actors.reduce(
              (end, { id, kind }) => (kind === 'thread' ? Math.max(end, endOf(trace, id)) : end),
              0,
            );
            expect(path.at(-1)?.to ?? 0).toBe(last);
            expect(path[0]?.from ?? 0).toBe(0);
            for (const [index, { from, to }] of path.entries()) {
              expect(to).toBeGreaterThan(from);
              expect(from).toBe(path[index - 1]?.to ?? 0);
            }
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});

/** The time of the last event of an actor. */
function endOf({ events }: Trace, actor: number): number {
  for (let index = events.length - 1; index >= 0; index--) {
    if (events.actor[index] === actor) return events.time[index] as number;
  }
  return 0;
}

describe('the bounds of a schedule', () => {
  it.each(['sync', 'threads', 'processes'])('are those of the tasks, whatever the mode: %s', async (key) => {
    const trace = await modelled('sum-squares', key);
    const bounds = scheduleBounds(trace);
    if (!bounds) throw new Error('It computes.');
    expect(trace.actors[bounds.longest]?.name).toBe('n = 400');
    expect(bounds.longestTime).toBeCloseTo(0.4, 6);
    expect(bounds.total).toBeCloseTo(1, 6);
    expect(bounds.largestSpeedUp).toBeCloseTo(2.5, 6);
    expect(leastTime(bounds, 2)).toBeCloseTo(0.5, 6);
    expect(leastTime(bounds, 64)).toBeCloseTo(0.4, 6);
  });

  it('is reached by two workers that begin with the longest task', async () => {
    const { duration } = await modelled('sum-squares', 'processes', {
      parameters: { 'longest-first': true },
    });
    expect(duration).toBeCloseTo(0.5, 6);
  });

  it('are none where nothing computes', async () => {
    expect(scheduleBounds(await modelled('documents', 'processes'))).toBeNull();
  });
});
