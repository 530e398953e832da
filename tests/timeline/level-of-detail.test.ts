import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/base/random.ts';
import { pixels, seconds } from '../../src/base/units.ts';
import { detailOf } from '../../src/timeline/level-of-detail.ts';
import { StripPool } from '../../src/timeline/strip.ts';
import { fitViewport, type Viewport } from '../../src/timeline/viewport.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { createLaneReader, type Lane, type LaneSet } from '../../src/trace/lanes/lanes.ts';
import { SPAN_STATE_CODE, SPAN_STATE_COUNT } from '../../src/trace/spans.ts';
import { header } from '../trace/random-trace.ts';

const PLOT = { left: pixels(0), width: pixels(200) };
const KINDS = ['start', 'ready', 'run', 'wait', 'block'] as const;

/** A lane whose states last as long as `lengths` says, in bursts and calm, with gaps between. */
function laneOf(lengths: readonly number[], next: () => number): { set: LaneSet; lane: Lane } {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  for (const length of lengths) {
    const kind = next() < 0.05 ? 'finish' : (KINDS[Math.floor(next() * KINDS.length)] ?? 'run');
    builder.record(kind, task);
    builder.now = seconds(builder.now + length);
  }
  builder.record('finish', task);
  const set = createLaneReader({ grouping: 'task' }).read(builder.view(header));
  return { set, lane: set.lanes[0] as Lane };
}

const LENGTHS = [0, 1e-6, 1e-4, 0.001, 0.01, 1];

/** Lanes of very different density: stretches of spans that are all about as long. */
const arbitraryLane = fc
  .record({
    seed: fc.integer(),
    stretches: fc.array(fc.record({ length: fc.constantFrom(...LENGTHS), count: fc.nat({ max: 400 }) }), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map(({ seed, stretches }) => {
    const { next } = createRandom(seed);
    return laneOf(
      stretches.flatMap(({ length, count }) => Array.from({ length: count }, () => length * next())),
      next,
    );
  });

/** Pixels in each state, as drawn in a viewport. */
function drawnPixels(
  { set, lane }: { set: LaneSet; lane: Lane },
  viewport: Viewport,
): { stripCount: number; total: number[] } {
  const pool = new StripPool();
  pool.restart(PLOT.width);
  const detail = detailOf(lane, set.now, viewport, PLOT, pool);
  const scale = PLOT.width / (viewport.to - viewport.from);
  const total = new Array<number>(SPAN_STATE_COUNT).fill(0);
  const add = (state: number, amount: number): void => {
    total[state] = (total[state] ?? 0) + amount;
  };
  for (const index of detail.spans) {
    const from = Math.max(lane.spans.start[index] as number, viewport.from);
    const to = Math.min(lane.spans.end[index] as number, set.now, viewport.to);
    add(lane.spans.state[index] as number, Math.max(0, to - from) * scale);
  }
  for (const strip of detail.strips) {
    for (let column = strip.from; column < strip.to; column++) {
      let covered = 0;
      for (let state = 0; state < SPAN_STATE_COUNT; state++) {
        const share = detail.columns?.coverage[column * SPAN_STATE_COUNT + state] ?? 0;
        covered += share;
        add(state, share);
      }
      expect(covered).toBeLessThanOrEqual(1 + 1e-3);
    }
  }
  return { stripCount: detail.strips.length, total };
}

/** Pixels in each state, added up span by span. */
function truePixels({ set, lane }: { set: LaneSet; lane: Lane }, viewport: Viewport): number[] {
  const scale = PLOT.width / (viewport.to - viewport.from);
  const total = new Array<number>(SPAN_STATE_COUNT).fill(0);
  for (let index = 0; index < lane.spans.length; index++) {
    const from = Math.max(lane.spans.start[index] as number, viewport.from);
    const to = Math.min(lane.spans.end[index] as number, set.now, viewport.to);
    const state = lane.spans.state[index] as number;
    if (to > from) total[state] = (total[state] ?? 0) + (to - from) * scale;
  }
  return total;
}

test('a whole lane covers as much in each state as its spans do: exactly but for the ends of strips', () => {
  fc.assert(
    fc.property(arbitraryLane, (lane) => {
      const viewport = fitViewport(lane.set.now);
      const { stripCount, total } = drawnPixels(lane, viewport);
      const precision = stripCount === 0 ? 1e-9 : 2 * stripCount;
      truePixels(lane, viewport).forEach((amount, state) => {
        expect(Math.abs((total[state] as number) - amount)).toBeLessThanOrEqual(precision);
      });
    }),
  );
});

test('a strip over a whole lane covers as much in each state as its spans do', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2000, max: 20_000 }), (seed, count) => {
      const { next } = createRandom(seed);
      const lane = laneOf(
        Array.from({ length: count }, () => 0.001 * next()),
        next,
      );
      const viewport = fitViewport(lane.set.now);
      const { stripCount, total } = drawnPixels(lane, viewport);
      expect(stripCount).toBe(1);
      truePixels(lane, viewport).forEach((amount, state) => {
        expect(Math.abs((total[state] as number) - amount)).toBeLessThanOrEqual(0.2);
      });
    }),
    { numRuns: 20 },
  );
});

