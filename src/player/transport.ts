import { type Milliseconds, type Seconds, seconds } from '../base/units.ts';
import { type PlayRange, SPEEDS, type Speed } from '../io/playback.ts';

/**
 * The events of every trace on the stage in one order, as stepping goes through them. A *step* is a count: step 0 is
 * before the first event, step n has happened once the n-th event has.
 */
export interface Steps {
  /** How many steps there are. */
  readonly length: number;
  /** When the event at this index happens; `0 <= index < length`. Never decreases. */
  timeOf(index: number): Seconds;
  /** How many events happen at or before a time. */
  stepAt(time: Seconds): number;
}

/** Where the playhead is and how it moves. Every function below takes one and gives the next; none changes its own. */
export interface TransportState {
  /** The playhead, in [0, `duration`]. */
  readonly time: Seconds;
  /**
   * How many events have happened, when the playhead was stepped there: several may share a moment. `null` when it was
   * placed by time; every event up to `time` has then happened.
   */
  readonly step: number | null;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Whether reaching the end starts over. */
  readonly loop: boolean;
  /** What is played and looped; `null` for the whole run. */
  readonly range: PlayRange | null;
  /** The end of the longest run on the stage; so far, while `live`. */
  readonly duration: Seconds;
  /** Whether a live run is under way, so that the duration still grows. */
  readonly live: boolean;
  /** Whether the playhead stays at the newest moment of the live run. Only while `live` and `playing`. */
  readonly following: boolean;
  /** Real seconds per program second at speed 1. */
  readonly unit: number;
}

/** The transport of an empty stage. */
export const INITIAL_TRANSPORT: TransportState = {
  time: seconds(0),
  step: null,
  playing: false,
  speed: 1,
  loop: false,
  range: null,
  duration: seconds(0),
  live: false,
  following: false,
  unit: 0.2,
};

const clamp = (time: number, low: number, high: number): Seconds =>
  seconds(Math.min(Math.max(time, low), high));

const at = (state: TransportState, time: Seconds): TransportState => ({ ...state, time, step: null });

const startOf = (state: TransportState): Seconds => state.range?.from ?? seconds(0);

/** The range that ends the playing; a playhead that was put behind the range plays on to the end of the run. */
const rangeAhead = (state: TransportState): PlayRange | null =>
  state.range && state.time <= state.range.to ? state.range : null;

const endOf = (state: TransportState): Seconds => rangeAhead(state)?.to ?? state.duration;

/**
 * Puts finished runs on the stage, the playhead at rest: before their first event, or at a time that is given. Speed and
 * loop stay as they are.
 */
export function load(state: TransportState, duration: Seconds, unit: number, time?: Seconds): TransportState {
  return {
    ...state,
    time: clamp(time ?? seconds(0), 0, duration),
    step: time === undefined ? 0 : null,
    playing: false,
    range: null,
    duration,
    live: false,
    following: false,
    unit,
  };
}

/** A live run begins: the playhead follows it. */
export function begin(state: TransportState, unit: number): TransportState {
  return { ...load(state, seconds(0), unit), playing: true, live: true, following: true };
}

/** The live run has come this far; a duration shorter than the known one is ignored. */
export function extend(state: TransportState, duration: Seconds): TransportState {
  if (!(duration > state.duration)) return state;
  return state.following ? { ...state, duration, time: duration, step: null } : { ...state, duration };
}

/** The live run is over and lasted this long. A playhead that followed it comes to rest at the end, or loops. */
export function finish(state: TransportState, duration: Seconds): TransportState {
  const over = { ...state, duration, live: false, following: false };
  if (state.following) return { ...at(over, duration), playing: state.loop };
  return { ...setRange(over, state.range), time: clamp(state.time, 0, duration) };
}

/** Plays on; from the start when the playhead is at the end, and along with a live run when it is at its newest moment. */
export function play(state: TransportState): TransportState {
  if (state.playing) return state;
  const playing = { ...state, playing: true };
  if (state.time < endOf(state)) return playing;
  if (state.live && !rangeAhead(state)) return follow(state);
  return startOf(state) < endOf(state) ? at(playing, startOf(state)) : state;
}

/** Stops the playhead where it is. A live run goes on without it. */
export function pause(state: TransportState): TransportState {
  return state.playing ? { ...state, playing: false, following: false } : state;
}

