import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../../../src/trace/events.ts';
import {
  createLaneReader,
  GROUPINGS,
  type Lane,
  type LaneSet,
  NEUTRAL_HUE,
} from '../../../src/trace/lanes/lanes.ts';
import { SPAN_STATE_COUNT, spanAt } from '../../../src/trace/spans.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { arbitraryTrace, happenings, header, recordHappenings, startRandomTrace } from '../random-trace.ts';

const spansOf = (lane: Lane) =>
  Array.from({ length: lane.spans.length }, (_, index) => spanAt(lane.spans, index));

const laneNamed = (set: LaneSet, name: string): Lane => {
  const lane = set.lanes.find((candidate) => candidate.name === name);
  if (!lane) throw new Error(`There is no lane ${name}.`);
  return lane;
};

/** What a reader shows, without the objects it is made of. */
const contentOf = (set: LaneSet) =>
  set.lanes.map((lane) => ({
    name: lane.name,
    spans: spansOf(lane),
    holds: lane.holds.start.map((start, index) => [start, lane.holds.end[index]]),
    errors: lane.errors,
    ended: lane.ended,
    levels: lane.mipmap.levels.map((level) => [
      ...level.time.subarray(0, level.length * SPAN_STATE_COUNT),
      ...level.states.subarray(0, level.length),
    ]),
  }));

function build(record: (builder: TraceBuilder, at: (time: number) => void, process: ActorId) => void): Trace {
  const builder = new TraceBuilder();
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  record(
    builder,
    (time) => {
      builder.now = seconds(time);
    },
    process,
  );
  return builder.view(header);
}

describe('properties of any trace', () => {
  test.each(GROUPINGS)('spans of a %s follow each other without overlapping', (grouping) => {
    fc.assert(
      fc.property(arbitraryTrace(200), (trace) => {
        for (const lane of createLaneReader({ grouping }).read(trace).lanes) {
          const spans = spansOf(lane);
          spans.forEach((span, index) => {
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(spans[index + 1]?.start ?? Number.POSITIVE_INFINITY);
          });
        }
      }),
    );
  });

  test('the lane of a task covers exactly the time it was in a state', () => {
    fc.assert(
      fc.property(arbitraryTrace(200), (trace) => {
        const set = createLaneReader({ grouping: 'task' }).read(trace);
        for (const lane of set.lanes) {
          const covered = spansOf(lane).reduce(
            (sum, { start, end }) => sum + Math.min(end, set.now) - start,
            0,
          );
          expect(covered).toBeCloseTo(timeInStates(trace, lane.actor), 9);
        }
      }),
    );
  });

  test.each(GROUPINGS)(
    'reading a growing trace by %s in pieces shows what reading it at once does',
    (grouping) => {
      fc.assert(
        fc.property(happenings(60), happenings(60), happenings(60), (...pieces) => {
          const random = startRandomTrace();
          const reader = createLaneReader({ grouping });
          for (const piece of pieces) {
            recordHappenings(random, piece);
            reader.read(random.view());
          }
          const trace = random.view();
          expect(contentOf(reader.read(trace))).toEqual(
            contentOf(createLaneReader({ grouping }).read(trace)),
          );
        }),
      );
    },
  );
});

function timeInStates({ events, duration }: Trace, actor: ActorId): number {
  let total = 0;
  let since: number | null = null;
  for (let index = 0; index < events.length; index++) {
    const code = events.kind[index] as number;
    if (events.actor[index] !== actor || !isStateCode(code)) continue;
    const time = events.time[index] as number;
    if (since !== null) total += time - since;
    since = isEndCode(code) ? null : time;
  }
  return since === null ? total : total + duration - since;
}

test('a state that lasts ends where the trace does, without a new span', () => {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  builder.record('wait', task, NO_ACTOR, REASON_CODE.sleep);
  const reader = createLaneReader({ grouping: 'task' });
  const early = reader.read(builder.view(header, null, seconds(1)));
  const late = reader.read(builder.view(header, null, seconds(2)));
  expect(early.now).toBe(1);
  expect(late.now).toBe(2);
  expect(late.version).not.toBe(early.version);
  expect(spansOf(laneNamed(late, 'doc 0'))).toMatchObject([
    { start: 0, end: Number.POSITIVE_INFINITY, state: 'waiting', reason: 'sleep' },
  ]);
});

test('reading a trace that has not changed gives the same object', () => {
  const trace = build((builder, _at, process) => {
    builder.record('run', builder.actor('task', 'doc 0', process, NO_ACTOR));
  });
  const reader = createLaneReader({ grouping: 'task' });
  expect(reader.read(trace)).toBe(reader.read(trace));
});

