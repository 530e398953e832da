import { formatFrameMessage } from '../protocol/format-frame-message.ts';
import {
  ERROR_CODES,
  type ErrorDetail,
  type HostMessage,
  type KeyDetail,
  OWN_CONTEXT,
  OWN_EVENTS,
  type OwnEvent,
  PLAYER_CONTEXT,
  PLAYER_EVENTS,
  PLAYER_METHODS,
  type PlayerEvent,
  type PredictionDetail,
} from '../protocol/messages.ts';
import { parseHostMessage, type UnknownMethod } from '../protocol/parse-host-message.ts';
import type { ControlledFrame } from './controlled-frame.ts';
import { createListeners } from './listeners.ts';
import { MalformedValue, PERFORM_OWN, PERFORM_PLAYER } from './performing.ts';
import { tellChanges } from './telling.ts';

/** The frame’s side of the protocol. */
export interface Receiver {
  /** Takes what the host has posted. */
  receive(data: unknown, origin: string): void;
  /** Tells the host of a key that the frame makes no use of. */
  tellKey(key: KeyDetail): void;
  /** Tells the host what somebody predicted. */
  tellPrediction(prediction: PredictionDetail): void;
}

/** Where an answer to a host of this origin goes: files and opaque origins have none that could be named. */
const targetOf = (origin: string): string => (/^https?:/.test(origin) ? origin : '*');

type Message = HostMessage | UnknownMethod;

/**
 * Serves the protocol of messages.ts over a frame that is ready, which it tells the host, as the receiver of player.js 0.0.11
 * does.
 *
 * @param src the address of the frame as the host wrote it, by which player.js knows whose `ready` it is.
 * @param post posts to the host, where it has the origin that is named.
 */
export function createReceiver(
  frame: ControlledFrame,
  src: string,
  post: (message: string, target: string) => void,
): Receiver {
  const playerListeners = createListeners(PLAYER_EVENTS);
  const ownListeners = createListeners(OWN_EVENTS);
  let target = '*';

  const tellPlayer = (event: PlayerEvent, value?: unknown): void => {
    for (const listener of playerListeners.of(event)) {
      post(formatFrameMessage(PLAYER_CONTEXT, event, value, listener), target);
    }
  };
  const tellOwn = (event: OwnEvent, value: unknown): void => {
    for (const listener of ownListeners.of(event)) {
      post(formatFrameMessage(OWN_CONTEXT, event, value, listener), target);
    }
  };
  const tellReady = (): void => {
    const value = { src, events: PLAYER_EVENTS, methods: PLAYER_METHODS };
    const listeners = playerListeners.of('ready');
    for (const listener of listeners.length > 0 ? listeners : [null]) {
      post(formatFrameMessage(PLAYER_CONTEXT, 'ready', value, listener), '*');
    }
  };
  const refuse = ({ context, listener }: Message, code: ErrorDetail['code'], msg: string): void => {
    const detail: ErrorDetail = { code, msg };
    if (context === OWN_CONTEXT && listener !== null) {
      post(formatFrameMessage(OWN_CONTEXT, 'error', detail, listener), target);
    } else tellPlayer('error', detail);
  };
  const refuseFor = (message: HostMessage, error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof MalformedValue ? ERROR_CODES.malformedValue : ERROR_CODES.other;
    refuse(message, code, `${message.method}: ${reason}`);
  };

  const listen = ({ context, method, value, listener }: HostMessage): void => {
    const listeners = context === PLAYER_CONTEXT ? playerListeners : ownListeners;
    const isAdded = method === 'addEventListener';
    const isKnown = isAdded ? listeners.add(value, listener) : listeners.remove(value, listener);
    if (!isKnown) throw new MalformedValue('There is no such event.');
    if (isAdded && value === 'ready') tellReady();
  };

  const perform = async (message: HostMessage): Promise<void> => {
    const { context, method, value, listener } = message;
    if (method === 'addEventListener' || method === 'removeEventListener') {
      listen(message);
      return;
    }
    if (context === PLAYER_CONTEXT) {
      const got = PERFORM_PLAYER[method](frame, value);
      if (got !== undefined) post(formatFrameMessage(context, method, got, listener), target);
      return;
    }
    const got = await PERFORM_OWN[method](frame, value);
    if (got === undefined && listener === null) return;
    post(formatFrameMessage(context, method, got ?? frame.state(), listener), target);
  };

  tellReady();
  tellChanges(frame, tellPlayer, tellOwn);
  return {
    receive: (data, origin) => {
      const message = parseHostMessage(data);
      if (!message) return;
      target = targetOf(origin);
      if (message.method === null) {
        refuse(message, ERROR_CODES.unknownMethod, `There is no method “${message.asked}”.`);
      } else perform(message).catch((error: unknown) => refuseFor(message, error));
    },
    tellKey: (key) => tellOwn('key', key),
    tellPrediction: (prediction) => tellOwn('prediction', prediction),
  };
}
