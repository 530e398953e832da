import { describe, expect, test } from 'vitest';
import { initialPageState, type PageState } from '../../src/io/page-state.ts';
import type { LivePhase, LiveRun } from '../../src/live/page/live-run.ts';
import type { Scenario } from '../../src/program/scenario.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { documents as firstScenario } from '../../src/scenarios/documents.ts';
import { endedTrace, runsBefore } from '../../src/stage/state/before.ts';
import type { RunsBefore } from '../../src/stage/state/before-store.ts';
import { comparedTrace } from '../../src/stage/state/comparison.ts';
import { groupsOf, type Replay } from '../../src/stage/state/stage-state.ts';
import type { Trace } from '../../src/trace/trace.ts';

const initial: PageState = { ...initialPageState(firstScenario), engine: 'model' };
const runs = new Map<string, LiveRun>();

function stage(
  change: Partial<PageState> = {},
  scenario: Scenario = firstScenario,
  kept: ReadonlyMap<string, LiveRun> = runs,
) {
  const page = { ...initial, ...change };
  return { page, scenario, groups: groupsOf(page, scenario, kept) };
}

/** A live run that looks like the model's, in some phase. */
function live(phase: LivePhase): ReadonlyMap<string, LiveRun> {
  return new Map(
    stage().groups.map(({ key, offer, model }) => {
      const trace: Trace = {
        ...(model as Trace),
        actors: [...(model as Trace).actors],
        provenance: 'measured',
      };
      return [
        key,
        {
          mode: offer.mode,
          phase,
          trace,
          progress: null,
          done: Promise.resolve(trace),
          cancel: () => {},
          onChange: () => () => {},
        },
      ];
    }),
  );
}

const NONE: RunsBefore = new Map();

describe('the run before', () => {
  const first = stage();
  const second = stage({ parameters: { ...initial.parameters, tasks: 3 } });

  test('is the one whose place another has taken, mode by mode, and the last one only', () => {
    const before = runsBefore(NONE, first, second, true);
    expect([...before.keys()]).toEqual(first.groups.map(({ key }) => key));
    expect(before.get('async')?.params.tasks).toBe(5);
    const third = stage({ parameters: { ...initial.parameters, tasks: 7 } });
    expect(runsBefore(before, second, third, true).get('async')?.params.tasks).toBe(3);
  });

  test('is not a step on the way to another setting', () => {
    const before = runsBefore(NONE, first, second, false);
    const third = stage({ parameters: { ...initial.parameters, tasks: 7 } });
    expect(runsBefore(before, second, third, false).get('async')?.params.tasks).toBe(5);
  });

  test('is none where the model has only run the same again', () => {
    expect(runsBefore(NONE, first, stage({ unit: 0.5 }), true).size).toBe(0);
    expect(runsBefore(NONE, first, stage({ modes: first.page.modes.slice(0, 2) }), true).size).toBe(0);
  });

  test('is none where another engine is shown', () => {
    expect(runsBefore(NONE, first, stage({ engine: 'live' }), true).size).toBe(0);
  });

  test('is forgotten with its workload', async () => {
    const other = await loadScenario('io-pool');
    const before = runsBefore(NONE, first, second, true);
    expect(runsBefore(before, second, stage({}, other), true).size).toBe(0);
  });

  test('is a live run once it is over, and not one that was cut off', () => {
    const page: Partial<PageState> = { engine: 'live' };
    for (const phase of ['finished', 'failed'] as const) {
      const ran = stage(page, firstScenario, live(phase));
      expect(runsBefore(NONE, ran, stage(page), true).size).toBe(ran.groups.length);
    }
    for (const phase of ['cancelled', 'running', 'preparing'] as const) {
      expect(runsBefore(NONE, stage(page, firstScenario, live(phase)), stage(page), true).size).toBe(0);
    }
  });
});

describe('what a group is compared with', () => {
  const first = stage();
  const second = stage({ parameters: { ...initial.parameters, tasks: 3 } });
  const before = runsBefore(NONE, first, second, true);
  const [group] = second.groups;
  if (!group) throw new Error('The documents have no mode.');

  test('is the model in the live engine, the run before of the same engine, or nothing', () => {
    expect(comparedTrace(group, 'live', 'model', before)).toBe(group.model);
    expect(comparedTrace(group, 'model', 'model', before)).toBeNull();
    expect(comparedTrace(group, 'model', 'before', before)?.params.tasks).toBe(5);
    expect(comparedTrace(group, 'live', 'before', before)).toBeNull();
    expect(comparedTrace(group, 'model', 'before', NONE)).toBeNull();
    expect(comparedTrace(group, 'live', 'off', before)).toBeNull();
  });

  test('is nothing while it follows a schedule, which does not count as a run either', () => {
    const replay = { isChosen: true } as Replay;
    expect(comparedTrace({ ...group, replay }, 'model', 'before', before)).toBeNull();
    const followed = { ...second, groups: second.groups.map((one) => ({ ...one, replay })) };
    expect(runsBefore(NONE, second, followed, true).size).toBe(0);
    expect(runsBefore(NONE, followed, second, true).size).toBe(0);
    expect(runsBefore(NONE, followed, first, true).get(group.key)?.params.tasks).toBe(3);
  });

  test('is never the run that is shown', () => {
    const itself = new Map([[group.key, endedTrace(group, 'model') as Trace]]);
    expect(comparedTrace(group, 'model', 'before', itself)).toBeNull();
  });
});
