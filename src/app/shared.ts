import type { SharedLock, SharedQueue, SharedVariable } from '../panels/SharedPanel.tsx';
import type { ActorId } from '../trace/actors.ts';
import { createSharedObjectReader, type SharedObjectReader } from '../trace/shared-objects.ts';
import type { TraceState } from '../trace/state.ts';
import type { Trace } from '../trace/trace.ts';

/** A reader for each trace that has been looked at. */
type SharedReaders = (trace: Trace) => SharedObjectReader;

/** Keeps a reader for each trace, so that it continues where it stopped. */
export function createSharedReaders(): SharedReaders {
  const readers = new WeakMap<Trace['actors'], SharedObjectReader>();
  return ({ actors }) => {
    const known = readers.get(actors);
    if (known) return known;
    const reader = createSharedObjectReader();
    readers.set(actors, reader);
    return reader;
  };
}

/** What threads and tasks share at a moment, by name. */
export function sharedAt(
  readers: SharedReaders,
  trace: Trace,
  state: TraceState,
): {
  readonly variables: readonly SharedVariable[];
  readonly locks: readonly SharedLock[];
  readonly queues: readonly SharedQueue[];
} {
  const { variablesAt, locks, queues } = readers(trace).read(trace);
  const nameOf = (actor: ActorId): string => trace.actors[actor]?.name ?? '';
  const variables = variablesAt(state.count).map(
    ({ variable, value, written }): SharedVariable => ({
      key: variable,
      name: nameOf(variable),
      value,
      written: written && { by: nameOf(written.by), time: written.time, change: written.event },
    }),
  );
  return {
    variables,
    locks: locks.map((lock) => ({
      key: lock,
      name: nameOf(lock),
      holders: state.holders(lock).map(nameOf),
      waiters: state.waiters(lock).map(nameOf),
    })),
    queues: queues.map((queue) => ({ key: queue, name: nameOf(queue), items: state.itemsIn(queue) })),
  };
}
