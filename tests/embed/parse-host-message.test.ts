import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFrameMessage } from '../../src/embed/protocol/format-frame-message.ts';
import { parseFrameMessage } from '../../src/embed/protocol/frame-message.ts';
import {
  OWN_CONTEXT,
  OWN_METHODS,
  PLAYER_CONTEXT,
  PLAYER_METHODS,
} from '../../src/embed/protocol/messages.ts';
import { parseHostMessage } from '../../src/embed/protocol/parse-host-message.ts';

const methods = fc.oneof(
  fc.record({ context: fc.constant(PLAYER_CONTEXT), method: fc.constantFrom(...PLAYER_METHODS) }),
  fc.record({ context: fc.constant(OWN_CONTEXT), method: fc.constantFrom(...OWN_METHODS) }),
);

describe('parseHostMessage', () => {
  it('reads every method with its value and its listener, as JSON and as an object', () => {
    fc.assert(
      fc.property(methods, fc.jsonValue(), fc.string({ minLength: 1 }), (method, value, listener) => {
        const said = { ...method, version: '0.0.11', value, listener };
        // Compared as JSON has it, which has no −0.
        const expected = JSON.parse(JSON.stringify({ ...method, value, listener }));
        expect(parseHostMessage(JSON.stringify(said))).toEqual(expected);
        expect(parseHostMessage(JSON.parse(JSON.stringify(said)))).toEqual(expected);
      }),
    );
  });

  it('never throws, and makes nothing of what is no message', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (data) => {
        expect(parseHostMessage(data)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (data) => {
        expect(parseHostMessage(data)).toBeNull();
        expect(parseHostMessage(`{${data}`)).toBeNull();
      }),
    );
  });

  it('never throws whatever stands in the fields of a message', () => {
    const anything = fc.anything({ withNullPrototype: true });
    fc.assert(
      fc.property(anything, anything, anything, (method, value, listener) => {
        const message = parseHostMessage({ context: PLAYER_CONTEXT, method, value, listener });
        if (typeof method !== 'string' || method === '') expect(message).toBeNull();
        else expect(message).toMatchObject({ context: PLAYER_CONTEXT });
      }),
    );
  });

  it('tells a method that there is not from what is no message, and quotes it cut short', () => {
    const asked = 'x'.repeat(1000);
    const message = parseHostMessage({ context: PLAYER_CONTEXT, method: asked, listener: 'a' });
    expect(message).toEqual({ context: PLAYER_CONTEXT, method: null, asked: 'x'.repeat(40), listener: 'a' });
    // Each context has its own.
    expect(parseHostMessage({ context: PLAYER_CONTEXT, method: 'getTrace' })).toMatchObject({ method: null });
    expect(parseHostMessage({ context: OWN_CONTEXT, method: 'play' })).toMatchObject({ method: null });
    // An object has names that are no methods.
    expect(parseHostMessage({ context: OWN_CONTEXT, method: 'constructor' })).toMatchObject({ method: null });
  });

  it('reads fields of the message itself alone', () => {
    expect(parseHostMessage('{"__proto__":{"context":"player.js","method":"play"}}')).toBeNull();
    expect(parseHostMessage(Object.create({ context: PLAYER_CONTEXT, method: 'play' }))).toBeNull();
  });

  it('reads nothing that is very long, and echoes no name that is', () => {
    const long = 'x'.repeat(200_000);
    expect(parseHostMessage(JSON.stringify({ context: OWN_CONTEXT, method: 'run', value: long }))).toBeNull();
    expect(parseHostMessage({ context: OWN_CONTEXT, method: 'run', listener: long })).toMatchObject({
      method: 'run',
      listener: null,
    });
  });
});

describe('formatFrameMessage', () => {
  it('writes what parseFrameMessage reads', () => {
    const contexts = fc.constantFrom(PLAYER_CONTEXT, OWN_CONTEXT);
    fc.assert(
      fc.property(contexts, fc.string(), fc.jsonValue(), fc.string(), (context, event, value, listener) => {
        expect(parseFrameMessage(formatFrameMessage(context, event, value, listener))).toEqual({
          context,
          version: context === PLAYER_CONTEXT ? '0.0.11' : '1',
          event,
          value: JSON.parse(JSON.stringify(value)),
          listener,
        });
      }),
    );
  });

  it('leaves out what there is not', () => {
    expect(JSON.parse(formatFrameMessage(PLAYER_CONTEXT, 'play'))).toEqual({
      context: 'player.js',
      version: '0.0.11',
      event: 'play',
    });
  });
});
