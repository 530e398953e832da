import { paced } from '../../stage/state/pace.ts';
import type { FrameState, OwnEvent, PlayerEvent } from '../protocol/messages.ts';
import type { ControlledFrame } from './controlled-frame.ts';

/** The least time between two events that say how far it has come, in milliseconds: five a second. */
const REST = 200;

/** What of a state is told of as a change: all but where the playhead is, which is told of as time. */
function withoutTime({ time, step, playing, ...rest }: FrameState): string {
  return JSON.stringify({ ...rest, playing, step: playing ? null : step });
}

/**
 * Tells a host what becomes of a frame, from now on: `play`, `pause` and `ended` as they happen, the rest no more than five
 * times a second, and what was so last in any case.
 */
export function tellChanges(
  frame: ControlledFrame,
  tellPlayer: (event: PlayerEvent, value?: unknown) => void,
  tellOwn: (event: OwnEvent, value: unknown) => void,
): void {
  let told = frame.playback();
  let timed = told;
  let loaded = told;
  let state = withoutTime(frame.state());

  const tellTime = (): void => {
    const { time, duration } = frame.playback();
    if (time === timed.time && duration === timed.duration) return;
    timed = frame.playback();
    tellPlayer('timeupdate', { seconds: time, duration });
  };
  const time = paced(tellTime, REST);
  const progress = paced(() => {
    const { recorded, duration } = frame.playback();
    if (recorded === loaded.recorded && duration === loaded.duration) return;
    loaded = frame.playback();
    tellPlayer('progress', { seconds: recorded, duration });
  }, REST);
  const change = paced(() => {
    const now = frame.state();
    const text = withoutTime(now);
    if (text === state) return;
    state = text;
    tellOwn('statechange', now);
  }, REST);

  frame.subscribe(() => {
    const before = told;
    told = frame.playback();
    if (told.playing && !before.playing) tellPlayer('play');
    time.call();
    progress.call();
    change.call();
    if (before.playing && !told.playing) {
      tellTime();
      tellPlayer('pause');
      if (told.ended) tellPlayer('ended');
    }
  });
}
