import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { createProcessReader, differingVariables } from '../../../src/trace/cores/processes.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf, type Statement } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';

const COUNTER = { counter: '0' };

const processesAt = (trace: Trace, count = trace.events.length, first = {}) =>
  createProcessReader().read(trace).at(createStateReader().at(trace, count), first);

/** Counts in the process pool's workers and then in the main process. */
const counting: readonly Statement[] = [
  {
    do: 'together',
    how: 'process-pool',
    parts: [
      [{ do: 'count' }, { do: 'wait', ticks: 5 }, { do: 'count' }],
      [{ do: 'wait', ticks: 5 }, { do: 'count' }],
    ],
  },
  { do: 'count' },
];

describe('the memory of processes', () => {
  const trace = runProgram(programOf(counting));
  const nameOf = (actor: ActorId): string => trace.actors[actor]?.name ?? '';

  it('holds a copy of a variable each, which the others do not see change', () => {
    const all = processesAt(trace, trace.events.length, COUNTER);
    const values = all.map(({ process, variables }) => [
      nameOf(process),
      variables.map(({ name, value, written }) => [name, value, written && nameOf(written.by)]),
    ]);
    expect(values).toEqual([
      ['MainProcess', [['counter', '1', 'MainThread']]],
      ['SpawnProcess-1', [['counter', '2', 'part 0']]],
      ['SpawnProcess-2', [['counter', '1', 'part 1']]],
    ]);
    expect(differingVariables(all)).toEqual([
      {
        name: 'counter',
        copies: [
          { value: '1', processes: [all[0]?.process, all[2]?.process] },
          { value: '2', processes: [all[1]?.process] },
        ],
      },
    ]);
  });

  it('begins with what the program says, in each process once it is there', () => {
    const [main, ...others] = processesAt(trace, trace.events.length / 10, COUNTER);
    expect(others).toEqual([]);
    expect(main?.variables.map(({ value, written }) => [value, written])).toEqual([['0', null]]);
    expect(main?.startedBy).toBe(NO_ACTOR);
    const [first, ...started] = processesAt(trace, trace.events.length);
    expect(started.map(({ startedBy }) => startedBy)).toEqual([first?.process, first?.process]);
  });

  it('is said to differ only where copies have different values', () => {
    for (let count = 0; count <= trace.events.length; count++) {
      const all = processesAt(trace, count, COUNTER);
      const values = new Set(all.flatMap(({ variables }) => variables.map(({ value }) => value)));
      expect(differingVariables(all)).toHaveLength(values.size > 1 ? 1 : 0);
    }
  });
});

describe('the threads of processes', () => {
  const summary = async (id: string, mode: string) => {
    const trace = await modelled(id, mode);
    return processesAt(trace).map(({ process, threads, gil }) => [
      trace.actors[process]?.name,
      threads.length,
      gil !== null,
    ]);
  };

  it('share one memory and one GIL, or none', async () => {
    expect(await summary('documents', 'threads')).toEqual([['MainProcess', 6, true]]);
    expect(await summary('free-threaded', 'threads:free-threaded')).toEqual([['MainProcess', 5, false]]);
  });

  it('are one to a process of a pool, with a GIL of its own', async () => {
    const all = await summary('io-pool', 'processes');
    expect(all).toHaveLength(11);
    expect(all.every(([, threads, gil]) => threads === 1 && gil)).toBe(true);
  });
});

it('has every process with the last value written to its copy in random programs', () => {
  fc.assert(
    fc.property(arbitraryStatements, fc.double({ min: 0, max: 1, noNaN: true }), (statements, share) => {
      const trace = runProgram(programOf(statements));
      const count = Math.round(share * trace.events.length);
      const { kind, subject, value } = trace.events;
      const last = new Map<number, string>();
      const created = new Set<number>();
      for (let event = 0; event < count; event++) {
        if (kind[event] === EVENT_CODE.create) created.add(trace.events.actor[event] as number);
        if (kind[event] === EVENT_CODE.write)
          last.set(subject[event] as number, trace.texts[value[event] as number] ?? '');
      }
      const all = processesAt(trace, count, COUNTER);
      const expected = trace.actors.filter(({ id, kind }) => kind === 'process' && created.has(id));
      expect(all.map(({ process }) => process)).toEqual(expected.map(({ id }) => id));
      for (const { process, variables, threads } of all) {
        for (const { variable, value } of variables) {
          expect(trace.actors[variable]?.parent).toBe(process);
          expect(value).toBe(last.get(variable) ?? '0');
        }
        for (const thread of threads) expect(created.has(thread)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
