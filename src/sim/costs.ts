/**
 * What the machine and the interpreter charge for their services, in program seconds unless another unit is named. A
 * step of an asyncio task is free: against waits of a second its microseconds do not show.
 */
export interface Costs {
  /**
   * How long a thread may stay on a core while others are waiting for one. Source: the base slice of Linux's EEVDF
   * scheduler, 0.75 ms × (1 + log2 of the number of CPUs, at most 8): 3 ms from eight CPUs on.
   */
  readonly timeSlice: number;
  /** Core time lost when a core turns to another thread. Source: the usual 2 to 5 µs of a switch with warm caches. */
  readonly contextSwitch: number;
  /**
   * Core time lost when the GIL passes to a thread that waited for it. Source: the hand-off of a mutex by a condition
   * variable, 30 µs between two workers on two cores.
   */
  readonly gilSwitch: number;
  /** Core time of `Thread.start()` in the thread that calls it. Source: CPython 3.11 on Linux, 50 to 100 µs. */
  readonly threadStart: number;
  /**
   * Core time of starting one more process, in the process that starts it. Source: the course notebook ran 10 waits of
   * 1 s on a pool of 20 processes in 1.10 s and 100 on a pool of 100 in 1.45 s. Processes are started on demand, one for
   * each call that finds none idle: 90 more took 0.35 s, 3.9 ms each.
   */
  readonly processStart: number;
  /** How long a new process takes to begin its first job. Source: the same two runs; what ten starts leave of 0.10 s. */
  readonly processBoot: number;
  /**
   * Core time of sending or receiving one message, whatever its size. Source: an estimate; pickling a small tuple and
   * writing and reading a pipe take 4 µs in CPython 3.11, the executor's queues and threads the rest.
   */
  readonly message: number;
  /** Core time per pickled byte. Source: `pickle.dumps` and `loads` of short strings in CPython 3.11, about 200 MB/s. */
  readonly pickledByte: number;
}

export const INITIAL_COSTS: Costs = {
  timeSlice: 0.003,
  contextSwitch: 3e-6,
  gilSwitch: 30e-6,
  threadStart: 50e-6,
  processStart: 3.9e-3,
  processBoot: 61e-3,
  message: 20e-6,
  pickledByte: 5e-9,
};
