import { countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, isGil } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import type { Trace } from './trace.ts';

/** A shared variable at one moment. */
export interface VariableAtMoment {
  readonly variable: ActorId;
  /** Its value as text; `null` before it is first read or written. */
  readonly value: string | null;
  /** By whom and when it was written last, and the index of the event; `null` before its first write. */
  readonly written: { readonly by: ActorId; readonly time: Seconds; readonly event: number } | null;
}

/** What several threads or tasks of a run share. */
export interface SharedObjects {
  /** The variables that the run reads or writes, in the order of their creation, after its first `count` events. */
  variablesAt(count: number): readonly VariableAtMoment[];
  /** The locks that the run asks for, in the order of their creation; without the global interpreter lock. */
  readonly locks: readonly ActorId[];
  /** The queues that anything is put into or taken out of, in the order of their creation. */
  readonly queues: readonly ActorId[];
}

/** Reads what is shared in a trace, continuing where it stopped when the same trace has grown. */
export interface SharedObjectReader {
  read(trace: Trace): SharedObjects;
}

/** The events that touch one variable. */
interface History {
  readonly firstRead: number;
  /** The indices of its writes, ascending. */
  readonly writes: number[];
}

/**
 * Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. It goes through
 * the events once; a moment is then found by binary search among the writes of each variable.
 */
export function createSharedObjectReader(): SharedObjectReader {
  let actors: readonly Actor[] | null = null;
  let histories = new Map<ActorId, History>();
  let locks = new Set<ActorId>();
  let queues = new Set<ActorId>();
  let read = 0;
  const note = (trace: Trace, index: number): void => {
    const { events } = trace;
    const subject = events.subject[index] as ActorId;
    switch (events.kind[index]) {
      case EVENT_CODE.request: {
        const lock = trace.actors[subject];
        if (lock && !isGil(lock)) locks.add(subject);
        return;
      }
      case EVENT_CODE.put:
      case EVENT_CODE.get:
        queues.add(subject);
        return;
      case EVENT_CODE.read:
        if (!histories.has(subject)) histories.set(subject, { firstRead: index, writes: [] });
        return;
      case EVENT_CODE.write: {
        const history = histories.get(subject);
        if (history) history.writes.push(index);
        else histories.set(subject, { firstRead: Number.POSITIVE_INFINITY, writes: [index] });
      }
    }
  };
  return {
    read(trace) {
      if (trace.actors !== actors || trace.events.length < read) {
        actors = trace.actors;
        histories = new Map();
        locks = new Set();
        queues = new Set();
        read = 0;
      }
      for (; read < trace.events.length; read++) note(trace, read);
      return {
        variablesAt: (count) =>
          [...histories]
            .sort(([one], [other]) => one - other)
            .map(([variable, history]) => variableAt(trace, variable, history, count)),
        locks: [...locks].sort((one, other) => one - other),
        queues: [...queues].sort((one, other) => one - other),
      };
    },
  };
}

function variableAt(trace: Trace, variable: ActorId, history: History, count: number): VariableAtMoment {
  const { events, texts } = trace;
  const textOf = (event: number): string | null => texts[events.value[event] as number] ?? null;
  const event = history.writes[countUpTo(history.writes, count - 1) - 1];
  if (event === undefined) {
    return { variable, value: history.firstRead < count ? textOf(history.firstRead) : null, written: null };
  }
  const by = events.actor[event] as ActorId;
  return {
    variable,
    value: textOf(event),
    written: { by, time: seconds(events.time[event] as number), event },
  };
}
