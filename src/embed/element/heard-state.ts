import { readFrameState } from '../protocol/frame-message.ts';
import type { FrameState } from '../protocol/messages.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** How a frame stands after an event that it has told of; `state` itself where that changes nothing. */
export function heardState(state: FrameState, event: string, value: unknown): FrameState {
  switch (event) {
    case 'play':
      return { ...state, playing: true, ended: false };
    case 'pause':
      return { ...state, playing: false };
    case 'ended':
      return { ...state, playing: false, ended: true };
    case 'timeupdate': {
      const { seconds, duration }: Partial<Record<string, unknown>> = isObject(value) ? value : {};
      return typeof seconds === 'number' && typeof duration === 'number'
        ? { ...state, time: seconds, duration }
        : state;
    }
    case 'statechange':
      return readFrameState(value) ?? state;
    default:
      return state;
  }
}
