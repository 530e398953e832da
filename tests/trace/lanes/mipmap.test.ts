import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { BRANCHING, Mipmap } from '../../../src/trace/lanes/mipmap.ts';
import { GrowingSpans, SPAN_STATE_COUNT } from '../../../src/trace/spans.ts';

/** Spans in bursts and calm, the last one open or not. */
const arbitrarySpans = fc
  .record({ seed: fc.integer(), count: fc.integer({ min: 1, max: 3000 }), open: fc.boolean() })
  .map(({ seed, count, open }) => {
    const { next, below } = createRandom(seed);
    const spans = new GrowingSpans();
    let now = 0;
    for (let index = 0; index < count; index++) {
      spans.begin(now, below(SPAN_STATE_COUNT), below(4), -1, 0);
      now += next() < 0.2 ? 0 : next() ** 8;
      if (next() < 0.1) spans.close(now);
    }
    if (!open) spans.close(now);
    const mipmap = new Mipmap();
    mipmap.extend(spans);
    return { spans, mipmap };
  });

/** Seconds in each state, over some spans. */
function timeIn(spans: GrowingSpans, from: number, to: number): number[] {
  const total = new Array<number>(SPAN_STATE_COUNT).fill(0);
  for (let index = from; index < to; index++) {
    const state = spans.state[index] as number;
    total[state] = (total[state] ?? 0) + (spans.end[index] as number) - (spans.start[index] as number);
  }
  return total;
}

function statesIn(spans: GrowingSpans, from: number, to: number): number {
  return spans.state.subarray(from, to).reduce((states, state) => states | (1 << state), 0);
}

test('a node sums up its spans: eight, sixty-four and so on', () => {
  fc.assert(
    fc.property(arbitrarySpans, ({ spans, mipmap }) => {
      mipmap.levels.forEach((level, depth) => {
        const size = BRANCHING ** (depth + 1);
        for (let node = 0; node < level.length; node++) {
          const from = node * size;
          expect(level.states[node]).toBe(statesIn(spans, from, from + size));
          timeIn(spans, from, from + size).forEach((time, state) => {
            expect(level.time[node * SPAN_STATE_COUNT + state]).toBeCloseTo(time, 9);
          });
        }
      });
    }),
    { numRuns: 20 },
  );
});

test('levels hold every whole node of spans that have ended, and no other', () => {
  fc.assert(
    fc.property(arbitrarySpans, ({ spans, mipmap }) => {
      const ended = spans.isOpen ? spans.length - 1 : spans.length;
      let nodes = Math.floor(ended / BRANCHING);
      for (const level of mipmap.levels) {
        expect(level.length).toBe(nodes);
        nodes = Math.floor(nodes / BRANCHING);
      }
      expect(nodes).toBe(0);
    }),
  );
});

test('growing in pieces gives the nodes that growing at once does', () => {
  const { next, below } = createRandom(11);
  const spans = new GrowingSpans();
  const pieces = new Mipmap();
  for (let index = 0; index < 2000; index++) {
    spans.begin(index, below(SPAN_STATE_COUNT), below(3), -1, 0);
    if (next() < 0.1) pieces.extend(spans);
  }
  const once = new Mipmap();
  pieces.extend(spans);
  once.extend(spans);
  const content = (mipmap: Mipmap) =>
    mipmap.levels.map(({ length, time, states, identity }) => [
      [...time.subarray(0, length * SPAN_STATE_COUNT)],
      [...states.subarray(0, length)],
      [...identity.subarray(0, length)],
    ]);
  expect(content(pieces)).toEqual(content(once));
});

describe('the grid', () => {
  test('has all the time of the spans it covers, at every level', () => {
    fc.assert(
      fc.property(arbitrarySpans, ({ spans, mipmap }) => {
        const { grid } = mipmap;
        fc.pre(grid !== null);
        const covered = timeIn(spans, 0, grid.spans);
        const states = statesIn(spans, 0, grid.spans);
        for (const level of grid.levels) {
          covered.forEach((time, state) => {
            let total = 0;
            for (let at = 0; at < level.length; at++)
              total += level.time[at * SPAN_STATE_COUNT + state] as number;
            expect(Math.abs(total - time)).toBeLessThanOrEqual(1e-4 * (1 + time));
          });
          expect(level.states.reduce((all, some) => all | some, 0)).toBe(states);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('no stretch has more time than it is long', () => {
    fc.assert(
      fc.property(arbitrarySpans, ({ mipmap }) => {
        mipmap.grid?.levels.forEach((level, depth) => {
          const longest = mipmap.grid ? mipmap.grid.stretch * 2 ** depth : 0;
          for (let at = 0; at < level.length; at++) {
            const time = level.time.subarray(at * SPAN_STATE_COUNT, (at + 1) * SPAN_STATE_COUNT);
            expect(time.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(longest * 1.0001);
          }
        });
      }),
      { numRuns: 50 },
    );
  });

  test('covers at least half of the spans of a lane that keeps growing', () => {
    const spans = new GrowingSpans();
    const mipmap = new Mipmap();
    for (let index = 0; index < 10_000; index++) {
      spans.begin(index, index % 2, 0, -1, 0);
      mipmap.extend(spans);
    }
    expect(mipmap.grid?.spans).toBeGreaterThanOrEqual(5000);
  });
});
