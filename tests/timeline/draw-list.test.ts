import { describe, expect, test } from 'vitest';
import { pixels, seconds } from '../../src/base/units.ts';
import { describeLanes } from '../../src/timeline/description.ts';
import {
  createDrawListBuilder,
  type DrawItem,
  type DrawList,
  NARROWEST_RUN,
} from '../../src/timeline/draw-list.ts';
import { hitTest } from '../../src/timeline/hit-test.ts';
import { layoutLanes } from '../../src/timeline/layout.ts';
import { fitViewport, plotOf, timeToX, type Viewport } from '../../src/timeline/viewport.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { type EventKind, REASON_CODE } from '../../src/trace/events.ts';
import { createLaneReader, type LaneSet } from '../../src/trace/lanes/lanes.ts';
import { modelled } from '../catalogue-runs.ts';
import { header } from '../trace/random-trace.ts';

type Happenings = Readonly<Record<string, readonly (readonly [time: number, kind: EventKind])[]>>;

/** Lanes by task from what happens to each task; `acquire` and `release` are about one lock. */
function lanesOf(happenings: Happenings, duration = 10): LaneSet {
  const builder = new TraceBuilder();
  const lock = builder.actor('lock', 'print_lock', NO_ACTOR, NO_ACTOR);
  const all = Object.entries(happenings).flatMap(([name, events]) => {
    const task = builder.actor('task', name, NO_ACTOR, NO_ACTOR);
    return events.map(([time, kind]) => ({ task, time, kind }));
  });
  for (const { task, time, kind } of all.sort((one, other) => one.time - other.time)) {
    builder.now = seconds(time);
    builder.record(kind, task, subjectFor(kind, lock), valueFor(kind, builder));
  }
  return createLaneReader({ grouping: 'task' }).read(builder.view(header, null, seconds(duration)));
}

const subjectFor = (kind: EventKind, lock: ActorId): ActorId =>
  kind === 'block' || kind === 'acquire' || kind === 'release' ? lock : NO_ACTOR;

const valueFor = (kind: EventKind, builder: TraceBuilder): number =>
  kind === 'wait' ? REASON_CODE.sleep : kind === 'fail' ? builder.text('ValueError: bad') : 0;

const PLOT = plotOf(1112, 100);

function draw(
  lanes: LaneSet,
  ghost: LaneSet | null = null,
  viewport: Viewport = fitViewport(lanes.now),
): DrawList {
  const picture = { lanes, ghost, viewport, width: pixels(1112), plot: PLOT, laneHeight: 20 };
  return createDrawListBuilder().build(picture);
}

const itemsOf = <Kind extends DrawItem['kind']>(list: DrawList, kind: Kind) =>
  list.items.filter((item): item is Extract<DrawItem, { kind: Kind }> => item.kind === kind);

describe('states', () => {
  const list = draw(
    lanesOf({
      'doc 0': [
        [0, 'start'],
        [1, 'ready'],
        [2, 'run'],
        [4, 'wait'],
        [6, 'block'],
        [7, 'run'],
        [9, 'finish'],
      ],
    }),
  );
  const spans = itemsOf(list, 'span');

  test('are drawn where they happened, each with its own state', () => {
    expect(spans.map(({ state, x, width }) => [state, x, width])).toEqual([
      ['starting', 100, 100],
      ['ready', 200, 100],
      ['running', 300, 200],
      ['waiting', 500, 200],
      ['blocked', 700, 100],
      ['running', 800, 200],
    ]);
  });

  test('differ in height, running the highest, all on one middle line', () => {
    const heightOf = (wanted: string) => spans.find(({ state }) => state === wanted)?.height ?? 0;
    expect(heightOf('running')).toBeGreaterThan(heightOf('ready'));
    expect(heightOf('ready')).toBeGreaterThan(heightOf('waiting'));
    expect(new Set(spans.map(({ y, height }) => (y + height / 2).toFixed(6))).size).toBe(1);
  });

  test('are named at the left', () => {
    expect(itemsOf(list, 'label').map(({ text }) => text)).toEqual(['doc 0']);
  });
});

