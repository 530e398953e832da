import type { OwnMethod, PlayerMethod } from '../protocol/messages.ts';
import type { ControlledFrame } from './controlled-frame.ts';

/** A method that does not take the value that came with it. */
export class MalformedValue extends Error {}

/** What is about listeners, which a frame knows nothing of. */
type Listening = 'addEventListener' | 'removeEventListener';

/** Does what a method is for; gives what a getter gets. Throws MalformedValue before anything has changed. */
type Perform = (frame: ControlledFrame, value: unknown) => unknown;

function numberOf(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new MalformedValue(`It takes ${what}.`);
}

function switchOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new MalformedValue('It takes true or false.');
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new MalformedValue('It takes an object of parameters by their names.');
}

async function setParams(frame: ControlledFrame, params: Readonly<Record<string, unknown>>): Promise<void> {
  const problems = await frame.setParams(params);
  if (problems.length > 0) throw new MalformedValue(problems.join(' '));
}

const nothing = (): void => undefined;

/** What the methods of player.js do. There is no sound. */
export const PERFORM_PLAYER: Readonly<Record<Exclude<PlayerMethod, Listening>, Perform>> = {
  play: (frame) => frame.play(),
  pause: (frame) => frame.pause(),
  getPaused: (frame) => !frame.playback().playing,
  mute: nothing,
  unmute: nothing,
  getMuted: () => true,
  setVolume: nothing,
  getVolume: () => 0,
  getDuration: (frame) => frame.playback().duration,
  setCurrentTime: (frame, value) => frame.seek(numberOf(value, 'a number of seconds')),
  getCurrentTime: (frame) => frame.playback().time,
  setLoop: (frame, value) => frame.setLoop(switchOf(value)),
  getLoop: (frame) => frame.state().loop,
};

/** What the methods of our own do. */
export const PERFORM_OWN: Readonly<Record<Exclude<OwnMethod, Listening>, Perform>> = {
  stepForward: (frame) => frame.stepForward(),
  stepBack: (frame) => frame.stepBack(),
  setStep: (frame, value) => frame.toStep(numberOf(value, 'a number of events')),
  setSpeed: (frame, value) => setParams(frame, { speed: numberOf(value, 'a number') }),
  run: (frame) => frame.run(),
  cancel: (frame) => frame.cancel(),
  setParams: (frame, value) => setParams(frame, recordOf(value)),
  getState: (frame) => frame.state(),
  getTrace: (frame) => frame.traces(),
  adopt: (frame) => frame.adopt(),
};
