import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Trace } from '../trace/trace.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import type { ImportedRun } from './imported-run.ts';
import { joinedBytes } from './joined-bytes.ts';
import { ownRuns } from './own-runs.ts';
import { formatSchedule, type PageSchedule } from './page-schedule.ts';
import { readTraces } from './parse-traces.ts';
import { tracesToJson } from './trace-json.ts';

/** What of the page stands behind `#s=` in a link, because it has no room in the query. */
export interface LinkPayload {
  /** `null` where the query says it, or none is followed. */
  readonly schedule: PageSchedule | null;
  /** The runs that are read from a file, in their order. */
  readonly traces: readonly Trace[];
}

/** What stands behind `#s=` turned out to hold. */
export type PayloadResult =
  | {
      readonly kind: 'payload';
      /** As in `?schedule=`, for `readSchedule` to read; `null` where there is none. */
      readonly schedule: string | null;
      /** Of provenance `imported`, for a link can claim anything. */
      readonly runs: readonly ImportedRun[];
    }
  | {
      readonly kind: 'problem';
      /** A sentence. */
      readonly problem: string;
    };

/** So many bytes are inflated at most: a link of a few kilobytes could hold gigabytes. */
const LARGEST = 16 * 2 ** 20;

/** So many bytes are inflated at a time, which are at most a thousand times as many afterwards. */
const PIECE = 1024;

/** Writes what stands behind `#s=`: base64url of raw deflate of JSON. `parsePayload` reads it back. */
export function formatPayload({ schedule, traces }: LinkPayload): string {
  const json = {
    ...(schedule && { schedule: formatSchedule(schedule) }),
    ...(traces.length > 0 && { traces: [tracesToJson(traces)].flat() }),
  };
  return toBase64Url(deflateSync(strToU8(JSON.stringify(json)), { level: 9 }));
}

const refused = (why: string): PayloadResult => ({
  kind: 'problem',
  problem: `What the link holds behind #s= ${why}; it is left out.`,
});

/** Reads what stands behind `#s=`. Never throws, whatever the text. */
export function parsePayload(text: string): PayloadResult {
  const bytes = fromBase64Url(text);
  const json = bytes ? inflatedJson(bytes) : 'damaged';
  if (json === 'damaged') return refused('is damaged, as where a link has been cut off');
  if (json === 'too large') return refused('is larger than 16 MB');
  const { schedule = null, traces = [] } = json;
  if (schedule !== null && typeof schedule !== 'string') return refused('has a schedule that is no text');
  if (!Array.isArray(traces)) return refused('has runs that are no list');
  if (traces.length === 0) {
    return schedule === null
      ? refused('names neither a schedule nor runs')
      : { kind: 'payload', schedule, runs: [] };
  }
  const result = ownRuns(readTraces(traces));
  if (result.kind === 'problem') return refused(`cannot be read: ${result.problem.replace(/\.$/, '')}`);
  return { kind: 'payload', schedule, runs: result.runs };
}

/** The object that bytes hold. */
function inflatedJson(bytes: Uint8Array): Readonly<Record<string, unknown>> | 'damaged' | 'too large' {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  });
  try {
    for (let from = 0; from < bytes.length && size <= LARGEST; from += PIECE) {
      inflate.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length);
    }
    if (size > LARGEST) return 'too large';
    const json: unknown = JSON.parse(strFromU8(joinedBytes(chunks)));
    return typeof json === 'object' && json !== null ? { ...json } : 'damaged';
  } catch {
    return 'damaged';
  }
}
