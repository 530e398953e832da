import { EVENT_CODE } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** A line that a run printed, and when, in program seconds. */
export type PrintedLine = readonly [time: number, text: string];

/** What a run printed, in order. */
export function printedLines({ events, texts }: Trace): PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.print) continue;
    lines.push([events.time[index] as number, texts[events.value[index] as number] as string]);
  }
  return lines;
}
