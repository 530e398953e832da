import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import type { EventKind } from '../../../src/trace/events.ts';
import { createLaneReader, type Grouping, type Lane } from '../../../src/trace/lanes/lanes.ts';
import { progressAt } from '../../../src/trace/lanes/lanes-progress.ts';
import { header } from '../random-trace.ts';

type Happening = readonly [time: number, kind: EventKind, share?: number];

/** The lane of a task, or of the thread that works on it, to which something happens. */
function laneOf(happenings: readonly Happening[], grouping: Grouping = 'task'): Lane {
  const builder = new TraceBuilder();
  const thread = builder.actor('thread', 'MainThread', NO_ACTOR, NO_ACTOR);
  const task = builder.actor('task', 'sum', thread, thread);
  builder.record('run', thread);
  builder.record('carry', thread, task);
  for (const [time, kind, share] of happenings) {
    builder.now = seconds(time);
    builder.record(kind, task, NO_ACTOR, share ?? 0);
    if (kind === 'finish') builder.record('carry', thread, NO_ACTOR);
  }
  const [lane] = createLaneReader({ grouping }).read(builder.view(header)).lanes;
  if (!lane) throw new Error('There is a lane.');
  return lane;
}

const RUN: readonly Happening[] = [
  [0, 'run'],
  [1, 'progress', 0.25],
  [2, 'progress', 0.5],
  [2.5, 'ready'],
  [3, 'run'],
  [4, 'finish'],
];

describe('the progress of a lane', () => {
  it('is what was told last, and nothing before or after', () => {
    const lane = laneOf(RUN);
    const shares = [0.5, 1, 1.9, 2, 2.7, 3.9, 4, 9].map((time) => progressAt(lane, time));
    expect(shares).toEqual([null, 0.25, 0.25, 0.5, 0.5, 0.5, null, null]);
  });

  it('is that of the task which a thread works on, while it does', () => {
    const lane = laneOf(RUN, 'thread');
    expect([1, 3.9, 4].map((time) => progressAt(lane, time))).toEqual([0.25, 0.5, null]);
  });

  it('is nothing while the task waits', () => {
    const lane = laneOf([...RUN.slice(0, 3), [3, 'wait']]);
    expect([2.9, 3].map((time) => progressAt(lane, time))).toEqual([0.5, null]);
  });

  it('is nothing of a lane by core', () => {
    const builder = new TraceBuilder();
    builder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
    const thread = builder.actor('thread', 'MainThread', NO_ACTOR, NO_ACTOR);
    builder.record('progress', thread, NO_ACTOR, 0.5);
    const [core] = createLaneReader({ grouping: 'core' }).read(builder.view(header)).lanes;
    expect(core?.progress.time).toEqual([]);
  });
});
