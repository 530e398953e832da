import { describe, expect, it } from 'vitest';
import { faultsOf, goalsFor, runSerially, type SerialRuns } from '../../src/app/schedules/goals.ts';
import { changeInWords, resultOf } from '../../src/app/schedules/outcome-words.ts';
import { smallerParameters } from '../../src/app/schedules/smaller-parameters.ts';
import { nextSteps, stepInWords, takenSteps } from '../../src/app/schedules/step-details.ts';
import type { Mode } from '../../src/program/modes.ts';
import type { ParameterValues } from '../../src/program/program.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { type Schedule, type SteppedRun, stepThrough } from '../../src/sim/stepped-run.ts';
import type { Trace } from '../../src/trace/trace.ts';

const THREADS: Mode = { id: 'threads', lock: false };
const LOCKED: Mode = { id: 'threads', lock: true };

/** A workload that can be stepped, and its runs with threads one after another. */
async function steppable(id: string, mode: Mode = THREADS, parameters: ParameterValues = {}) {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  const options = {
    parameters: { ...initialValues(scenario.parameters), ...parameters },
    machine: INITIAL_MACHINE,
    seed: 1,
  };
  const step = (schedule: Schedule, after: 'stop' | 'finish' = 'finish'): SteppedRun =>
    stepThrough(scenario, mode, options, schedule, after);
  const serial: SerialRuns = runSerially(step);
  const run = (schedule: Schedule): Trace => step(schedule).trace;
  return { scenario, step, run, serial };
}

const COUNTING = { threads: 2, rounds: 1, work: 10 };

describe('the goals', () => {
  it('are what the program could be made to do', async () => {
    const goalsOf = async (id: string, mode?: Mode) => goalsFor((await steppable(id, mode)).serial);
    expect(await goalsOf('lost-update')).toEqual(['lost-update']);
    expect(await goalsOf('lost-update', LOCKED)).toEqual(['lost-update']);
    expect(await goalsOf('deadlock')).toEqual(['deadlock', 'no-deadlock']);
    expect(await goalsOf('print-race')).toEqual(['mixed-lines']);
    expect(await goalsOf('producer-consumer')).toEqual([]);
  });

  it('are reached by a lost update, and missed where threads go one after another', async () => {
    const { run, serial } = await steppable('lost-update', THREADS, COUNTING);
    expect(resultOf('lost-update', run([1, 2]), serial)).toEqual({
      isReached: true,
      text: 'Reached: counter = 1. Threads that go one after another give counter = 2.',
    });
    expect(resultOf('lost-update', run([2, 2, 2]), serial).isReached).toBe(false);
  });

  it('are reached by a deadlock, or by getting through without', async () => {
    const { run, serial } = await steppable('deadlock');
    const stuck = run([1, 2]);
    expect(resultOf('deadlock', stuck, serial)).toEqual({
      isReached: true,
      text: 'Reached: threads wait for each other in a circle.',
    });
    expect(resultOf('no-deadlock', stuck, serial).isReached).toBe(false);
    expect(resultOf('no-deadlock', run([]), serial).text).toBe('Reached: every thread ends.');
  });

  it('are reached by lines that run together', async () => {
    const { run, serial } = await steppable('print-race');
    expect(faultsOf(run([1, 2]), serial)).toEqual(['mixed-lines']);
    expect(faultsOf(run([]), serial)).toEqual([]);
  });
});

describe('a changed schedule', () => {
  it('is told by what has become of the bug', async () => {
    const { run, serial } = await steppable('lost-update', THREADS, COUNTING);
    const lost = run([1, 2]);
    const right = run([1, 1, 1]);
    expect(changeInWords(lost, run([2, 1]), serial)).toBe('An update is lost still: counter = 1.');
    expect(changeInWords(lost, right, serial)).toBe('The bug is gone: counter = 2.');
    expect(changeInWords(right, lost, serial)).toBe('Now an update is lost: counter = 1.');
    expect(changeInWords(right, run([2, 2, 2]), serial)).toBe('No bug, as before: counter = 2.');
  });
});

describe('the steps of a schedule', () => {
  it('say what each did, and on which line', async () => {
    const { step, scenario } = await steppable('lost-update', THREADS, COUNTING);
    const run = step([1, 2, 1, 1], 'stop');
    expect(takenSteps(run).map(stepInWords)).toEqual([
      'reads counter: 0',
      'reads counter: 0',
      'computes',
      'writes counter = 1',
    ]);
    const marks = scenario.modes[0]?.listing({ ...COUNTING }).marks;
    expect(takenSteps(run).map(({ line }) => line)).toEqual(
      ['read', 'read', 'compute', 'write'].map((mark) => marks?.[mark]),
    );
    expect(nextSteps(run).map((next) => `${next.step.thread} ${stepInWords(next)}`)).toEqual(['2 computes']);
  });

  it('are each done with an event of their own, later than those before', async () => {
    for (const id of ['lost-update', 'print-race', 'dining-philosophers', 'producer-consumer']) {
      const { step } = await steppable(id);
      const events = takenSteps(step([1, 2, 3, 1, 2, 3, 1, 2, 3])).map(({ event }) => event);
      expect(events.length).toBeGreaterThan(5);
      for (const [index, event] of events.entries()) {
        if (index > 0) expect(event, `${id} ${index}`).toBeGreaterThan(events[index - 1] as number);
      }
    }
  });

  it('say where a thread has to wait', async () => {
    const { step } = await steppable('deadlock');
    expect(takenSteps(step([1, 2, 1, 2, 1], 'stop')).map(stepInWords)).toEqual([
      'takes lock_a',
      'takes lock_b',
      'wakes up',
      'wakes up',
      'has to wait for lock_b',
    ]);
  });
});

describe('a smaller case', () => {
  it('has few of what a workload counts', async () => {
    const { scenario } = await steppable('lost-update');
    const parameters = initialValues(scenario.parameters);
    expect(smallerParameters(scenario.parameters, parameters)).toEqual({ threads: 3, rounds: 1 });
    expect(smallerParameters(scenario.parameters, { ...parameters, threads: 3, rounds: 1 })).toEqual({
      threads: 2,
    });
    expect(smallerParameters(scenario.parameters, { ...parameters, threads: 2, rounds: 1 })).toEqual({});
  });
});
