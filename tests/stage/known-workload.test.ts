import { describe, expect, it } from 'vitest';
import type { ImportedRun } from '../../src/io/imported-run.ts';
import { type Mode, modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { modesOf, settingsOf } from '../../src/stage/imported/known-workload.ts';
import type { Trace } from '../../src/trace/trace.ts';

const machine = { ...INITIAL_MACHINE, cores: 3, switchInterval: 0.01 };
const parameters = { ...initialValues(documents.parameters), tasks: 2, seconds: 4 };

const runOf = (mode: Mode): ImportedRun => ({
  title: 'a run',
  trace: simulate(documents, mode, { parameters, machine, seed: 7 }),
  stated: 'modelled',
});

const withParams = (trace: Trace, params: Trace['params']): Trace => ({
  ...trace,
  params: { ...trace.params, ...params },
});

describe('a run of a workload of the catalogue', () => {
  it('is of the mode that was run, with its lock', () => {
    const runs = documents.modes.map(({ mode }) => runOf(mode)).toReversed();
    expect(modesOf(runs, documents)?.map(modeKey)).toEqual(documents.modes.map(({ mode }) => modeKey(mode)));
    const [locked] = documents.modes.filter(({ mode }) => mode.lock);
    if (!locked) throw new Error('There is no mode with a lock.');
    expect(modesOf([runOf(locked.mode)], documents)?.map(modeKey)).toEqual([modeKey(locked.mode)]);
  });

  it('is of none where the workload does not offer the mode, or two are of the same', () => {
    const run = runOf({ id: 'threads', lock: false });
    expect(modesOf([run, run], documents)).toBeNull();
    expect(modesOf([{ ...run, trace: { ...run.trace, mode: 'fibers' } }], documents)).toBeNull();
  });

  it('sets parameters, machine and seed as they were', () => {
    const { trace } = runOf({ id: 'threads', lock: false });
    const { settings, problems } = settingsOf(trace, documents);
    expect(settings).toMatchObject({ parameters, machine, seed: 7 });
    expect(problems).toEqual([]);
  });

  it('has settings that cannot be had brought within bounds, and told of', () => {
    const { trace } = runOf({ id: 'threads', lock: false });
    const { settings, problems } = settingsOf(withParams(trace, { tasks: 1e9, seconds: 'x' }), documents);
    expect(settings.parameters.tasks).toBeLessThan(1e9);
    expect(settings.parameters.seconds).toBe(documents.parameters.seconds?.initial);
    expect(problems).toHaveLength(2);
  });
});
