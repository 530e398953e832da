import type { FrameState } from '../protocol/messages.ts';

/** Where the playhead of a frame is, in program seconds. */
export interface Playback {
  readonly time: number;
  /** The end of what is on the stage; while a live run is under way, where the model expects it. */
  readonly duration: number;
  /** How much of it there is to be played. */
  readonly recorded: number;
  readonly playing: boolean;
  readonly ended: boolean;
}

/** What a host can learn of a frame, and do with it. */
export interface ControlledFrame {
  /** All of it; costs more than `playback`. */
  readonly state: () => FrameState;
  /** What changes at every picture while it plays. */
  readonly playback: () => Playback;
  /** Calls after each change of any of it; gives back what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly play: () => void;
  readonly pause: () => void;
  /** Puts the playhead at a time, in program seconds. */
  readonly seek: (time: number) => void;
  readonly setLoop: (loop: boolean) => void;
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  /** Puts the playhead where so many events have happened. */
  readonly toStep: (step: number) => void;
  /** Runs all modes, whatever there is of their runs. Kept when the run has begun. */
  readonly run: () => Promise<void>;
  readonly cancel: () => void;
  /** Sets parameters by the names of addresses. Keeps what is wrong with them, a sentence each; nothing has changed then. */
  readonly setParams: (params: Readonly<Record<string, unknown>>) => Promise<readonly string[]>;
  /** The traces on the stage as values that JSON has. */
  readonly traces: () => Promise<readonly unknown[]>;
  /** The host passes on the keys that the frame makes no use of. */
  readonly adopt: () => void;
}
