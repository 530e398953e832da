import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createDeck } from '../../src/embed/page/deck.ts';
import { canBeTold, isBrowsers, revealMessage } from '../../src/embed/page/deck-keys.ts';
import type { KeyDetail } from '../../src/embed/protocol/messages.ts';

const key = (name: string, keyCode: number, modifiers: Partial<KeyDetail> = {}): KeyDetail => ({
  key: name,
  code: name,
  keyCode,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...modifiers,
});

describe('createDeck', () => {
  it('starts and stops with the slide', () => {
    const start = vi.fn();
    const stop = vi.fn();
    const deck = createDeck({ start, stop });
    deck.receive('slide:start');
    expect([start, stop].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    deck.receive('slide:stop');
    expect([start, stop].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('is a deck once it has said so, and hears nothing else', () => {
    const start = vi.fn();
    const deck = createDeck({ start, stop: start });
    fc.assert(fc.property(fc.anything(), (data) => deck.receive(data)));
    expect(start).not.toHaveBeenCalled();
    expect(deck.keysTo()).toBe('frame');
    deck.receive('slide:stop');
    expect(deck.keysTo()).toBe('reveal');
    deck.adopt();
    expect(deck.keysTo()).toBe('host');
  });
});

describe('revealMessage', () => {
  it('has reveal.js do what it does by a key', () => {
    expect(revealMessage(key('ArrowRight', 39))).toBe('{"method":"triggerKey","args":[39]}');
    expect(revealMessage(key('Escape', 27))).toBe('{"method":"triggerKey","args":[27]}');
    expect(revealMessage(key('b', 66))).toBe('{"method":"triggerKey","args":[66]}');
  });

  it('does not take a key with Shift for one without', () => {
    const shiftKey = true;
    expect(revealMessage(key(' ', 32, { shiftKey }))).toBe('{"method":"prev","args":[]}');
    expect(revealMessage(key('?', 191, { shiftKey }))).toBe('{"method":"toggleHelp","args":[]}');
    expect(revealMessage(key('B', 66, { shiftKey }))).toBeNull();
  });

  it('leaves to the browser what is its own, and to the frame what moves the focus', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      expect(revealMessage(key('f', 70, { [modifier]: true }))).toBeNull();
      expect(isBrowsers(key('f', 70, { [modifier]: true }))).toBe(true);
    }
    expect(revealMessage(key('F5', 116))).toBeNull();
    expect(isBrowsers(key('F', 70))).toBe(false);
    for (const name of ['Tab', 'Shift', 'Process']) {
      expect(canBeTold(key(name, 9))).toBe(false);
      expect(revealMessage(key(name, 9))).toBeNull();
    }
  });
});
