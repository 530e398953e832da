import { describe, expect, it } from 'vitest';
import { leftOutInWords } from '../../src/stage/replay/left-out.ts';

describe('what a run could not take of a schedule', () => {
  it('is nothing where it has taken all, in whatever order, and gone on', () => {
    expect(leftOutInWords([1, 2], [1, 2])).toBeNull();
    expect(leftOutInWords([2, 1, 1], [1, 2, 1, 1, 2])).toBeNull();
    expect(leftOutInWords([], [1])).toBeNull();
  });

  it('is told by thread', () => {
    expect(leftOutInWords([9, 9, 1, 12, 9], [1, 2])).toBe(
      'The schedule has steps that cannot be taken, and they are left out: 3 of thread 9, 1 of thread 12.',
    );
    expect(leftOutInWords([1, 1, 1, 2], [1, 1, 2])).toContain('left out: 1 of thread 1.');
  });
});
