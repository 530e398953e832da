import { createOutputReader } from '../../src/trace/output.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** A line that a run printed, and when, in program seconds. */
export type PrintedLine = readonly [time: number, text: string];

/** What a run printed, in order. */
export const printedLines = (trace: Trace): PrintedLine[] =>
  createOutputReader()
    .read(trace)
    .map(({ time, text }) => [time, text]);
