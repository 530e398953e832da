import { expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { keepMoments } from '../../src/stage/playhead/kept-moments.ts';
import { modelled } from '../catalogue-runs.ts';

const trace = await modelled('gather', 'async');
const longer = { ...trace, duration: seconds(trace.duration + 1) };

it('is the same moments while no event happens, with the newest trace', () => {
  const kept = keepMoments([], [{ trace, count: 3 }]);
  const now = keepMoments(kept, [{ trace: longer, count: 3 }]);
  expect(now).toBe(kept);
  expect(now).toEqual([{ trace: longer, count: 3 }]);
});

it('is other moments once an event has happened or been taken back, or another run is there', () => {
  const kept = keepMoments([], [{ trace, count: 3 }]);
  const others = [
    [{ trace, count: 4 }],
    [{ trace, count: 2 }],
    [{ trace: { ...trace, actors: [...trace.actors] }, count: 3 }],
    [],
    [
      { trace, count: 3 },
      { trace, count: 3 },
    ],
  ];
  for (const now of others) {
    expect(keepMoments(kept, now)).not.toBe(kept);
    expect(keepMoments(kept, now)).toEqual(now);
  }
});
