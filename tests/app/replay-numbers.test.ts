import { describe, expect, it } from 'vitest';
import { replayRows } from '../../src/app/inspector/replay-rows.ts';
import { seconds } from '../../src/base/units.ts';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { stepThrough } from '../../src/sim/stepped-run.ts';
import { momentText } from '../../src/stage/playhead/stage-clock.ts';
import type { Group } from '../../src/stage/state/stage-state.ts';
import { stepAt } from '../../src/timeline/step-clock.ts';
import { createStatisticsReader } from '../../src/trace/statistics.ts';

/** A group that follows the schedule of a deadlock to its end. */
async function replaying(): Promise<Group & { readonly replay: NonNullable<Group['replay']> }> {
  const scenario = await loadScenario('deadlock');
  const offer = scenario?.modes[0];
  if (!scenario || !offer) throw new Error('There is no deadlock.');
  const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
  const run = stepThrough(scenario, offer.mode, options, [1, 2], 'finish');
  const replay = { run, isChosen: false, end: seconds(run.trace.duration) };
  return { key: modeKey(offer.mode), offer, model: null, problem: null, live: null, imported: null, replay };
}

describe('the numbers of a replay', () => {
  it('count steps, and have no seconds', async () => {
    const { replay } = await replaying();
    const rows = replayRows(replay, createStatisticsReader().read(replay.run.trace));
    expect(rows.find(({ label }) => label === 'Steps taken')?.figure).toBe(
      `${replay.run.steps.length} steps`,
    );
    expect(rows.some(({ figure }) => figure === null || / s$|%|×/.test(figure))).toBe(false);
  });

  it('call every moment by its step while it is on the stage alone', async () => {
    const group = await replaying();
    const { steps } = group.replay.run;
    steps.forEach(({ time }, index) => {
      expect(stepAt(group.replay.run, time)).toBe(index);
      expect(stepAt(group.replay.run, time + 0.001)).toBe(index + 1);
    });
    expect(stepAt(group.replay.run, group.replay.run.trace.duration)).toBe(steps.length);
    expect(momentText({ groups: [group] }, 0.2)).toBe('step 4');
    expect(momentText({ groups: [group, { ...group, replay: null }] }, 0.2)).toBe('0.20 s');
  });
});
