import { expose, transfer } from 'comlink';
import { createFileReader } from '../../io/import-file.ts';
import type { ImportedRun, ImportResult } from '../../io/imported-run.ts';
import type { Trace } from '../../trace/trace.ts';

/** Bytes between two reports: a report takes longer than reading a little more. */
const REPORTED = 2 ** 20;

const decoder = new TextDecoder();

/** The columns without their spare capacity, which would only be carried along. */
function trimmed(trace: Trace): Trace {
  const { length, time, kind, actor, subject, value } = trace.events;
  const events = {
    length,
    time: time.slice(0, length),
    kind: kind.slice(0, length),
    actor: actor.slice(0, length),
    subject: subject.slice(0, length),
    value: value.slice(0, length),
  };
  return { ...trace, events };
}

const buffersOf = ({ trace: { events } }: ImportedRun): ArrayBufferLike[] =>
  [events.time, events.kind, events.actor, events.subject, events.value].map(({ buffer }) => buffer);

const importer = {
  /**
   * Reads a file.
   *
   * @param title what a run is called where the file does not say.
   * @param onRead is told how many bytes have been read, now and then.
   */
  async read(file: Blob, title: string, onRead: (bytes: number) => void): Promise<ImportResult> {
    const reader = createFileReader(title, (bytes) => decoder.decode(bytes));
    const stream = file.stream().getReader();
    let read = 0;
    let reported = 0;
    for (;;) {
      const { done, value } = await stream.read();
      if (done) break;
      const problem = reader.push(value);
      if (problem) return problem;
      read += value.length;
      if (read - reported < REPORTED) continue;
      reported = read;
      onRead(read);
    }
    onRead(read);
    const result = reader.finish();
    if (result.kind === 'problem') return result;
    const runs = result.runs.map((run) => ({ ...run, trace: trimmed(run.trace) }));
    return transfer({ ...result, runs }, runs.flatMap(buffersOf) as ArrayBuffer[]);
  },
};

/** What the page asks of the worker. */
export type Importer = typeof importer;

expose(importer);
