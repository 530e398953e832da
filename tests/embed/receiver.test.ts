import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ControlledFrame, Playback } from '../../src/embed/page/controlled-frame.ts';
import { createReceiver } from '../../src/embed/page/receiver.ts';
import {
  type FrameMessage,
  type FrameState,
  OWN_CONTEXT,
  OWN_EVENTS,
  OWN_METHODS,
  PLAYER_CONTEXT,
  PLAYER_EVENTS,
  PLAYER_METHODS,
} from '../../src/embed/protocol/messages.ts';
import { commands } from './commands.ts';
import { stateOf } from './state-of.ts';

const SRC = 'https://frames.example/embed.html?v=1';
const HOST = 'https://deck.example';

const RESTING: Playback = { time: 0, duration: 5, recorded: 5, playing: false, ended: false };

const stateWith = (
  { time, duration, playing, ended }: Playback,
  changes: Partial<FrameState> = {},
): FrameState => stateOf({ time, duration, playing, ended, ...changes });

/** A frame that does nothing, before a host whose origin is `HOST`. */
function connect(does: Partial<ControlledFrame> = {}) {
  let playback = RESTING;
  let changes: Partial<FrameState> = {};
  const listeners = new Set<() => void>();
  const posted: { readonly message: FrameMessage; readonly target: string }[] = [];
  const frame: ControlledFrame = {
    state: () => stateWith(playback, changes),
    playback: () => playback,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...commands(),
    ...does,
  };
  const receiver = createReceiver(frame, SRC, (message, target) =>
    posted.push({ message: JSON.parse(message), target }),
  );
  return {
    frame,
    receiver,
    /** What has been posted since this was asked last. */
    heard: () => posted.splice(0).map(({ message }) => message),
    posted,
    player: (method: string, value?: unknown, listener?: string) =>
      receiver.receive(JSON.stringify({ context: PLAYER_CONTEXT, method, value, listener }), HOST),
    own: async (method: string, value?: unknown, listener?: string) => {
      receiver.receive(JSON.stringify({ context: OWN_CONTEXT, method, value, listener }), HOST);
      await vi.advanceTimersByTimeAsync(0);
    },
    change: (next: Partial<Playback>, others: Partial<FrameState> = {}) => {
      playback = { ...playback, ...next };
      changes = { ...changes, ...others };
      for (const listener of listeners) listener();
    },
  };
}

function connected(does: Partial<ControlledFrame> = {}) {
  const connection = connect(does);
  connection.heard();
  return connection;
}

const events = (messages: readonly FrameMessage[]): readonly string[] => messages.map(({ event }) => event);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('ready', () => {
  it('is told to everybody, asked or not, with what can be asked for', () => {
    const { posted } = connect();
    expect(posted).toEqual([
      {
        message: {
          context: 'player.js',
          version: '0.0.11',
          event: 'ready',
          value: { src: SRC, events: [...PLAYER_EVENTS], methods: [...PLAYER_METHODS] },
        },
        target: '*',
      },
    ]);
  });

  it('is told again to those who ask later, by their names', () => {
    const { player, heard } = connected();
    player('addEventListener', 'ready', 'late');
    expect(heard()).toMatchObject([{ event: 'ready', listener: 'late' }]);
  });
});

