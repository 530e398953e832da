import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSchedule, MOST_STEPS, readSchedule } from '../../src/io/page-schedule.ts';
import { type Mode, modeKey } from '../../src/program/modes.ts';

const MODES: readonly Mode[] = [
  { id: 'threads', lock: false },
  { id: 'threads', lock: true },
  { id: 'threads', lock: false, variant: 'own-lock' },
];

describe('a schedule in a link', () => {
  it('names its mode, and each thread once a turn', () => {
    const steps = [1, 1, 1, 2, 1, 0];
    expect(formatSchedule({ mode: 'threads', steps, isUnfinished: false })).toBe('threads~1x3.2.1.0');
    expect(formatSchedule({ mode: 'threads+lock', steps: [], isUnfinished: false })).toBe('threads+lock~');
  });

  it('says whether it is unfinished', () => {
    expect(formatSchedule({ mode: 'threads', steps: [1, 2, 2], isUnfinished: true })).toBe('threads~1.2x2-');
    expect(readSchedule('threads~1.2', MODES).value?.isUnfinished).toBe(false);
    expect(readSchedule('threads~-', MODES).value).toEqual({
      mode: 'threads',
      steps: [],
      isUnfinished: true,
    });
  });

  it('is read back as it was written', () => {
    const steps = fc.array(fc.oneof(fc.nat(3), fc.nat(999)), { maxLength: MOST_STEPS });
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES.map(modeKey)),
        steps,
        fc.boolean(),
        (mode, steps, isUnfinished) => {
          const schedule = { mode, steps, isUnfinished };
          expect(readSchedule(formatSchedule(schedule), MODES)).toEqual({ value: schedule, problem: null });
        },
      ),
    );
  });

  it.each([
    ['', 'is not a schedule'],
    ['threads', 'is not a schedule'],
    ['threads~1x', 'is not a schedule'],
    ['threads~0x0', 'is not a schedule'],
    ['threads~1--', 'is not a schedule'],
    ['threads~1..2', 'is not a schedule'],
    ['threads~-1', 'is not a schedule'],
    ['threads~1e9', 'is not a schedule'],
    ['threads~1000', 'is not a schedule'],
    ['__proto__~1', 'is not a schedule'],
    ['processes~1', 'is for a mode that is not on the page'],
    [`threads~1x${MOST_STEPS + 1}`, `has more than ${MOST_STEPS} steps`],
    ['threads~1x9999.2x9999', `has more than ${MOST_STEPS} steps`],
  ])('is left out where it is %j', (text, why) => {
    const { value, problem } = readSchedule(text, MODES);
    expect(value).toBeNull();
    expect(problem).toBe(`schedule is “${text}”, which ${why}; it is left out.`);
  });

  it('is left out where it is longer than any that is written, and never takes long to read', () => {
    expect(readSchedule(`threads~${'1.'.repeat(1e6)}`, MODES).value).toBeNull();
    expect(readSchedule(`${'a'.repeat(15_000)}~`, MODES).value).toBeNull();
  });
});
