import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { modeKey } from '../../../src/program/modes.ts';
import { catalogue, loadScenario } from '../../../src/scenarios/catalogue.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { type Comparison, compareTraces } from '../../../src/trace/compare/compare.ts';
import type { Difference, FigureDifference } from '../../../src/trace/compare/difference.ts';
import { REASON_CODE } from '../../../src/trace/events.ts';
import { FOREIGN_MODE } from '../../../src/trace/foreign-run.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryTrace, header } from '../random-trace.ts';

const mirrored = (difference: Difference): Difference => {
  const actors = { from: difference.actors.to, to: difference.actors.from };
  return difference.measure === 'text'
    ? { ...difference, actors, from: difference.to, to: difference.from }
    : {
        ...difference,
        actors,
        from: difference.to,
        to: difference.from,
        difference: -difference.difference,
      };
};

const NOTHING: Partial<Comparison> = { settings: [], differences: [], leftOut: 0 };

test('a run does not differ from itself', () => {
  fc.assert(
    fc.property(arbitraryTrace(200), (trace) => {
      expect(compareTraces(trace, trace)).toMatchObject(NOTHING);
    }),
  );
});

test('compared the other way round, the same differs by as much', () => {
  fc.assert(
    fc.property(arbitraryTrace(120), arbitraryTrace(120), (one, other) => {
      const there = compareTraces(one, other);
      const back = compareTraces(other, one);
      expect(back.differences).toEqual(there.differences.map(mirrored));
      expect(back.leftOut).toBe(there.leftOut);
      expect(back.seconds).toBe(there.seconds);
    }),
  );
});

test('figures stand in the order of their size, the elapsed time before the others', () => {
  fc.assert(
    fc.property(arbitraryTrace(120), arbitraryTrace(120), (one, other) => {
      const times = figures(compareTraces(one, other)).filter(({ measure }) => measure === 'time');
      const sizes = times
        .filter(({ kind }) => kind !== 'elapsed')
        .map(({ difference }) => Math.abs(difference));
      expect(sizes).toEqual([...sizes].sort((first, second) => second - first));
      expect(times.findIndex(({ kind }) => kind === 'elapsed')).toBeLessThanOrEqual(0);
    }),
  );
});

const figures = ({ differences }: Comparison): readonly FigureDifference[] =>
  differences.filter((difference) => difference.measure !== 'text');

const find = (comparison: Comparison, kind: Difference['kind']): Difference | undefined =>
  comparison.differences.find((difference) => difference.kind === kind);

const settingNames = ({ settings }: Comparison): readonly string[] => settings.map(({ name }) => name);

