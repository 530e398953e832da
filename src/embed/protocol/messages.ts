/**
 * What a host page and a frame say to each other.
 *
 * The base is the player.js protocol (https://github.com/embedly/player.js/blob/master/SPEC.rst), so that whatever already
 * speaks it can play a frame: JSON strings with `context: 'player.js'`. What it has no words for is said the same way with
 * `context: 'interleave'`.
 */

export const PLAYER_CONTEXT = 'player.js';
export const PLAYER_VERSION = '0.0.11';

/** The context of what player.js has no words for, and its version. */
export const OWN_CONTEXT = 'interleave';
export const OWN_VERSION = '1';

/** The methods of player.js that a frame understands. It has no sound: volume and mute are answered, and change nothing. */
export const PLAYER_METHODS = [
  'play',
  'pause',
  'getPaused',
  'mute',
  'unmute',
  'getMuted',
  'setVolume',
  'getVolume',
  'getDuration',
  'setCurrentTime',
  'getCurrentTime',
  'setLoop',
  'getLoop',
  'removeEventListener',
  'addEventListener',
] as const;
export type PlayerMethod = (typeof PLAYER_METHODS)[number];

/** The events of player.js that a frame tells of, to those who have asked for them; `ready` to everybody. */
export const PLAYER_EVENTS = ['ready', 'play', 'pause', 'ended', 'timeupdate', 'progress', 'error'] as const;
export type PlayerEvent = (typeof PLAYER_EVENTS)[number];

/**
 * The methods of our own.
 *
 * - `stepForward`, `stepBack`: one event on or back.
 * - `setStep`: with a number: so many events have happened.
 * - `setSpeed`: with a number.
 * - `run`, `cancel`: a live run, or the model's from its start.
 * - `setParams`: with an object of parameters by the names that addresses give them.
 * - `getState`: answered with a `FrameState`.
 * - `getTrace`: answered with the traces on the stage, an array of objects as Trace JSON has them.
 * - `adopt`: the host passes keys on by itself (see the event `key`), so that the frame forwards none to reveal.js.
 *
 * Whatever is asked with a listener is answered to it, once it is done: what gets something by what it gets, what changes
 * something by the `FrameState` after it (of a live run as soon as it has begun), and what cannot be done by the event
 * `error`, with an `ErrorDetail`. Without a listener, `error` goes to those who listen for it as player.js has it.
 */
export const OWN_METHODS = [
  'stepForward',
  'stepBack',
  'setStep',
  'setSpeed',
  'run',
  'cancel',
  'setParams',
  'getState',
  'getTrace',
  'adopt',
  'addEventListener',
  'removeEventListener',
] as const;
export type OwnMethod = (typeof OWN_METHODS)[number];

/**
 * The events of our own: `statechange` with a `FrameState` whenever it changes except in its time; `prediction` with a
 * `PredictionDetail`; `key` with a `KeyDetail`, for keys that the frame makes no use of.
 */
export const OWN_EVENTS = ['statechange', 'prediction', 'key'] as const;
export type OwnEvent = (typeof OWN_EVENTS)[number];

/** How a frame stands. Times are program seconds. */
export interface FrameState {
  readonly scenario: string;
  readonly title: string;
  /** Keys of the modes that are on, such as `threads+lock`. */
  readonly modes: readonly string[];
  readonly engine: 'live' | 'model';
  readonly params: Readonly<Record<string, number | boolean>>;
  /** Where what is shown comes from, for each mode. */
  readonly provenance: readonly string[];
  readonly time: number;
  readonly duration: number;
  /** How many events have happened, of how many. */
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  readonly ended: boolean;
  /** Whether a live run is under way. */
  readonly running: boolean;
  readonly loop: boolean;
  readonly speed: number;
  /** What the frame has to say of its address, a sentence each. */
  readonly notices: readonly string[];
}

/** What somebody predicted, told when they have, and again once the run has shown whether it is so. */
export interface PredictionDetail {
  readonly question: string;
  /** In words. */
  readonly predicted: string;
  /** Whether it came so; `null` while that is not known yet. */
  readonly isRight: boolean | null;
}

/** A key, as a KeyboardEvent has it. */
export interface KeyDetail {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What was wrong with what a host said. */
export const ERROR_CODES = {
  /** Something else. */
  other: -1,
  /** This browser cannot do it. */
  unsupported: 1,
  /** There is no such method. */
  unknownMethod: 2,
  /** There is such a method, but it does not take what came with it. */
  malformedValue: 4,
} as const;

/** The value of the event `error`; codes up to 2 are player.js’s own. */
export interface ErrorDetail {
  readonly code: (typeof ERROR_CODES)[keyof typeof ERROR_CODES];
  /** In a sentence. */
  readonly msg: string;
}

/** What a host says to a frame. */
export type HostMessage =
  | PlayerMessage
  | {
      readonly context: typeof OWN_CONTEXT;
      readonly method: OwnMethod;
      readonly value: unknown;
      readonly listener: string | null;
    };

interface PlayerMessage {
  readonly context: typeof PLAYER_CONTEXT;
  readonly method: PlayerMethod;
  readonly value: unknown;
  /** Names the answer, or the listener of an event, so that the host knows it again. */
  readonly listener: string | null;
}

/** What a frame says to its host: an event, or an answer, whose `event` is the name of the method asked. */
export interface FrameMessage {
  readonly context: typeof PLAYER_CONTEXT | typeof OWN_CONTEXT;
  readonly version: string;
  readonly event: string;
  readonly value?: unknown;
  readonly listener?: string;
}
