import type { Value } from '../../program/effects.ts';
import type { Eventual } from './steps.ts';

/** A lock of the program, or a semaphore. Those who ask get it in the order of their asking. */
export interface ProgramLock {
  /** Asks for it; says whether it could be had at once. */
  request(): Eventual<boolean>;
  /** After a request that could not be met: waits for it. */
  turn(): Eventual<void>;
  /**
   * Lets go; says whether there was anything to let go.
   *
   * @param record called right before somebody else can have it.
   */
  release(record: () => void): Eventual<boolean>;
}

/** The global interpreter lock of a process. */
export interface Gil {
  /** Asks for it; says whether it could be had at once. */
  request(): Eventual<boolean>;
  /**
   * After a request that could not be met: waits for it.
   *
   * @param onDropRequest called each time the wait has lasted so long that the holder was asked to let go.
   */
  turn(onDropRequest: () => void): Eventual<void>;
  release(): Eventual<void>;
  /** Whether the holder should let go now. */
  readonly dropRequested: boolean;
  /** Releases it because it was asked to; another thread has it next. */
  yieldTurn(): Eventual<void>;
}

/** A shared variable. */
export interface SharedVariable {
  read(): Eventual<Value>;
  write(value: Value): Eventual<void>;
}

/** A `queue.Queue`. What is done with an item is recorded before others can know of it. */
export interface SharedQueue {
  /** Puts an item if there is room; says whether there was. If not, `putTurn` follows. */
  put(item: Value, record: () => void): Eventual<boolean>;
  putTurn(record: () => void): Eventual<void>;
  /** Takes an item if there is one. If not, `getTurn` follows. */
  get(record: (item: Value) => void): Eventual<{ readonly item: Value } | null>;
  getTurn(record: (item: Value) => void): Eventual<Value>;
}

/** What the threads of one process share. */
export interface ProcessMemory {
  readonly gil: Gil;
  /** @throws Error when the program declares none of the name. So do the others. */
  lock(name: string): ProgramLock;
  variable(name: string): SharedVariable;
  queue(name: string): SharedQueue;
}

/** Looks something up by name. @throws Error when there is none: a fault of the scenario. */
export function named<Item>(items: ReadonlyMap<string, Item>, kind: string, name: string): Item {
  const item = items.get(name);
  if (item === undefined) throw new Error(`The program declares no ${kind} named "${name}".`);
  return item;
}
