import {
  type FrameMessage,
  type FrameState,
  type KeyDetail,
  OWN_CONTEXT,
  PLAYER_CONTEXT,
  type PredictionDetail,
} from './messages.ts';

/**
 * Reads a message that came from a frame.
 *
 * @returns `null` for whatever a frame does not say: frames navigate, and windows hear from strangers.
 */
export function parseFrameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== 'string') return null;
  let stated: unknown;
  try {
    stated = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isObject(stated)) return null;
  const { context, version, event, value, listener } = stated;
  if (context !== PLAYER_CONTEXT && context !== OWN_CONTEXT) return null;
  if (typeof version !== 'string' || typeof event !== 'string') return null;
  if (listener !== undefined && listener !== null && typeof listener !== 'string') return null;
  return { context, version, event, value, ...(typeof listener === 'string' && { listener }) };
}

/** The state in an answer or an event; `null` where it is none. */
export function readFrameState(value: unknown): FrameState | null {
  return isObject(value) && isFrameState(value) ? value : null;
}

/** What an event `prediction` tells; `null` where it tells nothing of the kind. */
export function readPrediction(value: unknown): PredictionDetail | null {
  return isObject(value) && isPrediction(value) ? value : null;
}

/** The key that an event `key` names; `null` where it names none. */
export function readKey(value: unknown): KeyDetail | null {
  return isObject(value) && isKey(value) ? value : null;
}

type Stated<Shape> = Readonly<Partial<Record<keyof Shape, unknown>>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

function isFrameState(value: Stated<FrameState>): value is FrameState {
  const { scenario, title, modes, engine, params, provenance, notices } = value;
  const { time, duration, step, steps, speed } = value;
  const { playing, ended, running, loop } = value;
  return (
    [scenario, title].every(isText) &&
    [modes, provenance, notices].every(areTexts) &&
    (engine === 'live' || engine === 'model') &&
    isObject(params) &&
    Object.values(params).every((each) => typeof each === 'number' || typeof each === 'boolean') &&
    [time, duration, step, steps, speed].every(Number.isFinite) &&
    [playing, ended, running, loop].every((each) => typeof each === 'boolean')
  );
}

function isPrediction(value: Stated<PredictionDetail>): value is PredictionDetail {
  const { question, predicted, isRight } = value;
  return isText(question) && isText(predicted) && (isRight === null || typeof isRight === 'boolean');
}

function isKey(value: Stated<KeyDetail>): value is KeyDetail {
  const { key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey } = value;
  return (
    isText(key) &&
    isText(code) &&
    Number.isInteger(keyCode) &&
    [shiftKey, ctrlKey, altKey, metaKey].every((each) => typeof each === 'boolean')
  );
}
