import { durationText, timeText } from '../../base/time-text.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import type { GilHanding, GilView, TurnAtMoment } from '../../panels/GilPanel.tsx';
import type { LockAtMoment, Since } from '../../panels/LocksPanel.tsx';
import type { TiedThing } from '../../panels/TiesFigure.tsx';
import type { Moment } from '../../stage/playhead/moment.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { type ActorId, isGil, NO_ACTOR } from '../../trace/actors.ts';
import { createGilTurnReader, type GilTurn } from '../../trace/cores/gil-turns.ts';
import { countBeforeCutOff } from '../../trace/locks/deadlock.ts';
import { createGuardReader, STANDARD_OUTPUT } from '../../trace/locks/guards.ts';
import { createLockHistoryReader } from '../../trace/locks/lock-times.ts';
import { type WaitForGraph, waitForGraph } from '../../trace/locks/wait-for-graph.ts';
import { createEventLoopReader } from '../../trace/loop/event-loop-history.ts';
import { createHistoryReader } from '../../trace/state/actor-history.ts';
import { isEnded, type TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';

/** What the readers of one trace are, each of which continues where it stopped. */
export const createLockReaders = () => ({
  locks: createLockHistoryReader(),
  guards: createGuardReader(),
  turns: createGilTurnReader(),
  history: createHistoryReader(),
  loops: createEventLoopReader(),
});
type LockReaders = ReturnType<typeof createLockReaders>;

/** One trace at one moment, and how it is read. */
export interface LockMoment extends Moment {
  /** The moment: not before its last event, nor after the end of the trace. */
  readonly time: Seconds;
  readonly state: TraceState;
  readonly readers: LockReaders;
  readonly nameOf: (actor: ActorId) => string;
}

/** The locks of a run and who holds and wants them. */
export function locksAt(moment: LockMoment): readonly LockAtMoment[] {
  const { trace, count, time, state, readers, nameOf } = moment;
  const history = readers.history.read(trace);
  const locks = readers.locks.read(trace);
  const since = (actor: ActorId, began: Seconds | undefined): Since => ({
    key: actor,
    name: nameOf(actor),
    duration: `${durationText(Math.max(0, time - (began ?? time)))} s`,
    since: `${timeText(began ?? 0)} s`,
  });
  return locks.locks.map((lock) => {
    const { held, waited, acquisitions, contended } = locks.timesAt(lock, count, time);
    return {
      key: lock,
      name: nameOf(lock),
      permits: locks.permitsOf(lock),
      holders: state.holders(lock).map((holder) => ({
        ...since(holder, history.heldSince(lock, holder, count)),
        hasEnded: isEnded(state.statusOf(holder)),
      })),
      waiters: state.waiters(lock).map((waiter) => since(waiter, state.requestedSince(waiter))),
      held: `${durationText(held)} s`,
      waited: `${durationText(waited)} s`,
      acquisitions,
      contended,
    };
  });
}

/** What has been touched so far, and which locks were held then. */
export function thingsAt({ trace, count, state, readers, nameOf }: LockMoment): readonly TiedThing[] {
  return readers.guards
    .read(trace)
    .at(count)
    .map((shared): TiedThing => {
      const isOutput = shared.thing === STANDARD_OUTPUT;
      return {
        ...shared,
        key: shared.thing,
        name: isOutput ? 'the standard output' : nameOf(shared.thing),
        value: isOutput ? null : (state.valueOf(shared.thing) ?? '–'),
        flows: shared.flows.length,
        flowKind: shared.flows.some((flow) => trace.actors[flow]?.kind === 'thread') ? 'thread' : 'task',
        ties: shared.ties.map(({ lock, held, admitsSeveral }) => ({
          lock: nameOf(lock),
          held,
          admitsSeveral,
        })),
      };
    });
}

/** Who waits for whom, and whether the run has been cut off meanwhile: then what is shown is the moment before. */
export function waitsAt(
  moment: LockMoment,
  stateAt: (moment: Moment) => TraceState,
): { readonly graph: WaitForGraph; readonly isCutOff: boolean } {
  const { trace, count, readers } = moment;
  const last = countBeforeCutOff(trace);
  const isCutOff = trace.error?.type === 'Deadlock' && count > last;
  const shown = isCutOff ? last : count;
  const state = isCutOff ? stateAt({ trace, count: last }) : moment.state;
  const history = readers.history.read(trace);
  const loops = readers.loops.read(trace);
  const graph = waitForGraph(trace, state, {
    heldSince: (lock, holder) => history.heldSince(lock, holder, shown),
    awaitedBy: (task) =>
      loops.find(({ loop }) => loop === trace.actors[task]?.parent)?.awaitedAt(task, shown) ?? [],
  });
  return { graph, isCutOff };
}

/** So many of the last turns are listed. */
const TURNS_LISTED = 6;

/** The GILs that threads compete for: those of processes with more than one thread. */
export function gilsAt(moment: LockMoment): readonly GilView[] {
  const { trace, count, time, state, readers, nameOf } = moment;
  const turns = readers.turns.read(trace);
  const switchInterval = Number(trace.params['switch-interval'] ?? 0);
  return turns.gils
    .filter((gil) => threadsUnder(trace, gil) > 1)
    .map((gil): GilView => {
      const { turn, lengths, forced, threads } = turns.at(gil, count, time);
      const dropper = state.dropRequestedBy(gil);
      const view = (one: GilTurn): TurnAtMoment => ({
        key: one.from,
        holder: nameOf(one.holder),
        from: one.from,
        length: one.to - one.from,
        end: one.end,
      });
      return {
        key: gil,
        name: nameOf(gil),
        switchInterval,
        handing: handingOf(trace),
        turn: turn && view(turn),
        asking: state.waiters(gil).map((thread) => ({
          key: thread,
          name: nameOf(thread),
          waited: Math.max(0, time - (state.sinceOf(thread) ?? time)),
        })),
        dropRequestedBy: dropper === NO_ACTOR ? null : nameOf(dropper),
        lengths,
        forced,
        lastTurns: turns
          .lastTurns(gil, count, time, TURNS_LISTED)
          .map((one, index) => ({ ...view(one), key: index })),
        threads: threads.map(({ thread, ...spent }) => ({ key: thread, name: nameOf(thread), ...spent })),
      };
    });
}

/** What makes a thread let the GIL go in a run, though it could go on. */
function handingOf({ provenance, machine }: Trace): GilHanding {
  if (provenance === 'replayed') return 'schedule';
  return machine.sharedMemory === false ? 'holder' : 'request';
}

function threadsUnder({ actors }: Trace, gil: ActorId): number {
  const process = actors[gil]?.parent;
  return actors.filter(({ kind, parent }) => kind === 'thread' && parent === process).length;
}

/** The moment that a playhead stands for in a trace: its last event may be later by the rounding of a step. */
export const timeOfMoment = (state: TraceState, playhead: Seconds, { duration }: Trace): Seconds =>
  seconds(Math.max(state.time, Math.min(playhead, duration)));

/**
 * The run to show: the selected one. Where that is one thread that uses no lock, of which there is nothing to show, it is the
 * first that has threads, unless the reader has chosen it here.
 */
export function shownGroup(
  groups: readonly Group[],
  selected: string,
  chosen: string | null,
  traceOf: (group: Group) => Trace | null,
): Group | undefined {
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  if (!group || group.key === chosen || group.offer.mode.id !== 'sync') return group;
  const usesLock = traceOf(group)?.actors.some((actor) => actor.kind === 'lock' && !isGil(actor));
  return usesLock ? group : (groups.find(({ offer }) => offer.mode.id === 'threads') ?? group);
}
