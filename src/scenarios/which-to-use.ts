/** The ways to run that the classroom note compares, in its order. Each is a mode's key. */
export const COMPARED = [
  { mode: 'sync', title: 'Sync' },
  { mode: 'threads', title: 'Threads' },
  { mode: 'async', title: 'Async' },
  { mode: 'processes', title: 'Processes' },
] as const;
export type ComparedMode = (typeof COMPARED)[number]['mode'];

/** What the classroom note says of a kind of work in a mode, and what the run shows. */
export interface Verdict {
  /** The note's own word. */
  readonly said: 'no' | 'yes' | 'better' | 'async';
  /** What the run shows, be it what the note says or not. */
  readonly shown: string;
}

/** A kind of work, and a workload that stands for it. */
export interface KindOfWork {
  /** What links call it; never changes. */
  readonly id: string;
  readonly title: string;
  /** The note's examples. */
  readonly examples: string;
  /** The id of a workload that offers every mode of the table. */
  readonly scenario: string;
  readonly verdicts: Readonly<Record<ComparedMode, Verdict>>;
}

/** The classroom note's table of four kinds of work in four modes. */
export const WHICH_TO_USE: readonly KindOfWork[] = [
  {
    id: 'io-heavy',
    title: 'I/O-heavy',
    examples: 'HTTP, databases, disks',
    scenario: 'documents',
    verdicts: {
      sync: { said: 'no', shown: 'The five waits stand in line, and the core is idle through all of them.' },
      threads: { said: 'yes', shown: 'The waits overlap: a thread lets go of the GIL while it waits.' },
      async: {
        said: 'better',
        shown: 'The same time as threads. Better in what it costs: one thread for all five waits.',
      },
      processes: { said: 'yes', shown: 'The waits overlap, once the processes have been started.' },
    },
  },
  {
    id: 'cpu-heavy',
    title: 'CPU-heavy',
    examples: 'mathematics, machine learning',
    scenario: 'sum-squares',
    verdicts: {
      sync: { said: 'no', shown: 'One core computes from end to end; the other has nothing to do.' },
      threads: {
        said: 'no',
        shown: 'Four threads take turns at one GIL: no gain, and a little lost in switching.',
      },
      async: {
        said: 'no',
        shown: 'Nothing here waits, so nothing overlaps: the loop runs one sum after another.',
      },
      processes: {
        said: 'better',
        shown: 'A GIL each, so both cores compute, until only the longest sum is left.',
      },
    },
  },
  {
    id: 'realtime',
    title: 'Realtime',
    examples: 'chat, websockets',
    scenario: 'chat',
    verdicts: {
      sync: { said: 'no', shown: 'The second client is not answered before the first has left.' },
      threads: {
        said: 'no',
        shown: 'Ten clients are answered as fast, a thread each. The note’s “no” is about thousands.',
      },
      async: { said: 'async', shown: 'One thread answers every client, each message as it comes.' },
      processes: {
        said: 'no',
        shown: 'They are answered too, but each open connection takes up a whole process.',
      },
    },
  },
  {
    id: 'simple-script',
    title: 'Simple script',
    examples: 'read, work out, report',
    scenario: 'script',
    verdicts: {
      sync: {
        said: 'better',
        shown: 'Each step needs the one before: nothing can overlap, and nothing has to be started.',
      },
      threads: { said: 'no', shown: 'As long as sync: each thread is joined before the next begins.' },
      async: { said: 'no', shown: 'As long as sync: each step is awaited before the next begins.' },
      processes: { said: 'no', shown: 'Longer than sync, by the time that a process takes to start.' },
    },
  },
];