describe('runs of the model', () => {
  test('two of every workload and mode, set the same, do not differ', async () => {
    for (const { id, kind } of catalogue) {
      const scenario = kind === 'guide' ? null : await loadScenario(id);
      for (const { mode } of scenario?.modes ?? []) {
        const key = modeKey(mode);
        expect(compareTraces(await modelled(id, key), await modelled(id, key)), `${id} ${key}`).toMatchObject(
          NOTHING,
        );
      }
    }
  }, 60_000);

  test('on 4 cores instead of 2, processes that compute do not wait for one', async () => {
    const comparison = compareTraces(
      await modelled('cpu-or-io', 'processes:cpu'),
      await modelled('cpu-or-io', 'processes:cpu', { machine: { cores: 4 } }),
    );
    expect(comparison.settings).toEqual([{ name: 'cores', from: 2, to: 4 }]);
    expect(figures(comparison)[0]?.kind).toBe('elapsed');
    expect(figures(comparison)[0]?.difference).toBeLessThan(0);
    expect(find(comparison, 'core')).toMatchObject({ to: 0 });
    expect(find(comparison, 'running')).toBeUndefined();
  });

  test('without the GIL nobody waits for it', async () => {
    const comparison = compareTraces(
      await modelled('lost-update', 'threads'),
      await modelled('lost-update', 'threads', { machine: { gil: false } }),
    );
    expect(comparison.settings).toEqual([{ name: 'gil', from: true, to: false }]);
    expect(find(comparison, 'gil')).toMatchObject({ to: 0 });
  });

  test('20 workers instead of 5 leave nobody waiting for a free one', async () => {
    const comparison = compareTraces(
      await modelled('io-pool', 'threads'),
      await modelled('io-pool', 'threads', { parameters: { workers: 20 } }),
    );
    expect(settingNames(comparison)).toEqual(['workers']);
    expect(find(comparison, 'threads')).toMatchObject({ from: 6, to: 11, difference: 5 });
    expect(find(comparison, 'threads')?.actors.to).toHaveLength(5);
    expect((find(comparison, 'pool') as FigureDifference).difference).toBeCloseTo(-5, 1);
    expect(find(comparison, 'tasks')).toBeUndefined();
    expect(find(comparison, 'jobs-finished')).toBeUndefined();
  });

  test('another seed is named, and what comes of it', async () => {
    const [one, other] = await Promise.all([
      modelled('lost-update', 'threads', { seed: 1 }),
      modelled('lost-update', 'threads', { seed: 2 }),
    ]);
    expect(compareTraces(one, other).settings).toEqual([{ name: 'seed', from: 1, to: 2 }]);
  });

  test('more threads count to another number', async () => {
    const comparison = compareTraces(
      await modelled('lost-update', 'threads+lock', { parameters: { threads: 2 } }),
      await modelled('lost-update', 'threads+lock', { parameters: { threads: 4 } }),
    );
    expect(find(comparison, 'variable')).toMatchObject({ subject: 'counter', from: '10', to: '20' });
    expect((find(comparison, 'lock') as FigureDifference).subject).toBe('lock');
  });
});

interface Told {
  /** Seconds of start-up of each process. */
  readonly starts?: readonly number[];
  readonly lines?: readonly string[];
  readonly error?: Trace['error'];
  readonly tellsCores?: boolean;
  readonly readyForCore?: number;
  readonly duration?: number;
}

/** A run told by hand: processes that start up, a thread that runs, and what it prints. */
function told({
  starts = [],
  lines = [],
  error = null,
  tellsCores = true,
  readyForCore = 0,
  duration = 10,
}: Told) {
  const builder = new TraceBuilder();
  if (tellsCores) builder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const main = builder.actor('thread', 'MainThread', process, NO_ACTOR);
  const started = starts.map((time, index) => {
    const id = builder.actor('process', `SpawnProcess-${index + 1}`, main, NO_ACTOR);
    builder.record('start', id);
    return { id, time };
  });
  for (const line of lines) builder.record('print', main, NO_ACTOR, builder.text(line));
  if (readyForCore > 0) {
    builder.record('ready', main, NO_ACTOR, REASON_CODE.core);
    builder.now = seconds(readyForCore);
  }
  builder.record('run', main);
  for (const { id, time } of started.sort((one, other) => one.time - other.time)) {
    builder.now = seconds(readyForCore + time);
    builder.record('run', id);
  }
  builder.now = seconds(duration);
  builder.record('finish', main);
  return builder.view(header, error);
}