test('any part of a lane does so within a pixel at either edge of each strip', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(arbitraryLane, share, share, (lane, one, other) => {
      const from = seconds(Math.min(one, other) * lane.set.now);
      const to = seconds(Math.max(one, other) * lane.set.now);
      fc.pre(to - from > 1e-6);
      const { stripCount, total } = drawnPixels(lane, { from, to });
      truePixels(lane, { from, to }).forEach((amount, state) => {
        expect(Math.abs((total[state] as number) - amount)).toBeLessThanOrEqual(1e-6 + 2 * stripCount);
      });
    }),
  );
});

test('the work does not depend on the number of spans', () => {
  const { next } = createRandom(5);
  const dense = laneOf(
    Array.from({ length: 100_000 }, () => 0.001 * next()),
    next,
  );
  const pool = new StripPool();
  pool.restart(PLOT.width);
  const detail = detailOf(dense.lane, dense.set.now, fitViewport(dense.set.now), PLOT, pool);
  expect(detail.spans).toEqual([]);
  expect(detail.strips).toEqual([{ from: 0, to: 200 }]);
});

test('wide spans stand for themselves beside a strip of narrow ones', () => {
  const pool = new StripPool();
  pool.restart(PLOT.width);
  const alternating = new TraceBuilder();
  const task = alternating.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  const lengths = [10, ...Array.from({ length: 50 }, () => 0.01), 10];
  lengths.forEach((length, index) => {
    alternating.record(index % 2 ? 'run' : 'wait', task);
    alternating.now = seconds(alternating.now + length);
  });
  const set = createLaneReader({ grouping: 'task' }).read(alternating.view(header, null, alternating.now));
  const detail = detailOf(set.lanes[0] as Lane, set.now, fitViewport(set.now), PLOT, pool);
  expect(detail.spans).toEqual([0, 51]);
  expect(detail.strips).toHaveLength(1);
});

test('a few moments in a row are drawn one by one', () => {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  for (const kind of ['ready', 'run', 'wait'] as const) builder.record(kind, task);
  builder.now = seconds(5);
  builder.record('run', task);
  builder.record('finish', task);
  const set = createLaneReader({ grouping: 'task' }).read(builder.view(header));
  const pool = new StripPool();
  pool.restart(PLOT.width);
  const detail = detailOf(set.lanes[0] as Lane, set.now, fitViewport(set.now), PLOT, pool);
  expect(detail).toEqual({ spans: [0, 1, 2, 3], strips: [], columns: null });
});

test('a state that took no time is still known to occur in its column', () => {
  const builder = new TraceBuilder();
  const task = builder.actor('task', 'doc 0', NO_ACTOR, NO_ACTOR);
  for (let index = 0; index < 1000; index++) {
    builder.record('run', task);
    builder.record('wait', task);
    builder.now = seconds(builder.now + 1);
  }
  builder.record('finish', task);
  const set = createLaneReader({ grouping: 'task' }).read(builder.view(header));
  const pool = new StripPool();
  pool.restart(PLOT.width);
  const { columns } = detailOf(set.lanes[0] as Lane, set.now, fitViewport(set.now), PLOT, pool);
  const both = (1 << SPAN_STATE_CODE.running) | (1 << SPAN_STATE_CODE.waiting);
  expect([...(columns?.states ?? [])].every((states) => states === both)).toBe(true);
});

test('comes to an end on spans that are as wide as a narrow one, but for rounding', () => {
  const kinds = { turn: 0, next: () => (kinds.turn++ % 4 === 1 ? 0.9 : 0.5) };
  const { set, lane } = laneOf(
    Array.from({ length: 400 }, () => 0.005),
    kinds.next,
  );
  const plot = { left: pixels(0), width: pixels(1000) };
  const pool = new StripPool();
  for (let from = 0; from < 1; from += 0.01) {
    pool.restart(plot.width);
    const { spans, strips } = detailOf(
      lane,
      set.now,
      { from: seconds(from), to: seconds(from + 1) },
      plot,
      pool,
    );
    expect(spans.length + strips.length).toBeGreaterThan(0);
  }
});