/** Plays or pauses. */
export function toggle(state: TransportState): TransportState {
  return state.playing ? pause(state) : play(state);
}

/** Puts the playhead at a time, or at the nearest end of the run; playing goes on from there. */
export function seek(state: TransportState, time: Seconds): TransportState {
  if (Number.isNaN(time)) return state;
  return { ...at(state, clamp(time, 0, state.duration)), following: false };
}

/** Puts the playhead at the start of the run, before its first event. */
export function toStart(state: TransportState): TransportState {
  return { ...seek(state, seconds(0)), step: 0 };
}

/** Puts the playhead at the end of the run; at the newest moment of a live run it follows. */
export function toEnd(state: TransportState): TransportState {
  return state.live ? follow(state) : seek(state, state.duration);
}

/** Keeps the playhead at the newest moment of the live run; does nothing when none is under way. */
export function follow(state: TransportState): TransportState {
  return state.live ? { ...at(state, state.duration), playing: true, following: true } : state;
}

/**
 * Lets real time pass. The end of the range or run pauses the playhead or, looping, takes it back to the start; a
 * playhead that catches up with a live run follows it.
 *
 * @param elapsed real time since the last tick.
 */
export function tick(state: TransportState, elapsed: Milliseconds): TransportState {
  if (!state.playing || state.following || !(elapsed > 0)) return state;
  const start = startOf(state);
  const end = endOf(state);
  const time = state.time + ((elapsed / 1000) * state.speed) / state.unit;
  if (time < end) return at(state, seconds(time));
  if (state.live && !rangeAhead(state)) return follow(state);
  if (!state.loop || !(start < end)) return { ...at(state, end), playing: false };
  const length = (state.range?.to ?? end) - start;
  return at(state, clamp(start + ((time - end) % length), start, end));
}

/** How many events have happened where the playhead is. */
export function stepOf(state: TransportState, steps: Steps): number {
  return Math.min(state.step ?? steps.stepAt(state.time), steps.length);
}

/** Pauses, and lets the next event happen. */
export function stepForward(state: TransportState, steps: Steps): TransportState {
  const step = stepOf(state, steps);
  return step < steps.length ? onStep(state, steps, step + 1) : pause(state);
}

/**
 * Pauses, and takes back the last event. A playhead between two events goes to the earlier one first: what has happened
 * stays the same, and the playhead stands where it happened.
 */
export function stepBack(state: TransportState, steps: Steps): TransportState {
  const step = stepOf(state, steps);
  if (step === 0) return onStep(state, steps, 0);
  const between = state.step === null && steps.timeOf(step - 1) < state.time;
  return onStep(state, steps, between ? step : step - 1);
}

/** Pauses, with the playhead where a number of events have happened. */
export function toStep(state: TransportState, steps: Steps, step: number): TransportState {
  return onStep(state, steps, Math.min(Math.max(Math.round(step), 0), steps.length));
}

function onStep(state: TransportState, steps: Steps, step: number): TransportState {
  const time = step === 0 ? 0 : steps.timeOf(step - 1);
  return { ...pause(state), step, time: clamp(time, 0, state.duration) };
}

/** Sets the speed. */
export function setSpeed(state: TransportState, speed: Speed): TransportState {
  return speed === state.speed ? state : { ...state, speed };
}

/** The next higher speed, up to the highest. */
export function faster(state: TransportState): TransportState {
  return setSpeed(state, SPEEDS.find((speed) => speed > state.speed) ?? state.speed);
}

/** The next lower speed, down to the lowest. */
export function slower(state: TransportState): TransportState {
  return setSpeed(state, SPEEDS.findLast((speed) => speed < state.speed) ?? state.speed);
}

/** Turns looping on or off. */
export function toggleLoop(state: TransportState): TransportState {
  return { ...state, loop: !state.loop };
}

/** Plays and loops a stretch from now on, or with `null` the whole run. A stretch without length is the whole run. */
export function setRange(state: TransportState, range: PlayRange | null): TransportState {
  if (!range) return { ...state, range: null };
  const from = clamp(Math.min(range.from, range.to), 0, state.duration);
  const to = clamp(Math.max(range.from, range.to), 0, state.duration);
  return { ...state, range: from < to ? { from, to } : null };
}