test('a moment of running is wide enough to be seen, and lies on top of what surrounds it', () => {
  const list = draw(
    lanesOf({
      'doc 0': [
        [2, 'run'],
        [2, 'wait'],
        [5, 'run'],
        [5, 'finish'],
      ],
    }),
  );
  const spans = itemsOf(list, 'span');
  expect(spans.map(({ state }) => state)).toEqual(['waiting', 'running', 'running']);
  expect(spans.slice(1).map(({ x, width }) => [x, width])).toEqual([
    [300 - NARROWEST_RUN / 2, NARROWEST_RUN],
    [600 - NARROWEST_RUN / 2, NARROWEST_RUN],
  ]);
});

test('a state that lasts is drawn up to now', () => {
  const [span] = itemsOf(
    draw(lanesOf({ 'doc 0': [[0, 'wait']] }, 5), null, fitViewport(seconds(10))),
    'span',
  );
  expect(span).toMatchObject({ x: 100, width: 500 });
});

test('what begins and ends out of view is cut off outside, its dots where they were', () => {
  const lanes = lanesOf({ 'doc 0': [[0, 'wait']] });
  const viewport = { from: seconds(3), to: seconds(4) };
  const [span] = itemsOf(draw(lanes, null, viewport), 'span');
  const start = timeToX(viewport, PLOT, 0);
  expect(span?.x).toBeLessThan(100);
  expect(span?.x).toBeGreaterThan(100 - 30);
  expect(((span?.x ?? 0) - start) % 6).toBeCloseTo(0, 6);
  expect((span?.x ?? 0) + (span?.width ?? 0)).toBeGreaterThan(1100);
});

describe('a prediction', () => {
  const predicted = lanesOf({
    'doc 0': [
      [0, 'wait'],
      [5, 'finish'],
    ],
    'doc 1': [
      [0, 'wait'],
      [5, 'finish'],
    ],
  });
  const live = lanesOf({ 'doc 1': [[0, 'wait']], 'doc 2': [[0, 'wait']] }, 2);
  const list = draw(live, predicted, fitViewport(seconds(10)));

  test('lies behind the lane of the same name, whatever the order', () => {
    const rowOf = (y: number): string =>
      list.layout.rows.find(({ top, height }) => y >= top && y < top + height)?.name ?? '';
    expect(itemsOf(list, 'span').map(({ y, ghost, width }) => [rowOf(y), ghost, width])).toEqual([
      ['doc 0', true, 500],
      ['doc 1', true, 500],
      ['doc 1', false, 200],
      ['doc 2', false, 200],
    ]);
  });

  test('keeps a row for what has not begun', () => {
    expect(list.layout.rows.map(({ name, lane }) => [name, lane !== null])).toEqual([
      ['doc 0', false],
      ['doc 1', true],
      ['doc 2', true],
    ]);
  });
});

describe('marks', () => {
  const list = draw(
    lanesOf({
      'doc 0': [
        [1, 'run'],
        [2, 'acquire'],
        [4, 'release'],
        [6, 'fail'],
      ],
    }),
  );

  test('a held lock is a bracket above the bar', () => {
    const [bracket] = itemsOf(list, 'bracket');
    const [span] = itemsOf(list, 'span');
    expect(bracket).toMatchObject({ x: 300, width: 200, ghost: false });
    expect((bracket?.y ?? 0) + (bracket?.height ?? 0)).toBeLessThanOrEqual(span?.y ?? 0);
    expect(bracket?.y).toBeGreaterThanOrEqual(list.layout.rows[0]?.top ?? Number.POSITIVE_INFINITY);
  });

  test('an error is a cross where the lane ends', () => {
    expect(itemsOf(list, 'error').map(({ x }) => x)).toEqual([700]);
  });

  test('locks taken in quick succession share a bracket', () => {
    const quick = lanesOf({
      'doc 0': Array.from(
        { length: 2000 },
        (_, index) => [index * 0.005, index % 2 ? 'release' : 'acquire'] as const,
      ),
    });
    expect(itemsOf(draw(quick), 'bracket').length).toBeLessThan(400);
  });
});

