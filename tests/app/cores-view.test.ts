import { describe, expect, it } from 'vitest';
import { coresAt, type MomentShown, memoryAt } from '../../src/app/inspector/cores-view.ts';
import { countUpTo } from '../../src/base/binary-search.ts';
import { seconds } from '../../src/base/units.ts';
import { actorNames } from '../../src/trace/actor-names.ts';
import { createCoreUseReader } from '../../src/trace/cores/core-use.ts';
import { createPickledBytesReader } from '../../src/trace/cores/pickled-bytes.ts';
import { createProcessReader } from '../../src/trace/cores/processes.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelled } from '../catalogue-runs.ts';

function shownAt(trace: Trace, time: number): MomentShown {
  return {
    trace,
    state: createStateReader().at(trace, countUpTo(trace.events.time, time, trace.events.length)),
    time: seconds(time),
    nameOf: actorNames(trace.actors),
    hueOf: () => 0,
  };
}

const coresOf = (trace: Trace, time: number) =>
  coresAt(shownAt(trace, time), createCoreUseReader().read(trace));

const memoryOf = (trace: Trace, time: number, first = {}) => {
  const pickled = createPickledBytesReader().read(trace);
  return memoryAt(shownAt(trace, time), createProcessReader().read(trace), pickled, first);
};

describe('the cores', () => {
  it('have the task that runs on each, and the process that it runs in', async () => {
    const { cores, running, utilisation } = coresOf(await modelled('sum-squares', 'processes'), 20);
    expect(
      cores?.map(({ name, occupant, switches }) => [name, occupant?.name, occupant?.note, switches]),
    ).toEqual([
      ['Core 0', undefined, undefined, 4],
      ['Core 1', 'n = 400', 'SpawnProcess-2', 4],
    ]);
    expect(running).toEqual([]);
    expect(utilisation).toMatchObject({ cores: 2, most: 2, now: 1 });
    expect(utilisation.overall).toBeCloseTo(46 / 27.67, 2);
  });

  it('leave threads waiting where there are more of them', async () => {
    const { cores, waiting } = coresOf(await modelled('free-threaded', 'threads:free-threaded'), 0.5);
    expect(cores?.every(({ occupant }) => occupant !== null)).toBe(true);
    expect(waiting.map(({ note }) => note)).toEqual(['Thread 1', 'Thread 2']);
  });

  it('are not known in a run without them, whose running threads are', async () => {
    const trace = await modelled('gil', 'threads');
    const hidden = trace.actors.map((actor) =>
      actor.kind === 'core' ? { ...actor, kind: 'pool' as const } : actor,
    );
    const withoutCores = { ...trace, actors: hidden };
    const { length } = trace.events;
    const subject = trace.events.subject.map((about) => (trace.actors[about]?.kind === 'core' ? -1 : about));
    const { cores, running, utilisation } = coresOf(
      { ...withoutCores, events: { ...trace.events, length, subject } },
      5,
    );
    expect(cores).toBeNull();
    expect(running.map(({ chip }) => chip.note)).toEqual(['Thread 3']);
    expect(utilisation).toMatchObject({ cores: null, most: 1, now: 1 });
  });
});

describe('the memory', () => {
  it('of processes is apart, with what has just crossed between them', async () => {
    const { processes, messages, bytes } = memoryOf(await modelled('sum-squares', 'processes'), 9.3);
    expect(processes.map(({ name, status, gil }) => [name, status, gil])).toEqual([
      ['MainProcess', 'alive', 'GIL: nobody has it.'],
      ['SpawnProcess-1', 'alive', 'GIL: MainThread has it.'],
      ['SpawnProcess-2', 'alive', 'GIL: MainThread has it.'],
    ]);
    const crossings = processes.map(({ starter }) => [
      starter?.received && [starter.received.bytes, starter.received.isNow],
      starter?.sent && [starter.sent.bytes, starter.sent.isNow],
    ]);
    expect(crossings).toEqual([
      [undefined, undefined],
      [
        [37, false],
        [33, false],
      ],
      [
        [37, true],
        [33, true],
      ],
    ]);
    expect([messages, bytes]).toEqual([6, 140]);
  });

  it('of threads is one, with the values that the program gives before anybody writes', async () => {
    const trace = await modelled('lost-update', 'threads');
    const [before] = memoryOf(trace, 0, { counter: '0' }).processes;
    expect(before?.variables).toMatchObject([{ name: 'counter', value: '0', written: null }]);
    const { processes, differing } = memoryOf(trace, trace.duration, { counter: '0' });
    expect(processes.map(({ threads }) => threads.length)).toEqual([5]);
    expect(processes[0]?.variables).toMatchObject([{ name: 'counter', written: { isNow: true } }]);
    expect(differing).toEqual([]);
  });

  it('of a process that breaks is given back', async () => {
    const trace = await modelled('unpicklable', 'processes');
    const worker = memoryOf(trace, trace.duration).processes[1];
    expect(worker).toMatchObject({ status: 'failed', hasEnded: true, gil: '' });
  });
});
