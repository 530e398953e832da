import { beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/base/random.ts';
import { seconds } from '../../src/base/units.ts';
import { parsePayload } from '../../src/io/link-payload.ts';
import { type PageSchedule, readSchedule } from '../../src/io/page-schedule.ts';
import { initialPageState } from '../../src/io/page-state.ts';
import { modeKey } from '../../src/program/modes.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { stagePayload } from '../../src/stage/imported/stage-payload.ts';
import { groupsOf } from '../../src/stage/state/stage-state.ts';
import { stageStore } from '../../src/stage/state/stage-store.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, workload } from '../catalogue-runs.ts';

const page = initialPageState(documents);

beforeEach(() => stageStore.setState({ page, groups: groupsOf(page, documents, new Map()) }));

/** Has the first mode on the stage show a run that was imported. */
function importRun(trace: Trace): void {
  const imported = { trace, origin: 'Read from “run.json”.' };
  stageStore.setState(({ groups }) => ({
    groups: groups.map((group, index) => (index === 0 ? { ...group, imported } : group)),
  }));
}

/** Has a mode of the stage follow so many steps. */
function follow(steps: number): PageSchedule {
  const [mode] = page.modes;
  if (!mode) throw new Error('There is no mode on the stage.');
  const schedule = {
    mode: modeKey(mode),
    steps: Array.from({ length: steps }, (_, step) => (step % 3) + 1),
    isUnfinished: false,
  };
  stageStore.setState(({ page }) => ({ page: { ...page, schedule } }));
  return schedule;
}

function held() {
  const payload = stagePayload();
  if (payload.kind !== 'hash') throw new Error(`It is ${payload.kind}.`);
  expect(payload.hash).toMatch(/^#s=[\w-]+$/);
  const read = parsePayload(payload.hash.slice(3));
  if (read.kind === 'problem') throw new Error(read.problem);
  return read;
}

describe('what of the stage an address cannot say', () => {
  it('is nothing of a page as it opens, nor of a schedule that the query holds', () => {
    expect(stagePayload()).toEqual({ kind: 'none' });
    follow(2000);
    expect(stagePayload()).toEqual({ kind: 'none' });
  });

  it('is the runs that were imported', async () => {
    const trace = modelRun(await workload('gather'), 'async');
    importRun(trace);
    const { runs, schedule } = held();
    expect(runs.map(({ trace: read }) => read.actors)).toEqual([trace.actors]);
    expect(schedule).toBeNull();
  });

  it('is a schedule that is too long for the query', () => {
    const schedule = follow(2001);
    const read = held();
    expect(read.runs).toEqual([]);
    expect(readSchedule(read.schedule ?? '', page.modes, 2001).value).toEqual(schedule);
  });

  it.each([10_000, 50_000])('is more than a link carries where a run has %d events', (length) => {
    const builder = new TraceBuilder();
    const actor = builder.addActor('thread', 'MainThread', NO_ACTOR);
    const random = createRandom(1);
    for (let index = 0; index < length; index++) {
      builder.now = seconds(builder.now + random.next());
      builder.record('line', actor, NO_ACTOR, index);
    }
    const { duration, error, ...header } = modelRun(documents, 'sync');
    importRun(builder.view(header, error, seconds(builder.now + duration)));
    expect(stagePayload()).toEqual({ kind: 'too-large' });
  });
});
