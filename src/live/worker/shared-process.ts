import type { Milliseconds } from '../../base/units.ts';
import type { Program } from '../../program/program.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import { LOCK_BYTES, layOutProcess, VALUE_BYTES } from '../process-layout.ts';
import { named, type ProcessMemory } from './process-memory.ts';
import { SharedGil } from './shared-gil.ts';
import { SharedLock, Tickets } from './shared-lock.ts';
import { MemoryQueue, MemoryVariable, SharedValue } from './shared-value.ts';

/**
 * The memory that the threads of a process share, seen from one of them.
 *
 * @param worker the thread's worker, by its number within the run.
 * @param interval the switch interval, in real milliseconds.
 */
export function createSharedProcess(
  program: Program,
  memory: SharedArrayBuffer,
  clock: HybridClock,
  worker: number,
  interval: Milliseconds,
): ProcessMemory {
  const layout = layOutProcess(program);
  const locks = new Map(
    [...layout.locks].map(([name, { offset, permits }]) => [
      name,
      new SharedLock(new Tickets(memory, offset, clock, permits)),
    ]),
  );
  const variables = new Map(
    [...layout.variables].map(([name, offset]) => [
      name,
      new MemoryVariable(new SharedValue(memory, offset, clock)),
    ]),
  );
  const queues = new Map(
    [...layout.queues].map(([name, { offset, capacity }]) => {
      const items = new Tickets(memory, offset, clock, 0);
      const room = new Tickets(memory, offset + LOCK_BYTES, clock, capacity);
      const first = offset + 2 * LOCK_BYTES;
      const places = Array.from(
        { length: capacity },
        (_, place) => new SharedValue(memory, first + place * VALUE_BYTES, clock),
      );
      return [name, new MemoryQueue(items, room, places)];
    }),
  );
  return {
    gil: new SharedGil(memory, layout.gil, clock, worker + 1, interval),
    lock: (name) => named(locks, 'lock', name),
    variable: (name) => named(variables, 'variable', name),
    queue: (name) => named(queues, 'queue', name),
  };
}

/** Gives the variables of a process their first values, before its threads begin. */
export function initialiseVariables(program: Program, process: ProcessMemory): void {
  for (const [name, value] of Object.entries(program.variables ?? {})) process.variable(name).write(value);
}
