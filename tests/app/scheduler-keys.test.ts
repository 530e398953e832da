import { describe, expect, it } from 'vitest';
import { schedulerActionOf } from '../../src/app/schedules/scheduler-keys.ts';

/** What a key does, in words. */
function done(
  key: string,
  held: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey'>> = {},
): string {
  let does = 'nothing';
  const event = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
  const action = schedulerActionOf(event, {
    choose: (thread) => {
      does = `choose ${thread}`;
    },
    undo: () => {
      does = 'undo';
    },
    redo: () => {
      does = 'redo';
    },
  });
  action?.();
  return does;
}

describe('the keys of the scheduler', () => {
  it('choose, undo and redo', () => {
    expect(done('3')).toBe('choose 3');
    expect(done('Backspace')).toBe('undo');
    expect(done('z', { ctrlKey: true })).toBe('undo');
    expect(done('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
    expect(done('y', { ctrlKey: true })).toBe('redo');
  });

  it('leave other keys to the page', () => {
    expect(done('z')).toBe('nothing');
    expect(done('1', { altKey: true })).toBe('nothing');
    expect(done('1', { ctrlKey: true })).toBe('nothing');
    expect(done('ArrowLeft', { altKey: true })).toBe('nothing');
  });
});
