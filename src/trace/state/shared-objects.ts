import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, isGil } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';

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

/** The events that touch one variable. */
interface History {
  readonly firstRead: number;
  /** The indices of its writes, ascending. */
  readonly writes: number[];
}

/**
 * Makes a reader of what is shared in a growing trace. It goes through the events once; a moment is then found by binary
 * search among the writes of each variable.
 */
export const createSharedObjectReader = (): TraceReader<SharedObjects> =>
  createGrowingReader(() => new GrowingSharedObjects());

class GrowingSharedObjects implements Reading<SharedObjects> {
  readonly #histories = new Map<ActorId, History>();
  readonly #locks = new Set<ActorId>();
  readonly #queues = new Set<ActorId>();

  read(trace: Trace, from: number): SharedObjects {
    for (let event = from; event < trace.events.length; event++) this.#note(trace, event);
    return {
      variablesAt: (count) =>
        [...this.#histories]
          .sort(([one], [other]) => one - other)
          .map(([variable, history]) => variableAt(trace, variable, history, count)),
      locks: [...this.#locks].sort((one, other) => one - other),
      queues: [...this.#queues].sort((one, other) => one - other),
    };
  }

  #note({ events, actors }: Trace, index: number): void {
    const subject = events.subject[index] as ActorId;
    switch (events.kind[index]) {
      case EVENT_CODE.request: {
        const lock = actors[subject];
        if (lock && !isGil(lock)) this.#locks.add(subject);
        return;
      }
      case EVENT_CODE.put:
      case EVENT_CODE.get:
        this.#queues.add(subject);
        return;
      case EVENT_CODE.read:
        if (!this.#histories.has(subject)) this.#histories.set(subject, { firstRead: index, writes: [] });
        return;
      case EVENT_CODE.write: {
        const history = this.#histories.get(subject);
        if (history) history.writes.push(index);
        else this.#histories.set(subject, { firstRead: Number.POSITIVE_INFINITY, writes: [index] });
      }
    }
  }
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
