import type { Decode } from './event-list-splitter.ts';
import type { ImportResult } from './imported-run.ts';
import { joinedBytes } from './joined-bytes.ts';
import { ownRuns } from './own-runs.ts';
import { createTraceEventReader, type TraceFileReader } from './parse-trace-events.ts';
import { parseTraces } from './parse-traces.ts';

/** A file of ours says what it is among its first fields. */
const OWN_FORMAT = /"format"\s*:\s*"interleave-trace"/;

/** In the first so many bytes a file of ours has said so. */
const HEAD = 4096;

/**
 * Makes a reader of a trace file: our own format, or the Trace Event Format. Never throws.
 *
 * @param title what a run is called where the file does not say.
 */
export function createFileReader(title: string, decode: Decode): TraceFileReader {
  const head: Uint8Array[] = [];
  let size = 0;
  let reader: TraceFileReader | null = null;
  const choose = (): TraceFileReader => {
    const isOwn = OWN_FORMAT.test(decode(joinedBytes(head)).slice(0, HEAD));
    reader = isOwn ? createOwnReader(decode) : createTraceEventReader(title, decode);
    return reader;
  };
  const pushHead = (): ImportResult | null => {
    const chosen = choose();
    for (const chunk of head.splice(0)) {
      const problem = chosen.push(chunk);
      if (problem) return problem;
    }
    return null;
  };
  return {
    push(chunk) {
      if (reader) return reader.push(chunk);
      head.push(chunk);
      size += chunk.length;
      return size < HEAD ? null : pushHead();
    },
    finish: () => (reader ? null : pushHead()) ?? (reader ?? choose()).finish(),
  };
}

/** Our own format is read as a whole: what is in it refers to what comes later. */
function createOwnReader(decode: Decode): TraceFileReader {
  const chunks: Uint8Array[] = [];
  return {
    push(chunk) {
      chunks.push(chunk);
      return null;
    },
    finish() {
      return ownRuns(parseTraces(decode(joinedBytes(chunks))));
    },
  };
}