describe('runs told by hand', () => {
  test('the start-up of processes is added up, and whose most of the difference is is told', () => {
    const comparison = compareTraces(told({ starts: [0.1, 0.1] }), told({ starts: [0.1, 0.9] }));
    expect(comparison.differences).toHaveLength(1);
    expect(comparison.differences[0]).toMatchObject({ kind: 'process-start', mostly: 'SpawnProcess-2' });
    expect(figures(comparison)[0]?.from).toBeCloseTo(0.2);
    expect(figures(comparison)[0]?.to).toBeCloseTo(1);
  });

  test('what differs by less than a hundredth of the run is counted, not told', () => {
    const comparison = compareTraces(told({ starts: [0.1] }), told({ starts: [0.18] }));
    expect(comparison).toMatchObject({ differences: [], leftOut: 1, seconds: 0.1 });
  });

  test('a run that does not tell its cores is not said to wait less for them', () => {
    const modelled = told({ readyForCore: 4 });
    const measured = told({ tellsCores: false });
    expect(compareTraces(modelled, measured).differences).toEqual([]);
    expect(find(compareTraces(modelled, told({})), 'core')).toMatchObject({ from: 4, to: 0 });
  });

  test('an error of one run alone is told first', () => {
    const error = { type: 'ValueError', message: 'Bad doc 2' };
    const comparison = compareTraces(told({}), told({ error, duration: 2 }));
    expect(comparison.differences[0]).toMatchObject({
      kind: 'error',
      from: null,
      to: 'ValueError: Bad doc 2',
    });
    expect(comparison.differences[1]).toMatchObject({ kind: 'elapsed', from: 10, to: 2 });
  });

  test('lines in another order, and lines that are missing, are told apart; times in them do not matter', () => {
    const between = (from: readonly string[], to: readonly string[]) =>
      compareTraces(told({ lines: from }), told({ lines: to })).differences;
    expect(between(['a', 'b', 'took 5.01 s'], ['a', 'b', 'took 5.32 s'])).toEqual([]);
    expect(between(['a', 'b', 'c'], ['a', 'c', 'b'])).toMatchObject([
      { kind: 'order', from: '“b”', to: '“c”' },
    ]);
    expect(between(['a', 'b'], ['b'])).toMatchObject([{ kind: 'lines', from: '“a”', to: null }]);
    expect(between(['a'], ['a', 'a'])).toMatchObject([{ kind: 'lines', from: null, to: '“a”' }]);
  });

  test('a wait that a thread and the task it works on share is counted once, and that of an awaiting task too', () => {
    const builder = new TraceBuilder();
    const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
    const thread = builder.actor('thread', 'MainThread', process, NO_ACTOR);
    const task = builder.actor('task', 'doc 0', thread, NO_ACTOR);
    const sleep = (actor: ActorId) => builder.record('wait', actor, NO_ACTOR, REASON_CODE.sleep);
    builder.record('run', thread);
    builder.record('carry', thread, task);
    sleep(task);
    sleep(thread);
    builder.now = seconds(4);
    builder.record('run', thread);
    builder.record('run', task);
    sleep(task);
    builder.record('carry', thread, NO_ACTOR);
    builder.now = seconds(7);
    builder.record('finish', task);
    const comparison = compareTraces(told({ tellsCores: false, duration: 7 }), builder.view(header));
    expect(find(comparison, 'sleep')).toMatchObject({ from: 0, to: 7 });
  });
});

describe('documents that are awaited or called in turn', () => {
  const times = (key: string, seconds: number) => modelled('documents', key, { parameters: { seconds } });

  test('wait as long as each of them waits, though main waits with them', async () => {
    for (const key of ['await-loop', 'async', 'sync', 'threads']) {
      const comparison = compareTraces(await times(key, 5), await times(key, 3));
      const sleep = find(comparison, 'sleep') as FigureDifference;
      expect([sleep.from, sleep.to].map(Math.round), key).toEqual([25, 15]);
    }
  });

  test.each([
    ['sync', undefined, [5, 8]],
    ['await-loop', undefined, [5, 8]],
    ['async', [6, 9], undefined],
  ] as const)('in %s are tasks only where they were made tasks', async (key, tasks, jobs) => {
    const comparison = compareTraces(
      await modelled('documents', key),
      await modelled('documents', key, { parameters: { tasks: 8 } }),
    );
    const countsOf = (kind: Difference['kind']) => {
      const found = find(comparison, kind);
      return found && [found.from, found.to];
    };
    expect(countsOf('tasks')).toEqual(tasks);
    expect(countsOf('jobs')).toEqual(jobs);
  });
});

test('of a run that a file of another tool tells of, times alone are compared', async () => {
  const model = await modelled('documents', 'sync');
  const foreign: Trace = {
    ...(await modelled('documents', 'threads')),
    mode: FOREIGN_MODE,
    params: {},
    seed: 0,
  };
  for (const comparison of [compareTraces(model, foreign), compareTraces(foreign, model)]) {
    expect(comparison).toMatchObject({ settings: [], onlyTimes: true });
    expect(new Set(comparison.differences.map(({ measure }) => measure))).toEqual(new Set(['time']));
  }
});
