import type { Program } from '../program/program.ts';

/** Where the parts of a process's shared memory are, as byte offsets: the same for all who share it. */
export interface ProcessLayout {
  readonly bytes: number;
  readonly gil: number;
  readonly locks: ReadonlyMap<string, { readonly offset: number; readonly permits: number }>;
  readonly variables: ReadonlyMap<string, number>;
  readonly queues: ReadonlyMap<string, { readonly offset: number; readonly capacity: number }>;
}

/** Bytes of the mutex and the drop request of a GIL. */
const GIL_BYTES = 64;
/** Bytes of a lock's tickets. */
export const LOCK_BYTES = 16;
/** Longest JSON text of a value in shared memory, in bytes. */
export const VALUE_CAPACITY = 1000;
/** Bytes of a variable, or of a place in a queue. */
export const VALUE_BYTES = 24 + VALUE_CAPACITY;
/** How many items a queue without a bound holds at most. */
const UNBOUNDED_CAPACITY = 1024;

/** Lays out the memory that the threads of a program's main process share. */
export function layOutProcess(program: Program): ProcessLayout {
  let bytes = GIL_BYTES;
  const take = (size: number): number => {
    const offset = bytes;
    bytes += size;
    return offset;
  };
  const locks = new Map(
    Object.entries(program.locks ?? {}).map(([name, { permits = 1 }]) => [
      name,
      { offset: take(LOCK_BYTES), permits },
    ]),
  );
  const variables = new Map(Object.keys(program.variables ?? {}).map((name) => [name, take(VALUE_BYTES)]));
  const queues = new Map(
    Object.entries(program.queues ?? {}).map(([name, bound]) => {
      const capacity = bound > 0 ? bound : UNBOUNDED_CAPACITY;
      return [name, { offset: take(2 * LOCK_BYTES + capacity * VALUE_BYTES), capacity }];
    }),
  );
  return { bytes, gil: 0, locks, variables, queues };
}
