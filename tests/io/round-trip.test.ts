import { describe, expect, it } from 'vitest';
import { formatTraceEvents, type NamedTrace } from '../../src/io/format-trace-events.ts';
import { createFileReader } from '../../src/io/import-file.ts';
import type { ImportedRun } from '../../src/io/imported-run.ts';
import { pictureAsSvg } from '../../src/io/picture.ts';
import { formatTraces } from '../../src/io/trace-json.ts';
import { modeKey } from '../../src/program/modes.ts';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { coloursOf } from '../../src/stage/picture/picture-colours.ts';
import { composePicture } from '../../src/timeline/composition.ts';
import { violations } from '../../src/trace/invariants.ts';
import { createLaneReader, type Grouping } from '../../src/trace/lanes/lanes.ts';
import { spanAt } from '../../src/trace/spans.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, workload } from '../catalogue-runs.ts';

const WORKLOADS = catalogue.filter(({ kind }) => kind === 'workload').map(({ id }) => id);

/** The model's runs of a workload in all its modes. */
async function runsOf(id: string): Promise<readonly NamedTrace[]> {
  const scenario = await workload(id);
  return scenario.modes.map(({ mode, title }) => ({ title, trace: modelRun(scenario, modeKey(mode)) }));
}

/** Reads the text of a file as the page does. */
function imported(text: string): readonly ImportedRun[] {
  const reader = createFileReader('run', (chunk) => new TextDecoder().decode(chunk));
  const result = reader.push(new TextEncoder().encode(text)) ?? reader.finish();
  if (result.kind === 'problem') throw new Error(result.problem);
  expect(result.notices).toEqual([]);
  return result.runs;
}

/** A picture of a run with all that may be shown in one, but for what it says of where the run comes from. */
function pictureOf(trace: Trace, grouping: Grouping): string {
  const lanes = createLaneReader({ grouping, hidesMain: false }).read(trace);
  const run = { title: 'Run', provenance: 'Any', elapsed: trace.duration, lanes };
  return pictureAsSvg(
    composePicture({ title: 'Picture', runs: [run], ...coloursOf('light'), width: 960, address: null }),
    null,
  );
}

describe('a run that is exported and imported', () => {
  it.each(WORKLOADS)(
    'gives the same pictures: %s',
    async (id) => {
      const runs = await runsOf(id);
      const read = imported(formatTraces(runs.map(({ trace }) => trace)));
      expect(read).toHaveLength(runs.length);
      for (const [index, { trace }] of runs.entries()) {
        const again = (read[index] as ImportedRun).trace;
        for (const grouping of ['task', 'thread'] as const) {
          expect(pictureOf(again, grouping)).toBe(pictureOf(trace, grouping));
        }
        // Which of several tasks colours a pixel of a core is a matter of less than a nanosecond, as files have times.
        expect(statesOf(again, 'core')).toEqual(statesOf(trace, 'core'));
      }
    },
    60_000,
  );
});

interface LaneStates {
  readonly lane: string;
  readonly states: readonly { readonly what: string; readonly from: number; readonly to: number }[];
}

const nanoseconds = (time: number): number => Math.round(time * 1e9);

/**
 * What each lane does: from when until when, in nanoseconds, in which state and why. What takes no time is left out, and
 * whom it is done for is not told apart, for the Trace Event Format has no field for that.
 */
function statesOf(trace: Trace, grouping: Grouping): readonly LaneStates[] {
  const set = createLaneReader({ grouping, hidesMain: false }).read(trace);
  return set.lanes.map(({ name, spans }) => {
    const states: { what: string; from: number; to: number }[] = [];
    for (let index = 0; index < spans.length; index++) {
      const { start, end, state, reason } = spanAt(spans, index);
      const [from, to] = [nanoseconds(start), nanoseconds(Math.min(end, set.now))];
      const what = `${state} ${reason}`;
      const last = states.at(-1);
      if (last?.what === what && last.to === from) last.to = to;
      else if (to > from) states.push({ what, from, to });
    }
    return { lane: name, states };
  });
}

const namesOf = ({ actors }: Trace, kind: string): readonly string[] =>
  actors.filter((actor) => actor.kind === kind).map(({ name }) => name);

describe('a run that is exported in the Trace Event Format and imported', () => {
  it.each(WORKLOADS)(
    'has the same lanes: %s',
    async (id) => {
      const runs = await runsOf(id);
      const read = imported(formatTraceEvents(runs));
      expect(read.map(({ title }) => title)).toEqual(runs.map(({ title }) => title));
      for (const [index, { trace }] of runs.entries()) {
        const again = (read[index] as ImportedRun).trace;
        expect(violations(again)).toEqual([]);
        expect(namesOf(again, 'process')).toEqual(namesOf(trace, 'process'));
        for (const grouping of ['task', 'thread'] as const) {
          expect(statesOf(again, grouping)).toEqual(statesOf(trace, grouping));
        }
        expect(again.duration).toBeCloseTo(trace.duration, 6);
      }
    },
    60_000,
  );
});
