import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveStep, placeOfStep } from '../../src/stage/replay/move-step.ts';

describe('moving a step', () => {
  it('takes it past the nearest step of another thread', () => {
    expect(moveStep([1, 1, 2, 2], 2, 'earlier')).toEqual({ schedule: [1, 2, 1, 2], index: 1 });
    expect(moveStep([1, 2, 1, 2], 1, 'later')).toEqual({ schedule: [1, 1, 2, 2], index: 2 });
  });

  it('takes along what its own thread does in between', () => {
    expect(moveStep([1, 2, 2, 3], 2, 'earlier')).toEqual({ schedule: [2, 2, 1, 3], index: 1 });
    expect(moveStep([3, 2, 2, 1], 1, 'later')).toEqual({ schedule: [3, 1, 2, 2], index: 2 });
  });

  it('goes no further than the first and the last step', () => {
    expect(moveStep([1, 1, 2], 1, 'earlier')).toBeNull();
    expect(moveStep([1, 2, 2], 1, 'later')).toBeNull();
    expect(moveStep([], 0, 'later')).toBeNull();
  });

  it('keeps every step, and the step the same one of its thread', () => {
    const steps = fc.array(fc.nat(3), { minLength: 1, maxLength: 20 });
    const direction = fc.constantFrom('earlier' as const, 'later' as const);
    fc.assert(
      fc.property(steps, fc.nat(19), direction, (schedule, at, to) => {
        const index = at % schedule.length;
        const moved = moveStep(schedule, index, to);
        fc.pre(moved !== null);
        expect(moved.schedule.toSorted()).toEqual(schedule.toSorted());
        expect(moved.schedule).not.toEqual(schedule);
        expect(placeOfStep(schedule, index, moved.schedule)).toBe(moved.index);
      }),
    );
  });
});
