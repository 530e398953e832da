import type { Trace } from '../trace/trace.ts';

/** A reader for each trace that has been looked at. */
export type TraceReaders<Reader> = (trace: Pick<Trace, 'actors'>) => Reader;

/** Keeps a reader for each trace, so that it continues where it stopped. */
export function createTraceReaders<Reader>(create: () => Reader): TraceReaders<Reader> {
  const readers = new WeakMap<Trace['actors'], Reader>();
  return ({ actors }) => {
    const known = readers.get(actors);
    if (known) return known;
    const reader = create();
    readers.set(actors, reader);
    return reader;
  };
}
