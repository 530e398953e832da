import type { Trace } from '../trace.ts';
import { type ErrorReport, wordsOf } from './traceback.ts';

/** How many errors and warnings there are once so many events have happened. A deadlock is one. */
export const errorsUpTo = ({ tracebacks, warnings, deadlock }: ErrorReport, count: number): number =>
  [...tracebacks, ...warnings, ...(deadlock ? [deadlock] : [])].filter(({ event }) => event < count).length;

/** The index of the event at which a run met with the error that it ended by; -1 where it ended before any. */
export function endingEvent({ error, events }: Trace, { tracebacks, deadlock }: ErrorReport): number {
  if (deadlock) return deadlock.event;
  const ends = tracebacks.filter((traceback) => traceback.error === wordsOf(error));
  return ends.length > 0 ? Math.min(...ends.map(({ event }) => event)) : events.length - 1;
}
