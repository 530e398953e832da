import type { Value } from '../../program/effects.ts';
import type { Program } from '../../program/program.ts';
import {
  type Gil,
  named,
  type ProcessMemory,
  type ProgramLock,
  type SharedQueue,
  type SharedVariable,
} from './process-memory.ts';

/** A promise that nothing will ever keep: the only thread of its process waits for itself. */
const forever = (): Promise<never> => new Promise(() => {});

/** With a single thread there is nobody to share the GIL with. */
const uncontended: Gil = {
  request: () => true,
  turn: () => {},
  release: () => {},
  dropRequested: false,
  yieldTurn: () => {},
};

class LoneLock implements ProgramLock {
  readonly #isSemaphore: boolean;
  #permits: number;

  constructor(permits: number) {
    this.#isSemaphore = permits !== 1;
    this.#permits = permits;
  }

  request(): boolean {
    if (this.#permits === 0) return false;
    this.#permits--;
    return true;
  }

  turn(): Promise<never> {
    return forever();
  }

  release(record: () => void): boolean {
    if (!this.#isSemaphore && this.#permits === 1) return false;
    record();
    this.#permits++;
    return true;
  }
}

class LoneVariable implements SharedVariable {
  #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  read(): Value {
    return this.#value;
  }

  write(value: Value): void {
    this.#value = value;
  }
}

class LoneQueue implements SharedQueue {
  readonly #capacity: number;
  readonly #items: Value[] = [];

  constructor(bound: number) {
    this.#capacity = bound > 0 ? bound : Number.POSITIVE_INFINITY;
  }

  put(item: Value, record: () => void): boolean {
    if (this.#items.length >= this.#capacity) return false;
    this.#items.push(item);
    record();
    return true;
  }

  putTurn(): Promise<never> {
    return forever();
  }

  get(record: (item: Value) => void): { readonly item: Value } | null {
    if (this.#items.length === 0) return null;
    const item = this.#items.shift() as Value;
    record(item);
    return { item };
  }

  getTurn(): Promise<never> {
    return forever();
  }
}

/** The memory of a process with one thread: an executor's worker process, or the main process of a run without threads. */
export function createLoneProcess(program: Program): ProcessMemory {
  const entries = <From, To>(table: Readonly<Record<string, From>> | undefined, make: (from: From) => To) =>
    new Map(Object.entries(table ?? {}).map(([name, from]) => [name, make(from)]));
  const locks = entries(program.locks, ({ permits = 1 }) => new LoneLock(permits));
  const variables = entries(program.variables, (value) => new LoneVariable(value));
  const queues = entries(program.queues, (bound) => new LoneQueue(bound));
  return {
    gil: uncontended,
    lock: (name) => named(locks, 'lock', name),
    variable: (name) => named(variables, 'variable', name),
    queue: (name) => named(queues, 'queue', name),
  };
}
