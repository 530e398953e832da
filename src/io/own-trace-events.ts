import { type EventKind, REASONS } from '../trace/events.ts';
import type { TraceEventRecords } from './trace-event-records.ts';

/** The states of a trace, by the codes of spans. */
const STATE_KINDS: readonly EventKind[] = ['start', 'ready', 'run', 'wait', 'block'];

/** The event of a trace that begins the state of a slice in a file of ours, as the records have it. */
export function stateEventOf(own: number): { readonly kind: EventKind; readonly value: number } {
  const kind = STATE_KINDS[Math.floor((own - 1) / REASONS.length)] ?? 'run';
  return { kind, value: kind === 'wait' || kind === 'ready' ? (own - 1) % REASONS.length : 0 };
}

/** The text of a line that was printed, of `print "text"` in a file of ours; a name that was cut is no longer JSON. */
export function printedText(name: string): string {
  try {
    return String(JSON.parse(name.slice('print '.length)));
  } catch {
    return name.slice('print "'.length);
  }
}

/** In files of ours, what belongs to a process as a whole stands on no thread that has a name: its first one has it. */
export function placeOnThreads({ length, thread, threads }: TraceEventRecords): void {
  const first = new Map<number, number>();
  threads.forEach(({ process, name }, place) => {
    if (name !== null && !first.has(process)) first.set(process, place);
  });
  for (let index = 0; index < length; index++) {
    const on = threads[thread[index] as number];
    if (on?.name === null) thread[index] = first.get(on.process) ?? (thread[index] as number);
  }
}
