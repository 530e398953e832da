import type { FrameState, PredictionDetail } from '../protocol/messages.ts';

/** Why a player shows nothing, or could not do what it was told. */
export interface PlayerError {
  /**
   * - `address`: there is no address that a frame could be loaded from.
   * - `unreachable`: no frame has come from it in time; it may still come.
   * - `frame`: the frame has said so.
   */
  readonly code: 'address' | 'unreachable' | 'frame';
  /** In a sentence. */
  readonly message: string;
}

/** The events of a player that carry something: those that films do not have. */
interface PlayerDetails {
  /** The frame is there: how it stands. */
  readonly ready: FrameState;
  /** Anything of the state has changed except the time. */
  readonly statechange: FrameState;
  /** Somebody has predicted the run; again, once it has shown whether it is so. */
  readonly prediction: PredictionDetail;
  readonly error: PlayerError;
}

/** The events of a player, none of which bubbles. Those without a detail are as films have them. */
export type PlayerEventMap = {
  readonly [Name in keyof PlayerDetails]: CustomEvent<PlayerDetails[Name]>;
} & {
  readonly [Name in 'play' | 'pause' | 'ended' | 'timeupdate' | 'durationchange' | 'ratechange']: Event;
};

/** Listening to a player, with the type of what it tells. */
export interface PlayerListening {
  addEventListener<Name extends keyof PlayerEventMap>(
    type: Name,
    listener: (event: PlayerEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** Makes an event that carries something. */
export const detailedEvent = <Name extends keyof PlayerDetails>(
  name: Name,
  detail: PlayerDetails[Name],
): CustomEvent<PlayerDetails[Name]> => new CustomEvent(name, { detail });
