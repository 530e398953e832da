import { describe, expect, it } from 'vitest';
import { heardState } from '../../../src/embed/element/heard-state.ts';
import { stateOf } from '../state-of.ts';

describe('heardState', () => {
  const state = stateOf({ time: 2 });

  it.each([
    ['play', undefined, { playing: true, ended: false }],
    ['pause', undefined, { playing: false }],
    ['ended', undefined, { playing: false, ended: true }],
    ['timeupdate', { seconds: 3, duration: 5 }, { time: 3, duration: 5 }],
    ['statechange', stateOf({ step: 9 }), stateOf({ step: 9 })],
  ])('after %s', (event, value, changes) => {
    expect(heardState(state, event, value)).toEqual({ ...state, ...changes });
  });

  it.each([
    ['timeupdate', null],
    ['timeupdate', { seconds: 'late', duration: 5 }],
    ['statechange', { time: 3 }],
    ['prediction', {}],
  ])('is as before after %s with %j', (event, value) => {
    expect(heardState(state, event, value)).toBe(state);
  });
});