test('another trace is read from its beginning', () => {
  const reader = createLaneReader({ grouping: 'task' });
  const named = (name: string): Trace =>
    build((builder, _at, process) => builder.record('run', builder.actor('task', name, process, NO_ACTOR)));
  reader.read(named('doc 0'));
  expect(reader.read(named('doc 1')).lanes.map(({ name }) => name)).toEqual(['doc 1']);
});

test('a thread has the colour of the task it works on, and of the job within it', () => {
  const trace = build((builder, at, process) => {
    const thread = builder.actor('thread', 'MainThread', process, NO_ACTOR);
    const task = builder.actor('task', 'main', process, NO_ACTOR);
    const job = builder.actor('task', 'doc 0', task, NO_ACTOR);
    builder.record('run', thread);
    at(1);
    builder.record('carry', thread, task);
    at(2);
    builder.record('carry', task, job);
    at(3);
    builder.record('carry', thread, NO_ACTOR);
    at(4);
    builder.record('finish', thread);
  });
  const set = createLaneReader({ grouping: 'thread' }).read(trace);
  const spans = spansOf(laneNamed(set, 'MainThread'));
  expect(spans.map(({ start, end, identity }) => [start, end, trace.actors[identity]?.name])).toEqual([
    [0, 1, 'MainThread'],
    [1, 2, 'main'],
    [2, 3, 'doc 0'],
    [3, 4, 'MainThread'],
  ]);
  expect(spans.map(({ identity }) => set.hueOf(identity))).toEqual([
    NEUTRAL_HUE,
    NEUTRAL_HUE,
    0,
    NEUTRAL_HUE,
  ]);
});

test('a core that carries a thread leaves the colours and locks to the lanes they belong to', () => {
  const trace = build((builder, at, process) => {
    const core = builder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
    const thread = builder.actor('thread', 'MainThread', process, NO_ACTOR);
    const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
    const task = builder.actor('task', 'doc 0', process, NO_ACTOR);
    builder.record('run', thread, core);
    builder.record('carry', core, thread);
    at(1);
    builder.record('carry', thread, task);
    builder.record('acquire', task, lock);
    at(2);
    builder.record('finish', thread);
  });
  for (const grouping of ['thread', 'core'] as const) {
    const set = createLaneReader({ grouping }).read(trace);
    const [lane] = set.lanes;
    expect(
      lane && spansOf(lane).map(({ start, end, identity }) => [start, end, set.hueOf(identity)]),
    ).toEqual([
      [0, 1, NEUTRAL_HUE],
      [1, 2, 0],
    ]);
    expect(lane?.holds.start).toEqual(grouping === 'thread' ? [1] : []);
  }
});

test('a core shows the threads that run on it, whatever the order in which they change places', () => {
  const trace = build((builder, at, process) => {
    const core = builder.actor('core', 'Core 0', NO_ACTOR, NO_ACTOR);
    const one = builder.actor('thread', 'one', process, NO_ACTOR);
    const other = builder.actor('thread', 'other', process, NO_ACTOR);
    builder.record('run', one, core);
    at(1);
    builder.record('run', other, core);
    builder.record('ready', one, NO_ACTOR, REASON_CODE.core);
    at(2);
    builder.record('wait', other, NO_ACTOR, REASON_CODE.sleep);
    at(3);
    builder.record('run', one, core);
  });
  const set = createLaneReader({ grouping: 'core' }).read(trace);
  expect(
    spansOf(laneNamed(set, 'Core 0')).map(({ start, end, subject }) => [
      start,
      end,
      trace.actors[subject]?.name,
    ]),
  ).toEqual([
    [0, 1, 'one'],
    [1, 2, 'other'],
    [3, Number.POSITIVE_INFINITY, 'one'],
  ]);
});

test('lanes by task keep the order of creation, and can do without main', () => {
  const trace = build((builder, _at, process) => {
    for (const name of ['main', 'doc 1', 'doc 0']) builder.actor('task', name, process, NO_ACTOR);
  });
  const names = (hidesMain: boolean) =>
    createLaneReader({ grouping: 'task', hidesMain })
      .read(trace)
      .lanes.map(({ name, hue }) => [name, hue]);
  expect(names(true)).toEqual([
    ['doc 1', 0],
    ['doc 0', 1],
  ]);
  expect(names(false)).toEqual([
    ['main', NEUTRAL_HUE],
    ['doc 1', 0],
    ['doc 0', 1],
  ]);
});

test('a task that was created and never begun has a lane and no span', () => {
  const trace = build((builder, at, process) => {
    builder.actor('task', 'doc 0', process, NO_ACTOR);
    at(5);
    builder.actor('task', 'doc 1', process, NO_ACTOR);
  });
  const set = createLaneReader({ grouping: 'task' }).read(trace);
  expect(set.lanes.map(({ spans }) => spans.length)).toEqual([0, 0]);
});

