import { countUpTo } from '../../base/binary-search.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { type Update, UpdateLog } from './updates.ts';

/** A read or a write of a shared variable. */
export interface Access {
  readonly kind: 'read' | 'write';
  readonly variable: ActorId;
  /** The value that was read or written, as text. */
  readonly value: string;
  /** Its index in the trace. */
  readonly event: number;
  /** Whether its actor is still at the line on which it happened, not having left it meanwhile. */
  readonly isHere: boolean;
}

/** Which of its three steps an update of a variable is at. */
export type MicroStep = 'read' | 'work' | 'write';

/** An update under way: reading a variable, working, writing it. */
export interface UpdateAtMoment {
  readonly variable: ActorId;
  readonly step: MicroStep;
}

/** What an actor has to do with shared variables at one moment. */
export interface AccessesAtMoment {
  /** The last that it read or wrote; `null` before its first. */
  readonly last: Access | null;
  /**
   * The update that it is in: from the line on which it reads a variable until it leaves the one on which it writes it.
   * `null` where it is in none, and where the trace, still being recorded, has not come to the write.
   */
  readonly update: UpdateAtMoment | null;
}

/** What is known of all reads and writes of a trace. */
export interface Accesses {
  /** Those of an actor after the first `count` events. */
  at(actor: ActorId, count: number): AccessesAtMoment;
}

/**
 * Makes a reader of the accesses of a growing trace. It goes through the events once; a moment is then found by binary
 * search among those of each actor.
 */
export const createAccessReader = (): TraceReader<Accesses> =>
  createGrowingReader(() => new GrowingAccesses());

/** What an actor did, as event numbers, ascending. */
interface History {
  /** When it came to a line. */
  readonly lines: number[];
  readonly accesses: number[];
  readonly updates: UpdateLog;
}

const NOTHING: AccessesAtMoment = { last: null, update: null };

/** The last of some event numbers that is among the first `count`; -1 where there is none. */
const lastBefore = (events: readonly number[], count: number): number =>
  events[countUpTo(events, count - 1) - 1] ?? -1;

class GrowingAccesses implements Accesses, Reading<Accesses> {
  readonly #histories = new Map<ActorId, History>();
  #trace: Trace | null = null;

  read(trace: Trace, from: number): Accesses {
    this.#trace = trace;
    for (let event = from; event < trace.events.length; event++) this.#note(trace, event);
    return this;
  }

  at(actor: ActorId, count: number): AccessesAtMoment {
    const history = this.#histories.get(actor);
    if (!history || !this.#trace) return NOTHING;
    const line = lastBefore(history.lines, count);
    const update = history.updates.at(count);
    return {
      last: this.#access(this.#trace, lastBefore(history.accesses, count), line),
      update: update && { variable: update.variable, step: stepOf(update, count, this.#lineAt(line)) },
    };
  }

  #access({ events, texts }: Trace, event: number, line: number): Access | null {
    if (event < 0) return null;
    return {
      kind: events.kind[event] === EVENT_CODE.read ? 'read' : 'write',
      variable: events.subject[event] as ActorId,
      value: texts[events.value[event] as number] ?? '',
      event,
      isHere: event > line,
    };
  }

  #lineAt(event: number): number {
    return this.#trace?.events.value[event] ?? 0;
  }

  #note({ events }: Trace, event: number): void {
    const code = events.kind[event];
    const actor = events.actor[event] as ActorId;
    switch (code) {
      case EVENT_CODE.line: {
        const history = this.#historyOf(actor);
        history.lines.push(event);
        history.updates.leaveLine(event);
        return;
      }
      case EVENT_CODE.read:
      case EVENT_CODE.write: {
        const variable = events.subject[event] as ActorId;
        if (variable === NO_ACTOR) return;
        const { lines, accesses, updates } = this.#historyOf(actor);
        const line = lines.at(-1) ?? -1;
        const place = { event, line: this.#lineAt(line) };
        if (code === EVENT_CODE.write) updates.write(variable, place);
        else updates.read(variable, place, Math.max(line, accesses.at(-1) ?? -1));
        accesses.push(event);
      }
    }
  }

  #historyOf(actor: ActorId): History {
    let history = this.#histories.get(actor);
    if (!history) {
      history = { lines: [], accesses: [], updates: new UpdateLog() };
      this.#histories.set(actor, history);
    }
    return history;
  }
}

/** The step that an update under way is at, while its actor is at a line. */
function stepOf({ read, write }: Update, count: number, line: number): MicroStep {
  if (count > write.event) return 'write';
  if (count <= read.event) return 'read';
  if (read.line === write.line) return 'work';
  if (line === write.line) return 'write';
  return line === read.line ? 'read' : 'work';
}