test('lanes too dense to tell states apart become strips', () => {
  const dense = lanesOf({
    'doc 0': Array.from(
      { length: 20_000 },
      (_, index) => [index * 0.0005, index % 2 ? 'wait' : 'run'] as const,
    ),
  });
  const list = draw(dense);
  expect(itemsOf(list, 'strip').map(({ x, width }) => [x, width])).toEqual([[100, 1000]]);
  expect(itemsOf(list, 'span').length).toBeLessThanOrEqual(1);
});

describe('layout', () => {
  const names = (count: number): Happenings =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`doc ${index}`, []]));

  test('narrows lanes rather than exceed a height, and then labels only some', () => {
    const { rows, height } = layoutLanes(lanesOf(names(50)), null, { laneHeight: 20, maximumHeight: 310 });
    expect(height).toBeLessThanOrEqual(310);
    expect(rows.filter(({ labelled }) => labelled)).toHaveLength(25);
  });

  test('gives every lane its height where there is room', () => {
    expect(layoutLanes(lanesOf(names(5)), null, { laneHeight: 20 }).rows.map(({ height }) => height)).toEqual(
      [20, 20, 20, 20, 20],
    );
  });
});

describe('pointing at a picture', () => {
  const list = draw(
    lanesOf({
      'doc 0': [
        [0, 'run'],
        [0, 'wait'],
        [5, 'run'],
        [5, 'block'],
        [8, 'fail'],
      ],
    }),
  );
  const middle = (list.layout.rows[0]?.top ?? 0) + 10;

  test('finds the state at the pointer, in words', () => {
    expect(hitTest(list, 350, middle)).toMatchObject({ time: 2.5, words: 'waiting: sleep', error: null });
    expect(hitTest(list, 700, middle)?.words).toBe('blocked on print_lock');
  });

  test('finds a moment of running by its mark', () => {
    expect(hitTest(list, 601, middle)?.words).toBe('running');
    expect(hitTest(list, 610, middle)?.words).toBe('blocked on print_lock');
  });

  test('finds an error by its cross', () => {
    expect(hitTest(list, 902, middle)?.error?.text).toBe('ValueError: bad');
  });

  test('finds nothing in the gutter, below the lanes, or after an end', () => {
    expect(hitTest(list, 50, middle)).toBeNull();
    expect(hitTest(list, 350, list.height + 5)).toBeNull();
    expect(hitTest(list, 1000, middle)).toMatchObject({ span: null, words: '' });
  });
});

describe('the table that stands for a picture', () => {
  test('names lane, time and state', () => {
    const set = lanesOf({
      'doc 0': [
        [0, 'wait'],
        [5, 'run'],
        [5, 'finish'],
      ],
      'doc 1': [[5, 'wait']],
    });
    expect(describeLanes(set, 100)).toEqual({
      rows: [
        { lane: 'doc 0', from: 0, to: 5, state: 'waiting: sleep' },
        { lane: 'doc 0', from: 5, to: 5, state: 'running' },
        { lane: 'doc 1', from: 5, to: 10, state: 'waiting: sleep' },
      ],
      omitted: 0,
    });
  });

  test('calls lanes, and whom they are about, as a story does', async () => {
    const trace = await modelled('documents', 'threads+lock');
    const set = createLaneReader({ grouping: 'task', hidesMain: true }).read(trace);
    const nameOf = (actor: ActorId) => `the ${trace.actors[actor]?.name}`;
    const { rows } = describeLanes(set, 100, { labelOf: (name) => name.replace('doc', 'order'), nameOf });
    expect(new Set(rows.map(({ lane }) => lane))).toContain('order 4');
    const states = rows.map(({ state }) => state);
    expect(states).toContain('waiting: sleep');
    expect(states).toContain('running on the Core 0');
  });

  test('leaves out what exceeds its limit, and counts it', () => {
    const busy = Array.from(
      { length: 100 },
      (_, index) => [index * 0.1, index % 2 ? 'wait' : 'run'] as const,
    );
    const { rows, omitted } = describeLanes(lanesOf({ 'doc 0': busy, 'doc 1': [[0, 'wait']] }), 20);
    expect(rows).toHaveLength(11);
    expect(rows.at(-1)?.lane).toBe('doc 1');
    expect(omitted).toBe(90);
  });
});
