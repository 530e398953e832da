import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { TraceBuilder } from '../trace/builder.ts';
import { RECORD, type TraceEventRecords } from './trace-event-records.ts';
import {
  createDistinctNames,
  isTaskThread,
  processName,
  type TraceEventWriter,
  threadName,
} from './trace-event-source.ts';

/** A thread of a file that is a thread or a task of its trace. */
export interface FileActor {
  readonly actor: ActorId;
  readonly process: ActorId;
  readonly isTask: boolean;
  /** How many events stand on it: two for a slice with its end. */
  remaining: number;
}

/** The actors that the processes and threads of a file are. */
interface FileActors {
  /** By their places in the records; only those with events. */
  readonly processes: ReadonlyMap<number, ActorId>;
  /** By their places in the records; `undefined` for those without events, and where there are too many. */
  readonly threads: readonly (FileActor | undefined)[];
  /** How many threads are too many. */
  readonly surplus: number;
}

/** More lanes than anybody looks at. */
const MOST_THREADS = 1000;

/** Whose actors are wanted. */
interface ActorOptions {
  readonly order: Uint32Array;
  readonly writer: TraceEventWriter;
  /** The processes of the run, by what each is called; `null` for its own name. */
  readonly processes: ReadonlyMap<number, string | null>;
}

/** Adds the processes and threads of a run to its trace, in the order that the file wishes, else of their appearance. */
export function addActors(
  builder: TraceBuilder,
  records: TraceEventRecords,
  options: ActorOptions,
): FileActors {
  const { processes, threads } = records;
  const { writer } = options;
  const { remaining, counting } = countEvents(records, options.order);
  const added = new Map<number, ActorId>();
  const actors: (FileActor | undefined)[] = new Array(threads.length).fill(undefined);
  const ofProcess = threadsByProcess(records, remaining);
  // A run of ours may have two of a name, as threads that are made anew have.
  const namer = writer === 'interleave' ? () => asItIs : createDistinctNames;
  const distinct = namer();
  const orderOf = ([index]: readonly [number, unknown]): number => processes[index]?.order ?? 0;
  let count = 0;
  let surplus = 0;
  for (const [index, called] of [...options.processes].sort((one, other) => orderOf(one) - orderOf(other))) {
    const process = processes[index];
    const acting = ofProcess.get(index) ?? [];
    const room = acting.slice(0, MOST_THREADS - count);
    surplus += acting.length - room.length;
    count += room.length;
    if (!process || (room.length === 0 && (acting.length > 0 || !counting.has(index)))) continue;
    const id = builder.addActor('process', distinct(called ?? processName(process), process.key), NO_ACTOR);
    added.set(index, id);
    const distinctThread = namer();
    let main = id;
    for (const place of room) {
      const thread = threads[place];
      if (!thread) continue;
      const isTask = isTaskThread(writer, thread);
      const name = distinctThread(threadName(thread, process), thread.key);
      const actor = builder.addActor(isTask ? 'task' : 'thread', name, isTask ? main : id);
      if (!isTask && main === id) main = actor;
      actors[place] = { actor, process: id, isTask, remaining: remaining[place] as number };
    }
  }
  return { processes: added, threads: actors, surplus };
}

const asItIs = (name: string): string => name;

/** How many events stand on each thread, and which processes have counters. */
function countEvents({ thread, threads, kind }: TraceEventRecords, order: Uint32Array) {
  const remaining = new Uint32Array(threads.length);
  const counting = new Set<number>();
  for (const index of order) {
    const on = thread[index] as number;
    if (kind[index] === RECORD.counter) counting.add(threads[on]?.process ?? -1);
    else remaining[on] = (remaining[on] as number) + (kind[index] === RECORD.slice ? 2 : 1);
  }
  return { remaining, counting };
}

/** The threads of each process that have events, in their order; tasks after the others. */
function threadsByProcess(
  { threads }: TraceEventRecords,
  remaining: Uint32Array,
): ReadonlyMap<number, readonly number[]> {
  const ofProcess = new Map<number, number[]>();
  threads.forEach(({ process }, place) => {
    if (remaining[place] === 0) return;
    const places = ofProcess.get(process);
    if (places) places.push(place);
    else ofProcess.set(process, [place]);
  });
  for (const places of ofProcess.values())
    places.sort((one, other) => (threads[one]?.order ?? 0) - (threads[other]?.order ?? 0));
  return ofProcess;
}
