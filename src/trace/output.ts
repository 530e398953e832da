import { countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import type { TraceState } from './state.ts';
import type { Trace } from './trace.ts';

/** A line that a program printed. */
export interface OutputLine {
  readonly time: Seconds;
  readonly actor: ActorId;
  readonly text: string;
}

/** Reads what a trace's program printed, continuing where it stopped when the same trace has grown. */
export interface OutputReader {
  /** All lines so far, in order: the first `TraceState.printed` of them stand at a moment. The same array while no line is added. */
  read(trace: Trace): readonly OutputLine[];
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createOutputReader(): OutputReader {
  let actors: readonly Actor[] | null = null;
  let lines: readonly OutputLine[] = [];
  let read = 0;
  return {
    read(trace) {
      const { events, texts } = trace;
      if (trace.actors !== actors || events.length < read) {
        actors = trace.actors;
        lines = [];
        read = 0;
      }
      const added: OutputLine[] = [];
      for (; read < events.length; read++) {
        if (events.kind[read] !== EVENT_CODE.print) continue;
        added.push({
          time: seconds(events.time[read] as number),
          actor: events.actor[read] as ActorId,
          text: texts[events.value[read] as number] ?? '',
        });
      }
      if (added.length > 0) lines = [...lines, ...added];
      return lines;
    },
  };
}

/** How many lines have been printed up to a time, those of that very time included. */
export function printedUpTo(lines: readonly OutputLine[], time: Seconds): number {
  return countUpTo(
    lines.map((line) => line.time),
    time,
  );
}

/**
 * Who is at each line of the listing at one moment: the tasks and threads that have begun and not ended, in the order
 * they came. A thread that works on a task stands back for it, since they are at the same line.
 */
export function currentLines(trace: Trace, state: TraceState): ReadonlyMap<number, readonly ActorId[]> {
  const lines = new Map<number, ActorId[]>();
  for (const { id, kind } of trace.actors) {
    if (kind !== 'task' && kind !== 'thread') continue;
    const line = state.lineOf(id);
    if (line === 0 || !isUnderWay(state, id) || isRepeatedByCarried(state, id)) continue;
    const there = lines.get(line);
    if (there) there.push(id);
    else lines.set(line, [id]);
  }
  return lines;
}

function isUnderWay(state: TraceState, actor: ActorId): boolean {
  switch (state.statusOf(actor)) {
    case 'starting':
    case 'ready':
    case 'running':
    case 'waiting':
    case 'blocked':
      return true;
    default:
      return false;
  }
}

function isRepeatedByCarried(state: TraceState, actor: ActorId): boolean {
  const carried = state.carriedBy(actor);
  return carried !== NO_ACTOR && state.lineOf(carried) !== 0 && isUnderWay(state, carried);
}
