import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSteering, readSteps } from '../../../src/embed/reveal/steering.ts';

const steering = (attributes: Readonly<Record<string, string>>) =>
  readSteering((name) => attributes[name] ?? null);

describe('readSteering', () => {
  it.each([
    [{ 'data-interleave-step': '3' }, { kind: 'step', step: 3 }],
    [
      { 'data-interleave-step': ' 3 ', 'data-interleave-time': '1' },
      { kind: 'step', step: 3 },
    ],
    [{ 'data-interleave-time': '1.5' }, { kind: 'time', time: 1.5 }],
    [
      { 'data-interleave-step': 'x', 'data-interleave-time': '2' },
      { kind: 'time', time: 2 },
    ],
    [{ 'data-interleave-run': '' }, { kind: 'run' }],
    [{ 'data-interleave-step': '-3' }, null],
    [{ 'data-interleave-time': '1e9' }, null],
    [{}, null],
  ])('of %j', (attributes, expected) => {
    expect(steering(attributes)).toEqual(expected);
  });
});

describe('readSteps', () => {
  it('reads back any list, however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.constantFrom(',', ', ', ' ', ' ,\n'), (steps, between) => {
        expect(readSteps(steps.join(between))).toEqual(steps);
      }),
    );
  });

  it('leaves out what is no step', () => {
    expect(readSteps('3, nine, -1, 1.5, , 12')).toEqual([3, 12]);
  });
});
