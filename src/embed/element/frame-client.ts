import { parseFrameMessage, readFrameState } from '../protocol/frame-message.ts';
import {
  type FrameState,
  type HostMessage,
  OWN_CONTEXT,
  OWN_EVENTS,
  OWN_VERSION,
  type OwnMethod,
  PLAYER_CONTEXT,
  PLAYER_VERSION,
  type PlayerMethod,
} from '../protocol/messages.ts';

/** How long a frame may take to answer, loading included, in milliseconds. */
export const PATIENCE = 10_000;

/** Something that a frame is to do: in the words of player.js, which answers nothing, or in ours. */
export type Command =
  | {
      readonly context: typeof PLAYER_CONTEXT;
      readonly method: Extract<PlayerMethod, 'play' | 'pause' | 'setCurrentTime' | 'setLoop'>;
      readonly value?: unknown;
    }
  | {
      readonly context: typeof OWN_CONTEXT;
      readonly method: Exclude<
        OwnMethod,
        'getState' | 'getTrace' | 'addEventListener' | 'removeEventListener'
      >;
      readonly value?: unknown;
    };

/** What becomes of a frame, as its host hears of it. */
export interface FrameListener {
  /** The frame is there and has told how it stands. */
  ready(state: FrameState): void;
  /** An answer has told how it stands. */
  state(state: FrameState): void;
  /** It tells of something by itself: an event of messages.ts. */
  event(name: string, value: unknown): void;
}

/** A host’s side of the protocol, for one document in a frame. */
export interface FrameClient {
  /** Whether the frame has said that it is there. */
  isReady(): boolean;
  /** Takes a message of the frame; from whom it is has been checked. */
  receive(data: unknown): void;
  /** Has the frame do something. Kept with its state after it; rejected with what it says where it cannot. */
  command(command: Command): Promise<FrameState>;
  getState(): Promise<FrameState>;
  getTrace(): Promise<unknown>;
  /** Says a plain word, such as `slide:start`. */
  say(word: string): void;
  /** Ends it: whatever is still unanswered is rejected with the reason. */
  close(reason: string): void;
}

interface Question {
  /** What is said to ask it. */
  readonly texts: readonly string[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The events of player.js that the element passes on. */
const HEARD = ['play', 'pause', 'ended', 'timeupdate', 'error'] as const;

/** What a frame says of an error, in its own words. */
export function reasonOf(value: unknown): string {
  const msg = typeof value === 'object' && value !== null && 'msg' in value ? value.msg : undefined;
  return typeof msg === 'string' ? msg : 'The frame cannot do this.';
}

/** Writes what is said to a frame. */
function messageText(
  context: HostMessage['context'],
  method: HostMessage['method'],
  value?: unknown,
  listener?: string,
): string {
  const version = context === PLAYER_CONTEXT ? PLAYER_VERSION : OWN_VERSION;
  return JSON.stringify({ context, version, method, value, listener });
}

/**
 * Speaks to a frame. What is said before it is ready is kept until then, in its order.
 *
 * @param post posts to the frame’s window.
 */
export function createFrameClient(post: (message: string) => void, listener: FrameListener): FrameClient {
  const questions = new Map<string, Question>();
  const kept: (() => void)[] = [];
  let asked = 0;
  let isReady = false;
  let closed: string | null = null;

  const whenReady = (action: () => void): void => {
    if (isReady) action();
    else kept.push(action);
  };

  /** Asks under a name of its own; `textsOf` gives what there is to say, and throws where that cannot be said. */
  const ask = (what: string, textsOf: (name: string) => readonly string[]): Promise<unknown> => {
    if (closed !== null) return Promise.reject(new Error(closed));
    const name = `answer-${++asked}`;
    return new Promise((resolve, reject) => {
      const texts = textsOf(name);
      const timer = setTimeout(() => {
        questions.delete(name);
        reject(new Error(`The frame has not answered ${what} within ${PATIENCE / 1000} seconds.`));
      }, PATIENCE);
      questions.set(name, { texts, resolve, reject, timer });
      whenReady(() => questions.get(name)?.texts.forEach(post));
    });
  };

  const stateFrom = async (answer: Promise<unknown>): Promise<FrameState> => {
    const state = readFrameState(await answer);
    if (!state) throw new Error('The frame has answered with something that is no state.');
    listener.state(state);
    return state;
  };

  const getState = (): Promise<FrameState> =>
    stateFrom(ask('getState', (name) => [messageText(OWN_CONTEXT, 'getState', undefined, name)]));

  const begin = (): void => {
    for (const event of HEARD) post(messageText(PLAYER_CONTEXT, 'addEventListener', event, `on-${event}`));
    for (const event of OWN_EVENTS) post(messageText(OWN_CONTEXT, 'addEventListener', event, `on-${event}`));
    if (isReady) return;
    isReady = true;
    // What has been asked for meanwhile is answered first: `ready` tells how the frame stands after it.
    for (const action of kept.splice(0)) action();
    getState().then(listener.ready, () => {});
  };

  const answer = (name: string, event: string, value: unknown): void => {
    const question = questions.get(name);
    if (!question) return;
    questions.delete(name);
    clearTimeout(question.timer);
    if (event === 'error') question.reject(new Error(reasonOf(value)));
    else question.resolve(value);
  };

  return {
    isReady: () => isReady,
    receive: (data) => {
      const message = parseFrameMessage(data);
      if (!message || closed !== null) return;
      const { event, value, listener: name } = message;
      if (event === 'ready') begin();
      else if (name === `on-${event}`) listener.event(event, value);
      else if (name !== undefined) answer(name, event, value);
    },
    command: ({ context, method, value }) =>
      stateFrom(
        ask(method, (name) => {
          if (context === OWN_CONTEXT) return [messageText(context, method, value, name)];
          return [messageText(context, method, value), messageText(OWN_CONTEXT, 'getState', undefined, name)];
        }),
      ),
    getState,
    getTrace: () => ask('getTrace', (name) => [messageText(OWN_CONTEXT, 'getTrace', undefined, name)]),
    say: (word) => whenReady(() => post(word)),
    close: (reason) => {
      closed ??= reason;
      for (const { timer, reject } of questions.values()) {
        clearTimeout(timer);
        reject(new Error(reason));
      }
      questions.clear();
    },
  };
}
