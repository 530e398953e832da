import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFrameMessage } from '../../src/embed/protocol/format-frame-message.ts';
import {
  parseFrameMessage,
  readFrameState,
  readKey,
  readPrediction,
} from '../../src/embed/protocol/frame-message.ts';
import { OWN_CONTEXT, PLAYER_CONTEXT } from '../../src/embed/protocol/messages.ts';
import { stateOf } from './state-of.ts';

const KEY = {
  key: 'ArrowRight',
  code: 'ArrowRight',
  keyCode: 39,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
};

describe('parseFrameMessage', () => {
  it('reads what frames write', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PLAYER_CONTEXT, OWN_CONTEXT),
        fc.string(),
        fc.option(fc.jsonValue(), { nil: undefined }),
        fc.option(fc.string()),
        (context, event, value, listener) => {
          const written = formatFrameMessage(context, event, value, listener);
          const { version, ...read } = parseFrameMessage(written) ?? {};
          expect(read).toEqual({
            context,
            event,
            // What JSON has no sign for, such as −0, is not told apart.
            value: value === undefined ? undefined : JSON.parse(JSON.stringify(value)),
            ...(listener !== null && { listener }),
          });
        },
      ),
    );
  });

  it('takes nothing else for a message, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.json()), (data) => {
        expect(parseFrameMessage(data)).toBeNull();
      }),
    );
  });

  it.each([
    ['another context', { context: 'vimeo', version: '1', event: 'ready' }],
    ['an event that is no text', { context: PLAYER_CONTEXT, version: '1', event: 3 }],
    ['a listener that is no text', { context: PLAYER_CONTEXT, version: '1', event: 'play', listener: {} }],
    ['no version', { context: PLAYER_CONTEXT, event: 'play' }],
  ])('leaves out %s', (_, message) => {
    expect(parseFrameMessage(JSON.stringify(message))).toBeNull();
  });
});

describe('what comes with a message', () => {
  it('is taken as it is where it is whole', () => {
    const state = stateOf();
    expect(readFrameState(state)).toBe(state);
    const prediction = { question: 'How long?', predicted: '5 s', isRight: null };
    expect(readPrediction(prediction)).toBe(prediction);
    expect(readKey(KEY)).toBe(KEY);
  });

  it.each(Object.keys(stateOf()))('is no state without its %s', (name) => {
    expect(readFrameState({ ...stateOf(), [name]: undefined })).toBeNull();
    expect(readFrameState({ ...stateOf(), [name]: Symbol(name) })).toBeNull();
  });

  it.each(Object.keys(KEY))('is no key without its %s', (name) => {
    expect(readKey({ ...KEY, [name]: undefined })).toBeNull();
  });

  it('is refused whatever else it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect([readFrameState(value), readPrediction(value), readKey(value)]).toEqual([null, null, null]);
      }),
    );
  });
});
