import { cleanName } from './clean-text.ts';
import { type Decode, EventListSplitter, placeOfEvent } from './event-list-splitter.ts';
import type { ImportedRun, ImportResult } from './imported-run.ts';
import { MalformedTrace } from './malformed-trace.ts';
import { placeOnThreads } from './own-trace-events.ts';
import { readTraceEvent } from './read-trace-event.ts';
import { type Departures, departuresInWords, eventsInWords } from './trace-event-departures.ts';
import { flowTargets, orderRecords } from './trace-event-order.ts';
import { TraceEventRecords } from './trace-event-records.ts';
import { type TraceEventWriter, writerOf } from './trace-event-source.ts';
import { sweep } from './trace-event-sweep.ts';

/** Reads a file in chunks. */
export interface TraceFileReader {
  /**
   * Takes the next bytes.
   *
   * @returns what is wrong with the file, once something is: no more of it need be read.
   */
  push(chunk: Uint8Array): ImportResult | null;
  /** Says that the file is over. */
  finish(): ImportResult;
}

/** The longest run, in microseconds: 1e9 seconds, as far as the playhead goes. */
const LONGEST = 1e15;

/** Only so many phases that are not shown are told by name. */
const MOST_PHASES = 8;

/**
 * Makes a reader of a file in the Trace Event Format, whoever wrote it: VizTracer, Chromium, Ray, what is made of Dask's
 * task stream, and ourselves. Never throws.
 *
 * @param title what the run is called where the file does not say.
 */
export function createTraceEventReader(title: string, decode: Decode): TraceFileReader {
  const records = new TraceEventRecords();
  const fields = new Map<string, unknown>();
  const unknown = new Map<string, number>();
  const splitter = new EventListSplitter(
    {
      onEvent(bytes, index, offset) {
        const place = (): string => placeOfEvent(index, offset);
        const phase = readTraceEvent(parsed(decode(bytes), place), records, place);
        if (phase === null) return;
        const known = unknown.has(phase) || unknown.size < MOST_PHASES ? phase : 'others';
        unknown.set(known, (unknown.get(known) ?? 0) + 1);
      },
      onField(name, bytes) {
        if (['otherData', 'metadata', 'viztracer_metadata'].includes(name))
          fields.set(
            name,
            parsed(decode(bytes), () => `“${name}”`),
          );
        else fields.set(cleanName(name), null);
      },
    },
    decode,
  );
  const guarded = (attempt: () => ImportResult | null): ImportResult | null => {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof MalformedTrace)) throw error;
      const { place, complaint } = error;
      return { kind: 'problem', problem: `${place.replace(/^event/, 'Event') || 'The file'} ${complaint}.` };
    }
  };
  return {
    push: (chunk) =>
      guarded(() => {
        splitter.push(chunk);
        return null;
      }),
    finish: () =>
      guarded(() => {
        const isOpen = splitter.finish();
        const made = runsOf(records, writerOf(records, fields), title);
        return { ...made, notices: [...noticesOf(unknown, isOpen), ...made.notices] };
      }) as ImportResult,
  };
}

function parsed(text: string, place: () => string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What the engine says of it counts places from the beginning of the event, and quotes the file.
    const isDeep = !(error instanceof SyntaxError);
    throw new MalformedTrace(place(), isDeep ? 'is nested too deeply' : 'is not JSON');
  }
}

/** `Threads + lock: MainProcess` of a file of ours: the title of a run, and its process. */
const RUN_AND_PROCESS = /^(.+): (.+)$/;

/** Makes a run of the events; of a file of ours one for each of its runs. */
function runsOf(records: TraceEventRecords, writer: TraceEventWriter, title: string) {
  const isOwn = writer === 'interleave';
  if (isOwn) placeOnThreads(records);
  const { order, base, timeless } = orderRecords(records, isOwn);
  const last = order.at(-1);
  if (last === undefined) throw new MalformedTrace('', 'has no events that could be shown');
  if (reachOf(records) - base > LONGEST) {
    throw new MalformedTrace('', 'has events more than 1,000,000,000 seconds apart');
  }
  const departures: Departures = { cut: 0, stray: 0, unended: 0, surplus: 0 };
  const common = { order, base, writer, departures, targets: flowTargets(records, order) };
  const runs: ImportedRun[] = [];
  for (const [called, processes] of processesByRun(records, writer, title)) {
    const trace = sweep(records, { ...common, title: called, processes });
    if (trace.events.length > 0) runs.push({ title: called, trace, stated: null });
  }
  return { kind: 'runs' as const, runs, notices: departuresInWords(departures, timeless) };
}

function processesByRun(
  { processes }: TraceEventRecords,
  writer: TraceEventWriter,
  title: string,
): ReadonlyMap<string, ReadonlyMap<number, string | null>> {
  const runs = new Map<string, Map<number, string | null>>();
  processes.forEach(({ name }, index) => {
    const parts = writer === 'interleave' ? RUN_AND_PROCESS.exec(name ?? '') : null;
    const called = parts?.[1] ?? title;
    const ofRun = runs.get(called) ?? new Map<number, string | null>();
    runs.set(called, ofRun.set(index, parts?.[2] ?? null));
  });
  return runs;
}

/** The time of the last moment, in microseconds. */
function reachOf({ length, time, kind, value }: TraceEventRecords): number {
  let reach = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < length; index++) {
    const end = (time[index] as number) + (kind[index] === 0 ? (value[index] as number) : 0);
    if (end > reach) reach = end;
  }
  return reach;
}

function noticesOf(unknown: ReadonlyMap<string, number>, isOpen: boolean): readonly string[] {
  const total = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  const phases = [...unknown.keys()].map((phase) =>
    phase === 'others' ? phase : `“${cleanName(phase).slice(0, 8)}”`,
  );
  return [
    ...(total > 0
      ? [`Left out: ${eventsInWords(total)} of phases that lanes cannot show (${phases.join(', ')}).`]
      : []),
    ...(isOpen
      ? ['The list of events is not closed, as of a program that was ended; what is there is shown.']
      : []),
  ];
}
