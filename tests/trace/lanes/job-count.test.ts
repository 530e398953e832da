import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { initialValues, type Scenario } from '../../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../../src/runtime/settings.ts';
import { badDoc } from '../../../src/scenarios/bad-doc.ts';
import { documents } from '../../../src/scenarios/documents.ts';
import { simulate } from '../../../src/sim/simulate.ts';
import { createJobCounter, jobsDone, jobsIn, jobsInAll } from '../../../src/trace/lanes/job-count.ts';
import { createStepReader } from '../../../src/trace/steps.ts';
import type { Trace } from '../../../src/trace/trace.ts';

function runOf(scenario: Scenario, place: number): Trace {
  const mode = scenario.modes[place]?.mode ?? { id: 'sync', lock: false };
  const parameters = initialValues(scenario.parameters);
  return simulate(scenario, mode, { parameters, machine: INITIAL_MACHINE, seed: 1 });
}

function doneAt(trace: Trace, time: number): string {
  const count = createJobCounter().read(trace);
  const [events = 0] = createStepReader().read([trace]).countsAtTime(seconds(time));
  return `${jobsDone(count, events)} of ${count.all}`;
}

describe('the jobs done', () => {
  it('are those that have finished, in every mode', () => {
    for (const place of documents.modes.keys()) expect(doneAt(runOf(documents, place), 30)).toBe('5 of 5');
    for (const place of documents.modes.keys()) expect(jobsIn(runOf(documents, place))).toBe(5);
    const sync = runOf(documents, 0);
    expect([0, 4.9, 5.1, 12, 24].map((time) => doneAt(sync, time))).toEqual([
      '0 of 5',
      '0 of 5',
      '1 of 5',
      '2 of 5',
      '4 of 5',
    ]);
  });

  it('leave out what fails, and what main does', () => {
    const gathered = badDoc.modes.findIndex(({ mode }) => mode.id === 'async' && !mode.variant);
    expect(doneAt(runOf(badDoc, gathered), 9)).toBe('4 of 5');
  });

  it('are out of all that there would have been, where the run was broken off', () => {
    const broken = { all: 3, doneBy: [40, 80] };
    expect(jobsInAll(broken, 5, false)).toBe(5);
    expect(jobsInAll(broken, 5, true)).toBe(3);
    expect(jobsInAll(null, 5, true)).toBe(5);
    expect(jobsInAll(broken, 0, false)).toBe(3);
  });

  it('are counted on while the trace grows', () => {
    const trace = runOf(documents, 0);
    const counter = createJobCounter();
    const half = Math.floor(trace.events.length / 2);
    const early = counter.read({ actors: trace.actors, events: { ...trace.events, length: half } });
    expect(early.doneBy.every((event) => event < half)).toBe(true);
    expect(counter.read(trace)).toEqual(createJobCounter().read(trace));
  });
});
