import type { KernelOperation, Thread } from './thread.ts';

/** Decides who runs when: by time, cores and a GIL (`scheduler.ts`), or step by step as it is told (`step-scheduler.ts`). */
export interface Scheduling {
  /** A thread that is to go on now; `undefined` when none can before time passes. */
  nextToExecute(): Thread | undefined;
  /** Makes a thread runnable: it wants to go on. */
  wake(thread: Thread): void;
  /**
   * Takes the core and the GIL from a thread that waits or ends.
   *
   * @param record records its new state: after it let the GIL go, and before anybody else has it.
   */
  suspend(thread: Thread, record: () => void): void;
  /** Lets a thread go on after what it owes and computes has been done. */
  proceed(thread: Thread): void;
  /** Suspends a thread that sleeps, and wakes it when its sleep is over. @param duration program seconds. */
  sleep(thread: Thread, duration: number): void;
  /**
   * Whether a thread performs at once what it asks for. Where it does not, it keeps it as `Thread.pending`, and performs
   * it when it is next to execute.
   */
  admits(thread: Thread, operation: KernelOperation): boolean;
}