test('moments of no length are kept', () => {
  const trace = build((builder, _at, process) => {
    const task = builder.actor('task', 'doc 0', process, NO_ACTOR);
    builder.record('run', task);
    builder.record('wait', task, NO_ACTOR, REASON_CODE.sleep);
  });
  const [moment] = spansOf(laneNamed(createLaneReader({ grouping: 'task' }).read(trace), 'doc 0'));
  expect(moment).toMatchObject({ state: 'running', start: 0, end: 0 });
});

test('threads of several processes are named after their process', () => {
  const trace = build((builder, _at, process) => {
    builder.actor('thread', 'MainThread', process, NO_ACTOR);
    const child = builder.actor('process', 'SpawnProcess-1', NO_ACTOR, NO_ACTOR);
    builder.actor('thread', 'MainThread', child, NO_ACTOR);
    builder.actor('thread', 'Worker 0', child, NO_ACTOR);
  });
  expect(
    createLaneReader({ grouping: 'thread' })
      .read(trace)
      .lanes.map(({ name }) => name),
  ).toEqual(['MainProcess', 'SpawnProcess-1', 'SpawnProcess-1 · Worker 0']);
});

describe('held locks', () => {
  const held = (
    record: (
      builder: TraceBuilder,
      at: (time: number) => void,
      ids: Record<'thread' | 'task' | 'other' | 'gil' | 'lock' | 'second', ActorId>,
    ) => void,
  ) => {
    const trace = build((builder, at, process) => {
      const thread = builder.actor('thread', 'Worker 0', process, NO_ACTOR);
      const task = builder.actor('task', 'doc 0', process, NO_ACTOR);
      const other = builder.actor('task', 'doc 1', process, NO_ACTOR);
      const gil = builder.actor('lock', 'GIL', process, NO_ACTOR);
      const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
      const second = builder.actor('lock', 'second', process, NO_ACTOR);
      builder.record('carry', thread, task);
      record(builder, at, { thread, task, other, gil, lock, second });
    });
    const of = (grouping: 'task' | 'thread', name: string) => {
      const { start, end } = laneNamed(createLaneReader({ grouping }).read(trace), name).holds;
      return start.map((from, index) => [from, end[index]]);
    };
    return { task: of('task', 'doc 0'), thread: of('thread', 'Worker 0') };
  };

  test('show on the thread and on the task it works on', () => {
    const stretches = held((builder, at, ids) => {
      at(1);
      builder.record('acquire', ids.thread, ids.lock);
      at(2);
      builder.record('release', ids.thread, ids.lock);
    });
    expect(stretches).toEqual({ task: [[1, 2]], thread: [[1, 2]] });
  });

  test('leave out the GIL', () => {
    const stretches = held((builder, _at, ids) => {
      builder.record('acquire', ids.thread, ids.gil);
    });
    expect(stretches).toEqual({ task: [], thread: [] });
  });

  test('make one stretch while at least one is held', () => {
    const stretches = held((builder, at, ids) => {
      builder.record('acquire', ids.task, ids.lock);
      at(1);
      builder.record('acquire', ids.task, ids.second);
      at(2);
      builder.record('release', ids.task, ids.lock);
      at(3);
      builder.record('release', ids.task, ids.second);
    });
    expect(stretches.task).toEqual([[0, 3]]);
  });

  test('end when another than the holder lets go', () => {
    const stretches = held((builder, at, ids) => {
      builder.record('acquire', ids.task, ids.lock);
      at(2);
      builder.record('release', ids.other, ids.lock);
    });
    expect(stretches.task).toEqual([[0, 2]]);
  });
});

test('an error that thread and task report alike is one cross on each lane', () => {
  const trace = build((builder, at, process) => {
    const thread = builder.actor('thread', 'Worker 0', process, NO_ACTOR);
    const task = builder.actor('task', 'doc 0', process, NO_ACTOR);
    builder.record('carry', thread, task);
    at(2);
    const text = builder.text('ValueError: bad document');
    builder.record('fail', task, NO_ACTOR, text);
    builder.record('fail', thread, NO_ACTOR, text);
  });
  for (const grouping of ['task', 'thread'] as const) {
    const [lane] = createLaneReader({ grouping }).read(trace).lanes;
    expect(lane?.errors).toEqual([{ time: 2, text: 'ValueError: bad document' }]);
    expect(lane?.ended).toBe('failed');
  }
});

test('codes of states are those of the events that begin them', () => {
  expect(EVENT_CODE.block).toBe(SPAN_STATE_COUNT - 1);
});
