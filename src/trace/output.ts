import { countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import { type OutputLine, StandardOutput } from './standard-output.ts';
import type { TraceState } from './state.ts';
import type { Trace } from './trace.ts';

export type { OutputLine } from './standard-output.ts';

/** Reads what a trace's program printed, continuing where it stopped when the same trace has grown. */
export interface OutputReader {
  /**
   * All lines so far, in the order of their newlines: the first `TraceState.printed` of them stand at a moment. A last
   * line without a newline comes after them. The same array while no text is added.
   */
  read(trace: Pick<Trace, 'actors' | 'events' | 'texts'>): readonly OutputLine[];
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createOutputReader(): OutputReader {
  let actors: readonly Actor[] | null = null;
  let output = new StandardOutput();
  let read = 0;
  return {
    read(trace) {
      const { events, texts } = trace;
      if (trace.actors !== actors || events.length < read) {
        actors = trace.actors;
        output = new StandardOutput();
        read = 0;
      }
      for (; read < events.length; read++) {
        const code = events.kind[read];
        if (code !== EVENT_CODE.print && code !== EVENT_CODE.output) continue;
        const text = texts[events.value[read] as number] ?? '';
        const time = seconds(events.time[read] as number);
        const place = { time, actor: events.actor[read] as ActorId, event: read };
        if (code === EVENT_CODE.print) output.writeLine(text, place);
        else output.write(text, place);
      }
      return output.lines;
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
