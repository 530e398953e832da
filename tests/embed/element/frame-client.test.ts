import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameClient, PATIENCE } from '../../../src/embed/element/frame-client.ts';
import type { ControlledFrame } from '../../../src/embed/page/controlled-frame.ts';
import { createReceiver, type Receiver } from '../../../src/embed/page/receiver.ts';
import { formatFrameMessage } from '../../../src/embed/protocol/format-frame-message.ts';
import { OWN_CONTEXT, PLAYER_CONTEXT } from '../../../src/embed/protocol/messages.ts';
import { commands } from '../commands.ts';
import { stateOf } from '../state-of.ts';

/** A client before a frame that serves the protocol as the real one does. */
function connect(does: Partial<ControlledFrame> = {}) {
  let state = stateOf();
  const changed = new Set<() => void>();
  const change = (changes: Partial<typeof state>): void => {
    state = { ...state, ...changes };
    for (const listener of changed) listener();
  };
  const frame: ControlledFrame = {
    state: () => state,
    playback: () => ({ ...state, recorded: state.duration }),
    subscribe: (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    ...commands(),
    play: vi.fn(() => change({ playing: true })),
    pause: vi.fn(() => change({ playing: false })),
    seek: vi.fn((time) => change({ time })),
    setLoop: vi.fn((loop) => change({ loop })),
    toStep: vi.fn((step) => change({ step })),
    ...does,
  };
  const said: string[] = [];
  const listener = { ready: vi.fn(), state: vi.fn(), event: vi.fn() };
  const client = createFrameClient((message) => {
    said.push(message);
    queueMicrotask(() => receiver?.receive(message, 'https://deck.example'));
  }, listener);
  let receiver: Receiver | null = null;
  const start = (): Receiver => {
    receiver = createReceiver(frame, 'https://frames.example/embed.html', (message) =>
      queueMicrotask(() => client.receive(message)),
    );
    return receiver;
  };
  return { frame, start, client, listener, said, change };
}

/** The same once the frame is ready. */
async function connected(does: Partial<ControlledFrame> = {}) {
  const connection = connect(does);
  const receiver = connection.start();
  await vi.advanceTimersByTimeAsync(0);
  return { ...connection, receiver };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a frame that gets ready', () => {
  it('tells how it stands', async () => {
    const { listener } = await connected();
    expect(listener.ready.mock.calls).toEqual([[stateOf()]]);
  });

  it('is told then what has been asked of it before, in its order, and tells how it stands after it', async () => {
    const { client, start, listener, said, frame } = connect();
    const seeking = client.command({ context: PLAYER_CONTEXT, method: 'setCurrentTime', value: 3 });
    const stepping = client.command({ context: OWN_CONTEXT, method: 'setStep', value: 7 });
    expect(said).toEqual([]);
    start();
    expect((await seeking).time).toBe(3);
    expect((await stepping).step).toBe(7);
    expect(frame.seek).toHaveBeenCalledBefore(vi.mocked(frame.toStep));
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.ready.mock.calls).toEqual([[stateOf({ time: 3, step: 7 })]]);
  });

  it('is ready once, and heard once, however often it says so', async () => {
    const { client, listener, change } = await connected();
    client.receive(formatFrameMessage(PLAYER_CONTEXT, 'ready'));
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.ready).toHaveBeenCalledTimes(1);
    change({ playing: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(listener.event.mock.calls.filter(([name]) => name === 'play')).toHaveLength(1);
  });
});

describe('a command', () => {
  it('is kept with the state after it', async () => {
    const { client, listener } = await connected();
    const state = await client.command({ context: PLAYER_CONTEXT, method: 'play' });
    expect(state.playing).toBe(true);
    expect(listener.state).toHaveBeenLastCalledWith(state);
  });

  it('is rejected with what the frame says against it', async () => {
    const { client } = await connected({ setParams: async () => ['tasks takes 1 to 20.'] });
    const answer = client.command({ context: OWN_CONTEXT, method: 'setParams', value: { tasks: 99 } });
    await expect(answer).rejects.toThrow('tasks takes 1 to 20.');
  });

  it('is rejected where the frame does not answer in time', async () => {
    const { client } = connect();
    const answer = expect(client.command({ context: PLAYER_CONTEXT, method: 'play' })).rejects.toThrow(
      'The frame has not answered play within 10 seconds.',
    );
    await vi.advanceTimersByTimeAsync(PATIENCE);
    await answer;
  });

  it('that cannot be said is rejected, and what else has been asked is asked all the same', async () => {
    const { client, start, frame } = connect();
    const unspeakable = client.command({ context: OWN_CONTEXT, method: 'setParams', value: { tasks: 3n } });
    await expect(unspeakable).rejects.toThrow('BigInt');
    const stepping = client.command({ context: OWN_CONTEXT, method: 'setStep', value: 7 });
    start();
    expect((await stepping).step).toBe(7);
    expect(frame.setParams).not.toHaveBeenCalled();
  });

  it('is rejected when the frame goes, and after it has', async () => {
    const { client, start, said } = connect();
    const asked = expect(client.getState()).rejects.toThrow('Taken out.');
    client.close('Taken out.');
    await asked;
    await expect(client.getTrace()).rejects.toThrow('Taken out.');
    start();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([]);
  });

  it('that nobody waits for any more is not carried out by a frame that comes late', async () => {
    const { client, start, frame } = connect();
    client.command({ context: PLAYER_CONTEXT, method: 'play' }).catch(() => {});
    await vi.advanceTimersByTimeAsync(PATIENCE);
    start();
    await vi.advanceTimersByTimeAsync(0);
    expect(frame.play).not.toHaveBeenCalled();
  });
});

describe('what the host hears', () => {
  it('is what the frame tells of, by its name and with its value', async () => {
    const { receiver, listener, change } = await connected();
    change({ playing: true, time: 2 });
    receiver.tellPrediction({ question: 'How long?', predicted: '5 s', isRight: true });
    await vi.advanceTimersByTimeAsync(1000);
    const heard = new Map(listener.event.mock.calls.map(([name, value]) => [name, value]));
    expect(heard.get('timeupdate')).toEqual({ seconds: 2, duration: 25 });
    expect(heard.get('prediction')).toMatchObject({ isRight: true });
    expect(heard.has('play')).toBe(true);
  });

  it('is the traces', async () => {
    const { client } = await connected();
    expect(await client.getTrace()).toEqual([{ format: 'interleave-trace' }]);
  });

  it('is nothing of what no frame says, or answers that nobody has asked for', async () => {
    const { client, listener } = await connected();
    listener.state.mockClear();
    const answer = { context: OWN_CONTEXT, version: '1', event: 'getState', value: stateOf() };
    for (const data of ['{', null, 7, JSON.stringify({ ...answer, listener: 'answer-99' })]) {
      client.receive(data);
    }
    expect(listener.event).not.toHaveBeenCalled();
    expect(listener.state).not.toHaveBeenCalled();
  });
});
