import { EVENT_CODE } from './events.ts';
import { createSharedObjectReader } from './shared-objects.ts';
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
  const variables = createSharedObjectReader()
    .read(trace)
    .variablesAt(trace.events.length)
    .filter(({ written }) => written !== null)
    .map(({ variable, value }) => `${trace.actors[variable]?.name} = ${value}`);
  const lines = linesOf(trace);
  const parts = lines === null ? variables : [...variables, LINES_IN_WORDS[lines]];
  return { kind: 'ended', text: parts.join(', ') || 'Every thread ends' };
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
