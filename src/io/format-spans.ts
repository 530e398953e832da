import { describeSpan } from '../timeline/description.ts';
import { createLaneReader, type Grouping } from '../trace/lanes/lanes.ts';
import { spanAt } from '../trace/spans.ts';
import type { NamedTrace } from './format-trace-events.ts';
import { roundForFile } from './trace-json.ts';

const COLUMNS = [
  'run',
  'provenance',
  'lanes',
  'lane',
  'from',
  'to',
  'duration',
  'state',
  'reason',
  'in words',
];

const GROUPINGS: readonly Grouping[] = ['task', 'thread', 'core'];

/**
 * Runs as a table of comma-separated values, a row for each state of each lane, times in program seconds (RFC 4180).
 *
 * A text that a spreadsheet would take for a formula has an apostrophe before it: names in imported traces are anybody's.
 */
export function formatSpans(runs: readonly NamedTrace[]): string {
  const rows: (readonly (string | number)[])[] = [COLUMNS];
  for (const { title, trace } of runs) {
    for (const grouping of GROUPINGS) {
      const set = createLaneReader({ grouping }).read(trace);
      for (const lane of set.lanes) {
        for (let index = 0; index < lane.spans.length; index++) {
          const span = spanAt(lane.spans, index);
          const [from, to] = [span.start, Math.min(span.end, set.now)].map(roundForFile) as [number, number];
          const words = describeSpan(set, lane, span);
          const what = [title, trace.provenance, grouping, lane.name];
          rows.push([...what, from, to, roundForFile(to - from), span.state, span.reason, words]);
        }
      }
    }
  }
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`;
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
