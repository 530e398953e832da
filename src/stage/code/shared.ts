import type { SharedLock, SharedQueue, SharedVariable } from '../../panels/SharedPanel.tsx';
import type { ActorId } from '../../trace/actors.ts';
import { createSharedObjectReader } from '../../trace/state/shared-objects.ts';
import type { TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';
import { createTraceReaders } from '../state/trace-readers.ts';

const readerOf = createTraceReaders(createSharedObjectReader);

/** What threads and tasks share at a moment, with everybody as `nameOf` calls them. */
export function sharedAt(
  trace: Trace,
  state: TraceState,
  nameOf: (actor: ActorId) => string,
): {
  readonly variables: readonly SharedVariable[];
  readonly locks: readonly SharedLock[];
  readonly queues: readonly SharedQueue[];
} {
  const { variablesAt, locks, queues } = readerOf(trace).read(trace);
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
