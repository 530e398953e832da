import { EVENT_CODE } from './events.ts';
import { createSharedObjectReader } from './state/shared-objects.ts';
import type { Trace } from './trace.ts';

/** What came of a run: all that its schedule may have decided, but not in which order lines were printed. */
export interface RunOutcome {
  readonly kind: 'ended' | 'deadlock' | 'failed';
  /** In words, the same for every run that came to the same: `counter = 3`. */
  readonly text: string;
}

/** What came of a run that is over. */
export function outcomeOf(trace: Trace): RunOutcome {
  const { error } = trace;
  if (error?.type === 'Deadlock') return { kind: 'deadlock', text: `Deadlock: ${error.message}` };
  if (error) return { kind: 'failed', text: `${error.type}: ${error.message}` };
  const written = createSharedObjectReader()
    .read(trace)
    .variablesAt(trace.events.length)
    .filter(({ written }) => written !== null);
  const variables = written.map(({ variable, value }) => `${trace.actors[variable]?.name} = ${value}`);
  const areFlags = written.length > 0 && written.every(({ value }) => value === 'True' || value === 'False');
  const lines = linesOf(trace);
  const parts = [
    ...(areFlags ? lastLines(trace) : []),
    ...variables,
    ...(lines === null ? [] : [LINES_IN_WORDS[lines]]),
  ];
  return { kind: 'ended', text: parts.join(', ') || 'Every thread ends' };
}

/**
 * The last line that each actor has printed. Sorted: which actor was first is no outcome. Flags that are up or down say what
 * was going on, not what came of it; where there are only these, the lines tell.
 */
function lastLines({ events, texts }: Trace): readonly string[] {
  const lines = new Map<number, string>();
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.print) continue;
    lines.set(events.actor[index] as number, texts[events.value[index] as number] ?? '');
  }
  return [...lines.values()].sort().map((line) => `“${line}”`);
}

const LINES_IN_WORDS = { whole: 'every line whole', mixed: 'lines run together' } as const;

/** Whether lines that are written in several pieces stay whole; `null` where none are. */
export function linesOf({ events, texts }: Trace): 'whole' | 'mixed' | null {
  let writer: number | null = null;
  let seen = false;
  let mixed = false;
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.output) continue;
    seen = true;
    const actor = events.actor[index] as number;
    const text = texts[events.value[index] as number] ?? '';
    if (writer !== null && writer !== actor) mixed = true;
    writer = text.endsWith('\n') ? null : actor;
  }
  if (!seen) return null;
  return mixed ? 'mixed' : 'whole';
}
