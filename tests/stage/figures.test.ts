import { describe, expect, it } from 'vitest';
import type { LivePhase, LiveRun } from '../../src/live/page/live-run.ts';
import { figuresOf } from '../../src/stage/state/figures.ts';
import type { Group } from '../../src/stage/state/stage-state.ts';
import { asMeasured, modelled, offerOf, workload } from '../catalogue-runs.ts';

async function groupIn(phase: LivePhase): Promise<Group> {
  const offer = offerOf(await workload('documents'), 'sync');
  const model = await modelled('documents', 'sync');
  const live = { phase, trace: asMeasured(model, 0.2) } as LiveRun;
  return { key: 'sync', offer, model, problem: null, live, replay: null, imported: null };
}

describe('the figures of a live run', () => {
  it.each([
    ['finished', true],
    ['cancelled', false],
    ['failed', false],
    ['running', false],
  ] as const)('that is %s: can be compared with the model’s is %s', async (phase, isComplete) => {
    const [figures] = figuresOf([await groupIn(phase)], 'live', () => null);
    expect(figures?.isComplete).toBe(isComplete);
  });
});