describe('the methods of player.js', () => {
  it('do what they say', () => {
    const { frame, player } = connected();
    player('play');
    player('pause');
    player('setCurrentTime', 2.5);
    player('setLoop', true);
    expect(frame.play).toHaveBeenCalledOnce();
    expect(frame.pause).toHaveBeenCalledOnce();
    expect(frame.seek).toHaveBeenCalledExactlyOnceWith(2.5);
    expect(frame.setLoop).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('answer under their own name, to the listener who asked, at the origin it spoke from', () => {
    const { player, change, posted } = connected();
    change({ time: 1.5, playing: true });
    posted.length = 0;
    player('getCurrentTime', undefined, 'listener-1');
    player('getDuration');
    player('getPaused');
    player('getLoop');
    player('getMuted');
    player('getVolume');
    expect(posted.map(({ message: { event, value, listener } }) => [event, value, listener])).toEqual([
      ['getCurrentTime', 1.5, 'listener-1'],
      ['getDuration', 5, undefined],
      ['getPaused', false, undefined],
      ['getLoop', false, undefined],
      ['getMuted', true, undefined],
      ['getVolume', 0, undefined],
    ]);
    expect(new Set(posted.map(({ target }) => target))).toEqual(new Set([HOST]));
  });

  it.each(['null', 'file://', ''])('answer to everybody where the host has the origin “%s”', (origin) => {
    const { receiver, posted } = connected();
    receiver.receive({ context: PLAYER_CONTEXT, method: 'getDuration' }, origin);
    expect(posted.at(-1)?.target).toBe('*');
  });

  it('take no sound', () => {
    const { player, heard } = connected();
    player('mute');
    player('setVolume', 50);
    player('unmute');
    expect(heard()).toEqual([]);
  });

  it('refuse what they do not take, with an error to those who listen for it', async () => {
    const { frame, player, heard } = connected();
    player('setCurrentTime', 'soon');
    player('addEventListener', 'error', 'e');
    for (const value of ['soon', null, Number.NaN, {}]) player('setCurrentTime', value);
    player('setLoop', 'yes');
    player('addEventListener', 'constructor');
    player('explode', 1);
    await vi.advanceTimersByTimeAsync(0);
    const errors = heard();
    expect(new Set(events(errors))).toEqual(new Set(['error']));
    expect(errors.every(({ listener }) => listener === 'e')).toBe(true);
    expect(errors.map(({ value }) => (value as { code: number }).code).toSorted()).toEqual([
      2, 4, 4, 4, 4, 4, 4, 4,
    ]);
    expect(frame.seek).not.toHaveBeenCalled();
    expect(frame.setLoop).not.toHaveBeenCalled();
  });
});

describe('events', () => {
  it('go to each listener once, and to none who has left', () => {
    const { player, change, heard } = connected();
    for (const listener of ['a', 'b', 'b', 'c']) player('addEventListener', 'play', listener);
    player('addEventListener', 'play');
    player('removeEventListener', 'play', 'c');
    change({ playing: true });
    expect(heard().map(({ listener }) => listener)).toEqual(['a', 'b', undefined]);
    player('removeEventListener', 'play');
    change({ playing: false });
    change({ playing: true });
    expect(heard()).toEqual([]);
  });

  it('are those that have been asked for alone', () => {
    const { change, heard } = connected();
    change({ playing: true, time: 1 });
    vi.advanceTimersByTime(1000);
    expect(heard()).toEqual([]);
  });

  it('tell of the time five times a second while it plays, and of where it ends', () => {
    const { player, change, heard } = connected();
    for (const event of PLAYER_EVENTS) player('addEventListener', event, 'x');
    heard();
    change({ playing: true });
    for (let frame = 1; frame <= 60; frame++) {
      vi.advanceTimersByTime(1000 / 60);
      change({ time: frame / 60 });
    }
    change({ time: 5, playing: false, ended: true });
    vi.advanceTimersByTime(1000);
    const told = heard();
    const times = told.filter(({ event }) => event === 'timeupdate');
    expect(times.length).toBeGreaterThanOrEqual(5);
    expect(times.length).toBeLessThanOrEqual(7);
    expect(times.at(-1)?.value).toEqual({ seconds: 5, duration: 5 });
    const others = events(told).filter((event) => event !== 'timeupdate');
    expect(others).toEqual(['play', 'pause', 'ended']);
    // The time it ended at is told before that it has.
    expect(events(told).slice(-3)).toEqual(['timeupdate', 'pause', 'ended']);
  });

  it('tell of a place that was sought at once', () => {
    const { player, change, heard } = connected();
    player('addEventListener', 'timeupdate', 'x');
    change({ time: 3 });
    expect(heard()).toMatchObject([{ event: 'timeupdate', value: { seconds: 3, duration: 5 } }]);
  });

  it('tell of a run that grows as progress', () => {
    const { player, change, heard } = connected();
    player('addEventListener', 'progress', 'x');
    change({ recorded: 2 });
    expect(heard()).toMatchObject([{ event: 'progress', value: { seconds: 2, duration: 5 } }]);
  });

  it('do not call a pause the end', () => {
    const { player, change, heard } = connected();
    for (const event of ['pause', 'ended']) player('addEventListener', event, 'x');
    change({ playing: true });
    change({ playing: false, time: 1 });
    expect(events(heard())).toEqual(['pause']);
  });
});

describe('the methods of our own', () => {
  it('answer whoever asks with a listener, with the state or what was asked for', async () => {
    const { frame, own, heard } = connected();
    await own('stepForward', undefined, 'a');
    await own('setStep', 4, 'b');
    await own('run', undefined, 'c');
    await own('getTrace', undefined, 'd');
    await own('setParams', { docs: 9 }, 'e');
    await own('setSpeed', 2, 'f');
    await own('adopt', undefined, 'g');
    const answers = heard();
    expect(answers.map(({ context, event, listener }) => [context, event, listener])).toEqual([
      [OWN_CONTEXT, 'stepForward', 'a'],
      [OWN_CONTEXT, 'setStep', 'b'],
      [OWN_CONTEXT, 'run', 'c'],
      [OWN_CONTEXT, 'getTrace', 'd'],
      [OWN_CONTEXT, 'setParams', 'e'],
      [OWN_CONTEXT, 'setSpeed', 'f'],
      [OWN_CONTEXT, 'adopt', 'g'],
    ]);
    expect(answers[0]?.value).toEqual(stateWith(RESTING));
    expect(answers[3]?.value).toEqual([{ format: 'interleave-trace' }]);
    expect(frame.toStep).toHaveBeenCalledExactlyOnceWith(4);
    expect(vi.mocked(frame.setParams).mock.calls).toEqual([[{ docs: 9 }], [{ speed: 2 }]]);
  });

  it('say nothing to those who want no answer', async () => {
    const { frame, own, heard } = connected();
    await own('stepBack');
    await own('cancel');
    expect(frame.stepBack).toHaveBeenCalledOnce();
    expect(frame.cancel).toHaveBeenCalledOnce();
    expect(heard()).toEqual([]);
    await own('getState');
    expect(events(heard())).toEqual(['getState']);
  });

  it('say what is wrong to whoever asked, and to no other listener', async () => {
    const { own, player, heard } = connected({
      setParams: async () => ['docs is “many”, which is not a number.'],
      run: async () => {
        throw new Error('It cannot be fetched.');
      },
    });
    player('addEventListener', 'error', 'all');
    await own('setParams', { docs: 'many' }, 'a');
    await own('setParams', 'docs=9', 'b');
    await own('setStep', '4', 'c');
    await own('run', undefined, 'd');
    await own('jump', undefined, 'e');
    const errors = heard();
    expect(errors.map(({ context, event, listener }) => [context, event, listener])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((listener) => [OWN_CONTEXT, 'error', listener]),
    );
    expect(errors.map(({ value }) => (value as { code: number }).code)).toEqual([4, 4, 4, -1, 2]);
    expect(errors[0]?.value).toMatchObject({ msg: 'setParams: docs is “many”, which is not a number.' });
    await own('setParams', { docs: 'many' });
    expect(heard()).toMatchObject([{ context: PLAYER_CONTEXT, event: 'error', listener: 'all' }]);
  });

  it('tell of each change of the state, but not of the time', async () => {
    const { own, change, heard } = connected();
    for (const event of OWN_EVENTS) await own('addEventListener', event, 'x');
    heard();
    change({ time: 1 });
    vi.advanceTimersByTime(1000);
    expect(heard()).toEqual([]);
    change({}, { speed: 2 });
    vi.advanceTimersByTime(1000);
    expect(heard()).toMatchObject([{ event: 'statechange', value: { speed: 2, time: 1 } }]);
    // A step at rest may leave the time as it is.
    change({}, { step: 3 });
    vi.advanceTimersByTime(1000);
    expect(heard()).toMatchObject([{ event: 'statechange', value: { step: 3 } }]);
    change({ playing: true });
    vi.advanceTimersByTime(1000);
    heard();
    change({}, { step: 4 });
    vi.advanceTimersByTime(1000);
    expect(heard()).toEqual([]);
  });

  it('pass on keys and predictions', async () => {
    const { own, receiver, heard } = connected();
    const modifiers = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    const key = { key: 'ArrowRight', code: 'ArrowRight', keyCode: 39, ...modifiers };
    receiver.tellKey(key);
    expect(heard()).toEqual([]);
    await own('addEventListener', 'key', 'k');
    await own('addEventListener', 'prediction', 'p');
    const prediction = { question: 'Which is first?', predicted: 'Async', isRight: null };
    heard();
    receiver.tellKey(key);
    receiver.tellPrediction(prediction);
    expect(heard()).toMatchObject([
      { event: 'key', value: key, listener: 'k' },
      { event: 'prediction', value: prediction, listener: 'p' },
    ]);
  });
});

describe('hostile hosts', () => {
  it('make it throw by nothing', async () => {
    const { receiver } = connect();
    const contexts = fc.constantFrom(PLAYER_CONTEXT, OWN_CONTEXT);
    const names = fc.oneof(fc.constantFrom<string>(...PLAYER_METHODS, ...OWN_METHODS), fc.string());
    const hostile = fc.oneof(
      fc.anything(),
      fc.record({ context: contexts, method: names, value: fc.anything(), listener: fc.anything() }),
    );
    fc.assert(fc.property(hostile, fc.string(), (data, origin) => receiver.receive(data, origin)));
    await vi.advanceTimersByTimeAsync(1000);
  });
});
