import { createErrorReader, type Traceback } from '../../../src/trace/errors/traceback.ts';
import { violations } from '../../../src/trace/invariants.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { actorsOf, expect, modes, printed, test } from './harness.ts';

const tracebacksOf = (trace: Trace): readonly Traceback[] => createErrorReader().read(trace).tracebacks;

/** The task or thread of every frame of the program. */
const ownersOf = (trace: Trace, { frames }: Traceback): readonly (string | undefined)[] =>
  frames.filter(({ library }) => library === null).map(({ actor }) => trace.actors[actor]?.name);

for (const host of ['isolated', 'plain'] as const) {
  test.describe(host, () => {
    test('a function that cannot be cloned fails where it is sent, and the program can be run with the cure', async ({
      live,
    }) => {
      const [broken, cured] = await (await live(host)).run('unpicklable', [
        ...modes('processes'),
        { id: 'processes', lock: false, variant: 'module' },
      ]);
      const trace = broken?.trace ?? never();
      expect(broken?.phase).toBe('failed');
      expect(violations(trace)).toEqual([]);
      expect(trace.error?.type).toBe('DataCloneError');
      // The browser's own words, about the function itself.
      expect(trace.error?.message).toMatch(/postMessage.*\*work\(.*could not be cloned/s);
      expect(actorsOf(trace, 'fail').filter((name) => name !== 'MainThread')).toEqual([
        'work 0',
        'work 1',
        'work 2',
        'work 3',
      ]);
      const [traceback, ...others] = tracebacksOf(trace);
      expect(others).toEqual([]);
      expect(traceback?.error).toMatch(/^DataCloneError: /);
      expect(ownersOf(trace, traceback ?? never())).toEqual(['MainThread']);
      expect(cured?.phase).toBe('finished');
      expect(printed(cured?.trace ?? never())).toEqual(['[0, 1, 4, 9]']);
    });

    test('an error keeps the task it comes from on its way to those who ask for the result', async ({
      live,
    }) => {
      const wanted = modes('sync', 'async', 'threads', 'processes', 'async+processes');
      const runs = await (await live(host)).run('trouble', wanted);
      const owners = runs.map(({ trace }) => {
        const [traceback, ...others] = tracebacksOf(trace);
        expect(others, trace.mode).toEqual([]);
        const whole = traceback ?? never();
        expect(trace.actors[whole.actor]?.name, trace.mode).toBe('job 1');
        return [trace.mode, ...ownersOf(trace, whole), ...(whole.cause ? ownersOf(trace, whole.cause) : [])];
      });
      expect(owners).toEqual([
        ['sync', 'MainThread', 'job 1'],
        ['async', 'MainThread', 'main', 'job 1'],
        ['threads', 'job 1'],
        ['processes', 'MainThread', 'job 1'],
        ['async+processes', 'MainThread', 'main', 'job 1'],
      ]);
    });
  });
}

function never(): never {
  throw new Error('There is no such run.');
}
