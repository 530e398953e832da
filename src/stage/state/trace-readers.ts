import type { Trace } from '../../trace/trace.ts';

/** Keeps a reader for each trace that has been looked at, so that it continues where it stopped. */
export function createTraceReaders<Reader>(create: () => Reader): (trace: Pick<Trace, 'actors'>) => Reader {
  const readers = new WeakMap<Trace['actors'], Reader>();
  return ({ actors }) => {
    const known = readers.get(actors);
    if (known) return known;
    const reader = create();
    readers.set(actors, reader);
    return reader;
  };
}
