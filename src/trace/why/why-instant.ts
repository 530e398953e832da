import type { Seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { createEventLoopReader, type EventLoopHistory } from '../loop/event-loop-history.ts';
import { type ActorHistory, createHistoryReader } from '../state/actor-history.ts';
import { type Chains, chainsAt } from '../state/carrying-chains.ts';
import { isEnded, type TraceState } from '../state/state.ts';
import type { Trace } from '../trace.ts';

/** A moment of a trace, with all that is asked to say why things are as they are. */
export interface Instant {
  readonly trace: Trace;
  readonly state: TraceState;
  readonly history: ActorHistory;
  readonly loops: readonly EventLoopHistory[];
  /** Program seconds: at the state's last event, or between it and the next. */
  readonly time: Seconds;
  readonly chains: Chains;
}

/** Puts instants together, continuing to read where it stopped when the same trace has grown. */
export interface InstantReader {
  /** @param time the state's own time unless given. */
  at(trace: Trace, state: TraceState, time?: Seconds): Instant;
}

/** Makes a reader. */
export function createInstantReader(): InstantReader {
  const histories = createHistoryReader();
  const loops = createEventLoopReader();
  return {
    at: (trace, state, time = state.time) => ({
      trace,
      state,
      history: histories.read(trace),
      loops: loops.read(trace),
      time,
      chains: chainsAt(trace, state),
    }),
  };
}

/** The kind of an actor. */
export const kindOf = ({ trace }: Instant, actor: ActorId): Actor['kind'] | undefined =>
  trace.actors[actor]?.kind;

/** The thread that works on an actor, or is it; `NO_ACTOR` for none. */
export const threadOf = (instant: Instant, actor: ActorId): ActorId =>
  instant.chains.chainOf(actor).find((member) => kindOf(instant, member) === 'thread') ?? NO_ACTOR;

/** How one actor speaks of another: a thread of threads, where they work on what is spoken of. */
export function asSeenBy(instant: Instant, from: ActorId, other: ActorId): ActorId {
  if (kindOf(instant, from) !== 'thread') return other;
  const thread = threadOf(instant, other);
  return thread === NO_ACTOR ? other : thread;
}

/** The GIL of an actor's process; `undefined` in a free-threaded build. */
export function gilOf({ trace }: Instant, process: ActorId): Actor | undefined {
  return trace.actors.find((actor) => isGil(actor) && actor.parent === process);
}

/** Actors whose latest change of state is the earliest come first. */
export const byAge =
  ({ state }: Instant) =>
  (one: ActorId, other: ActorId): number =>
    (state.sinceOf(one) ?? 0) - (state.sinceOf(other) ?? 0);

/** Whether an actor has come to its end, whichever. */
export const hasEnded = ({ state }: Instant, actor: ActorId): boolean => isEnded(state.statusOf(actor));

/** Whether an actor is there and has not come to its end. */
export const isUnderWay = (instant: Instant, actor: ActorId): boolean =>
  instant.state.statusOf(actor) !== 'absent' && !hasEnded(instant, actor);
