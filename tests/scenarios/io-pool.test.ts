import { describe, expect, it } from 'vitest';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { ioPool } from '../../src/scenarios/io-pool.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE, isStateCode, reasonOf } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** The reason each task is in its state for at a time; `none` for one that runs or has ended. */
function reasonsAt(trace: Trace, time: number): readonly string[] {
  const { events, actors } = trace;
  const reasons = new Map<number, string>();
  for (let index = 0; index < events.length && (events.time[index] as number) <= time; index++) {
    const actor = events.actor[index] as number;
    const kind = events.kind[index] as number;
    if (actors[actor]?.kind !== 'task' || !isStateCode(kind)) continue;
    const hasReason = kind === EVENT_CODE.ready || kind === EVENT_CODE.wait;
    reasons.set(actor, hasReason ? reasonOf(events.value[index] as number) : 'none');
  }
  return [...reasons.values()];
}

const count = (reasons: readonly string[], wanted: string): number =>
  reasons.filter((reason) => reason === wanted).length;

describe.each([
  { tasks: 10, workers: 5 },
  { tasks: 10, workers: 20 },
  { tasks: 7, workers: 3 },
  { tasks: 100, workers: 10 },
])('$tasks calls, a pool of $workers threads', ({ tasks, workers }) => {
  const parameters = { ...initialValues(ioPool.parameters), tasks, workers };
  const trace = simulate(
    ioPool,
    { id: 'threads', lock: false },
    { parameters, machine: INITIAL_MACHINE, seed: 1 },
  );
  const waves = Math.ceil(tasks / workers);

  it('takes calls ÷ workers waves, rounded up', () => {
    expect(Math.floor(trace.duration)).toBe(waves);
  });

  it('keeps in the queue what no worker is free for', () => {
    for (let wave = 0; wave < waves; wave++) {
      const reasons = reasonsAt(trace, wave + 0.5);
      const left = tasks - wave * workers;
      expect(count(reasons, 'sleep')).toBe(Math.min(workers, left));
      expect(count(reasons, 'pool')).toBe(Math.max(0, left - workers));
    }
  });
});
