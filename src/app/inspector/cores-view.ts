import type { Seconds } from '../../base/units.ts';
import type { ChipContent } from '../../panels/ActorChip.tsx';
import type { CoresView } from '../../panels/CoresPanel.tsx';
import type { Crossing } from '../../panels/cores-words.ts';
import type { MemoryOfProcess, MemoryView } from '../../panels/MemoryPanel.tsx';
import type { ShapedState } from '../../panels/StateShape.tsx';
import { type Actor, type ActorId, MAIN_THREAD, NO_ACTOR } from '../../trace/actors.ts';
import type { CoreUse } from '../../trace/cores/core-use.ts';
import type { PickledBytes, Traffic } from '../../trace/cores/pickled-bytes.ts';
import { differingVariables, type FirstValues, type Processes } from '../../trace/cores/processes.ts';
import type { ActorStatus, TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';

/** A moment of a trace, and how its actors are shown. */
export interface MomentShown {
  readonly trace: Trace;
  readonly state: TraceState;
  readonly time: Seconds;
  readonly nameOf: (actor: ActorId) => string;
  /** The colour of an actor's lane, counted from 0; none below. */
  readonly hueOf: (actor: ActorId) => number;
}

/** Into how many parts the time of a run is divided for the picture of its utilisation. */
const PARTS = 120;

/** Who computes where at a moment. */
export function coresAt(shown: MomentShown, use: CoreUse): CoresView {
  const { trace, state, time, nameOf } = shown;
  const { duration } = trace;
  const seesCores = use.cores.length > 0;
  const threads = trace.actors.filter(({ kind }) => kind === 'thread');
  const isWaiting = ({ id }: Actor): boolean =>
    state.statusOf(id) === 'ready' && state.reasonOf(id) === 'core';
  const cores = use.coresAt(state.count, time).map(({ core, thread, since, switches, busy }) => ({
    key: core,
    name: nameOf(core),
    occupant: thread === NO_ACTOR ? null : chipOfWork(shown, thread),
    since,
    switches,
    busy: time > 0 ? busy / time : 0,
  }));
  return {
    cores: seesCores ? cores : null,
    running: seesCores
      ? []
      : threads
          .filter(({ id }) => state.statusOf(id) === 'running')
          .map(({ id }) => ({ chip: chipOfWork(shown, id), since: state.sinceOf(id) ?? time })),
    waiting: threads.filter(isWaiting).map(({ id }) => chipOfWork(shown, id)),
    utilisation: {
      cores: seesCores ? use.cores.length : null,
      averages: use.averages(PARTS, duration),
      most: use.mostRunning,
      now: use.runningAt(state.count),
      soFar: time > 0 ? use.usedUntil(time) / time : null,
      overall: duration > 0 ? use.usedUntil(duration) / duration : null,
      duration,
      time,
    },
    switches: seesCores ? use.switchesAt(state.count) : use.stopsAt(state.count),
  };
}

/** What a thread works on, with the thread as a note; the thread itself where that is nothing. */
function chipOfWork({ state, nameOf, hueOf }: MomentShown, thread: ActorId): ChipContent {
  const task = state.innermost(thread);
  return {
    actor: task,
    name: nameOf(task),
    note: task === thread ? '' : nameOf(thread),
    hue: hueOf(task),
    status: '',
    state: null,
    hasEnded: false,
  };
}

const SHAPED: readonly ActorStatus[] = ['starting', 'ready', 'running', 'waiting', 'blocked'];

const shapeOf = (status: ActorStatus): ShapedState | null =>
  SHAPED.includes(status) ? (status as ShapedState) : null;

/** What happened no longer ago than this, as a share of the run, is said to have happened just now. */
const PRESENT = 0.02;

/** What is in the memory of each process at a moment, and what has crossed between them. */
export function memoryAt(
  shown: MomentShown,
  processes: Processes,
  pickled: PickledBytes,
  first: FirstValues,
): MemoryView {
  const { trace, state, time, nameOf } = shown;
  const all = processes.at(state, first);
  const traffic = pickled.at(state.count);
  const isNow = (past: Seconds): boolean => time - past <= PRESENT * trace.duration;
  const crossing = (from: ActorId, to: ActorId): Crossing | null => {
    const found = traffic.find((one) => one.from === from && one.to === to);
    return found ? { ...found, isNow: isNow(found.last.time) } : null;
  };
  const isOneOfMany = trace.actors.filter(({ kind }) => kind === 'process').length > 1;
  // A process goes by the name that its main thread has among others, which a story may change.
  const names = new Map(
    all.map(({ process, threads }) => {
      const main = threads.find((thread) => trace.actors[thread]?.name === MAIN_THREAD);
      return [process, nameOf(isOneOfMany && main !== undefined ? main : process)];
    }),
  );
  const called = (process: ActorId): string => names.get(process) ?? nameOf(process);
  return {
    processes: all.map(
      ({ process, startedBy, threads, variables, gil }): MemoryOfProcess => ({
        key: process,
        name: called(process),
        ...statusOfProcess(state.statusOf(process)),
        variables: variables.map(({ variable, name, value, written }) => ({
          key: variable,
          name,
          value,
          written: written && { ...written, by: nameOf(written.by), isNow: isNow(written.time) },
        })),
        threads: threads.map((thread) => chipOfThread(shown, thread, isOneOfMany)),
        gil: gilInWords(shown, gil, state.statusOf(process)),
        starter:
          startedBy === NO_ACTOR
            ? null
            : {
                name: called(startedBy),
                received: crossing(startedBy, process),
                sent: crossing(process, startedBy),
              },
      }),
    ),
    differing: differingVariables(all).map(({ name, copies }) => ({
      name,
      copies: copies.map((copy) => ({ value: copy.value, processes: copy.processes.map(called) })),
    })),
    messages: sumOf(traffic, 'count'),
    bytes: sumOf(traffic, 'bytes'),
    isLive: trace.provenance === 'measured',
  };
}

const sumOf = (traffic: readonly Traffic[], figure: 'count' | 'bytes'): number =>
  traffic.reduce((sum, one) => sum + one[figure], 0);

/** A thread in the box of its process, with what it works on as a note. */
function chipOfThread(
  { trace, state, nameOf, hueOf }: MomentShown,
  thread: ActorId,
  isInBoxOfMany: boolean,
): ChipContent {
  const task = state.innermost(thread);
  const status = state.statusOf(thread);
  return {
    actor: thread,
    name: (isInBoxOfMany && trace.actors[thread]?.name) || nameOf(thread),
    note: task === thread ? '' : nameOf(task),
    hue: hueOf(task),
    status: statusInWords(state, thread, status),
    state: shapeOf(status),
    hasEnded: shapeOf(status) === null && status !== 'created',
  };
}

function statusInWords(state: TraceState, thread: ActorId, status: ActorStatus): string {
  if (status === 'finished') return 'ended';
  if (status !== 'ready') return status;
  const reason = state.reasonOf(thread);
  return reason === 'gil' ? 'waits for the GIL' : reason === 'core' ? 'waits for a core' : 'ready';
}

function statusOfProcess(status: ActorStatus): Pick<MemoryOfProcess, 'status' | 'hasEnded'> {
  switch (status) {
    case 'finished':
      return { status: 'ended, its memory is free', hasEnded: true };
    case 'failed':
    case 'cancelled':
      return { status, hasEnded: true };
    case 'starting':
    case 'created':
      return { status: 'starting', hasEnded: false };
    default:
      return { status: 'alive', hasEnded: false };
  }
}

function gilInWords({ trace, state }: MomentShown, gil: ActorId | null, process: ActorStatus): string {
  if (shapeOf(process) === null) return '';
  if (gil === null) return 'No GIL: its threads run in parallel.';
  const [holder] = state.holders(gil);
  return `GIL: ${holder === undefined ? 'nobody' : (trace.actors[holder]?.name ?? '')} has it.`;
}
