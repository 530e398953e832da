import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mode } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { scheduleOf } from '../../src/sim/schedule-of-trace.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { canBeStepped, stepThrough } from '../../src/sim/stepped-run.ts';
import { isGil } from '../../src/trace/actors.ts';
import { eventKindOf } from '../../src/trace/events.ts';
import { outcomeOf } from '../../src/trace/outcome.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbitraryThreads, programOfThreads } from './arbitrary-threads.ts';
import { scenarioOf } from './run-program.ts';

const THREADS: Mode = { id: 'threads', lock: false };

const SHARED = ['read', 'write', 'request', 'acquire', 'release', 'put', 'get', 'output'];

/** What was done with shared things, by whom, in order. */
function touches({ events, actors, texts }: Trace): readonly string[] {
  return Array.from({ length: events.length }, (_, index) => {
    const kind = eventKindOf(events.kind[index] as number);
    const subject = actors[events.subject[index] as number];
    if (!SHARED.includes(kind) || (subject && isGil(subject))) return null;
    const hasText = kind === 'read' || kind === 'write' || kind === 'put' || kind === 'output';
    const value = hasText ? texts[events.value[index] as number] : '';
    const line = `${actors[events.actor[index] as number]?.name} ${kind} ${subject?.name ?? ''} ${value}`;
    return line.replace(/thread ID \d+/, 'thread ID n');
  }).filter((line) => line !== null);
}

describe('the schedule of a modelled run', () => {
  it('steps through to the same outcome, for every workload and mode that can be stepped', async () => {
    for (const id of [
      'lost-update',
      'print-race',
      'deadlock',
      'dining-philosophers',
      'producer-consumer',
      'vanishing-workers',
    ]) {
      const scenario = await loadScenario(id);
      if (!scenario) throw new Error(`There is no scenario ${id}.`);
      const parameters = initialValues(scenario.parameters);
      for (const { mode } of scenario.modes) {
        if (!canBeStepped(scenario, mode, parameters)) continue;
        for (const seed of [1, 2, 3]) {
          const options = { parameters, machine: INITIAL_MACHINE, seed };
          const trace = simulate(scenario, mode, options);
          const schedule = scheduleOf(trace, scenario, mode, options);
          expect(schedule, `${id} ${mode.id}`).not.toBeNull();
          const replay = stepThrough(scenario, mode, options, schedule ?? [], 'stop');
          expect(outcomeOf(replay.trace)).toEqual(outcomeOf(trace));
          expect(touches(replay.trace)).toEqual(touches(trace));
        }
      }
    }
  });

  it('touches the same things in the same order, for random threads', () => {
    fc.assert(
      fc.property(arbitraryThreads, fc.nat(100), (threads, seed) => {
        const scenario = scenarioOf(programOfThreads(threads), 'threads');
        const options = { parameters: {}, machine: INITIAL_MACHINE, seed };
        const trace = simulate(scenario, THREADS, options);
        const schedule = scheduleOf(trace, scenario, THREADS, options);
        expect(schedule).not.toBeNull();
        const replay = stepThrough(scenario, THREADS, options, schedule ?? [], 'stop');
        expect(touches(replay.trace)).toEqual(touches(trace));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a run that is no schedule', () => {
  it('has none: one that was cut off', async () => {
    const scenario = await loadScenario('lost-update');
    if (!scenario) throw new Error('There is no scenario lost-update.');
    const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
    const whole = simulate(scenario, THREADS, options);
    const cut = { ...whole, events: { ...whole.events, length: Math.floor(whole.events.length / 2) } };
    expect(scheduleOf(cut, scenario, THREADS, options)).toBeNull();
  });
});
