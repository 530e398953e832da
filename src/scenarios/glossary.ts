import type { Moment } from '../program/moment.ts';

/** The themes of the glossary, in the order they are read in. */
export const THEMES = [
  { id: 'ways', title: 'Ways to run' },
  { id: 'asyncio', title: 'Inside asyncio' },
  { id: 'turns', title: 'Taking turns' },
  { id: 'sharing', title: 'Sharing' },
  { id: 'work', title: 'Kinds of work' },
] as const;
export type ThemeId = (typeof THEMES)[number]['id'];

/** A word of the course. */
export interface GlossaryWord {
  /** What links call it; never changes. */
  readonly id: string;
  readonly theme: ThemeId;
  readonly word: string;
  /** One or two sentences. */
  readonly definition: string;
  /** Other words that a reader may look for. */
  readonly also?: readonly string[];
  /** The moment of a run at which it can be seen. */
  readonly where: {
    /** The id of a workload. */
    readonly scenario: string;
    /** The key of one of its modes. */
    readonly mode: string;
    readonly moment: Moment;
    /** How many seconds around it are in view; the whole run unless given. */
    readonly around?: number;
    /** What there is to see at that moment. */
    readonly see: string;
  };
}

/** Every word of the course, in the order in which they build on each other. */
export const GLOSSARY: readonly GlossaryWord[] = [
  {
    id: 'synchronous',
    theme: 'ways',
    word: 'synchronous',
    definition:
      'One thing after another: a call returns only when its work is done, and the caller waits for it.',
    also: ['sync', 'sequential'],
    where: {
      scenario: 'documents',
      mode: 'sync',
      moment: { event: 'wait', actor: 'doc 2' },
      see: 'doc 2 begins to wait. Docs 3 and 4 have not begun: the only thread is asleep in doc 2.',
    },
  },
  {
    id: 'thread',
    theme: 'ways',
    word: 'thread',
    definition:
      'A flow of execution within a process. A process can have several; they share its memory, and the operating system decides which of them runs.',
    also: ['threading', 'multithreading'],
    where: {
      scenario: 'documents',
      mode: 'threads',
      moment: { event: 'print', actor: 'doc 4' },
      see: 'The fifth thread prints its first line. The other four are in time.sleep, in the same process.',
    },
  },
  {
    id: 'async',
    theme: 'ways',
    word: 'async',
    definition:
      'One thread runs many coroutines. Each gives up control at its await points, and meanwhile the thread goes on with another.',
    also: ['asyncio', 'asynchronous', 'await point'],
    where: {
      scenario: 'documents',
      mode: 'async',
      moment: { event: 'wait', actor: 'doc 0' },
      see: 'doc 0 has come to its await. Step forward: the same thread begins doc 1.',
    },
  },
  {
    id: 'concurrency',
    theme: 'ways',
    word: 'concurrency',
    definition:
      'Several tasks are under way at once: begun, and not yet finished. Nothing is said of how many run at the same instant; one thread is enough.',
    also: ['concurrent', 'interleaving'],
    where: {
      scenario: 'gather',
      mode: 'async',
      moment: { event: 'finish', actor: 'fetch(2)' },
      see: 'Two of five tasks are done and three still wait, all on one thread.',
    },
  },
  {
    id: 'process',
    theme: 'ways',
    word: 'process',
    definition:
      'A running program with memory of its own: each Python process has its own interpreter and its own GIL, and what it is given and what it returns are copied. Here processes are spawned, as on Windows and macOS; Linux forked them until Python 3.13, and uses a fork server from 3.14.',
    also: ['multiprocessing', 'pickling', 'ProcessPoolExecutor', 'spawn', 'fork'],
    where: {
      scenario: 'documents',
      mode: 'processes',
      moment: { event: 'send', actor: 'doc 0' },
      see: 'The first process has started, and its document is copied to it. Starting is what processes pay for.',
    },
  },
  {
    id: 'parallelism',
    theme: 'ways',
    word: 'parallelism',
    definition:
      'Several tasks run at the same instant, each on a core of its own. In Python that takes several processes, each with its own memory, or an interpreter without a GIL.',
    also: ['parallel', 'cores'],
    where: {
      scenario: 'sum-squares',
      mode: 'processes',
      moment: { event: 'call', actor: 'n = 300' },
      see: 'n = 200 and n = 300 are both running: two processes on two cores.',
    },
  },
  {
    id: 'awaitable',
    theme: 'asyncio',
    word: 'awaitable',
    definition: 'Anything that can stand behind await: a coroutine, a Task or a Future.',
    also: ['await', 'future'],
    where: {
      scenario: 'create-task',
      mode: 'async',
      moment: { event: 'wait', actor: 'main' },
      see: 'main awaits the first task: from here on it waits for fetch(5).',
    },
  },
  {
    id: 'coroutine',
    theme: 'asyncio',
    word: 'coroutine',
    definition:
      'A function written with async def, and the object that a call of it gives. The call runs none of its body; awaiting the object does.',
    also: ['async def'],
    where: {
      scenario: 'missing-await',
      mode: 'async',
      moment: { event: 'print', actor: 'main' },
      see: 'The call of read is printed: it has given a coroutine object, and no line of read has run.',
    },
  },
  {
    id: 'task',
    theme: 'asyncio',
    word: 'task',
    definition:
      'A coroutine that the event loop has been given to run. It is scheduled when it is created, and begins by itself at the next turn of the loop.',
    also: ['create_task', 'gather', 'TaskGroup'],
    where: {
      scenario: 'create-task',
      mode: 'async',
      moment: { event: 'ready', actor: 'fetch(3)' },
      see: 'fetch(3) has been made a task: it is in the ready queue, and none of its lines has run.',
    },
  },
  {
    id: 'event-loop',
    theme: 'asyncio',
    word: 'event loop',
    definition:
      'The traffic controller of asyncio. It runs whatever task is ready, takes the control back at each await, and resumes the task when what it waits for has come.',
    also: ['loop', 'asyncio.run', 'ready queue', 'selector'],
    where: {
      scenario: 'hello',
      mode: 'async',
      moment: { event: 'iteration', nth: 1 },
      see: 'Two seconds are over: the loop wakes from its selector and makes main ready again.',
    },
  },
  {
    id: 'cooperative',
    theme: 'turns',
    word: 'cooperative',
    definition:
      'A task keeps control until it gives it up. So are the tasks of asyncio: between two awaits nobody interrupts them.',
    also: ['cooperative multitasking', 'yield'],
    where: {
      scenario: 'blocking-call',
      mode: 'async',
      moment: { event: 'call', actor: 'polite 2' },
      see: 'polite 2 was ready from the start and begins only now, once rude has given up control.',
    },
  },
  {
    id: 'preemptive',
    theme: 'turns',
    word: 'preemptive',
    definition:
      'Control is taken away from a task, asked or not. So it is with threads: the operating system interrupts one anywhere, and CPython 3.10 and later passes the GIL on at calls and at the end of loop bodies.',
    also: ['preemption', 'context switch', 'switch interval'],
    where: {
      scenario: 'gil',
      mode: 'threads',
      moment: { event: 'drop-request', nth: 100 },
      around: 0.06,
      see: 'A thread has waited for 5 ms and asks for the GIL. The one that has it is in the middle of its loop.',
    },
  },
  {
    id: 'gil',
    theme: 'turns',
    word: 'GIL',
    definition:
      'The global interpreter lock of CPython: a thread has to hold it to execute bytecode, so one thread of a process does at a time. A thread that waits lets it go.',
    also: ['global interpreter lock', 'free-threaded'],
    where: {
      scenario: 'gil',
      mode: 'threads',
      moment: { event: 'run', actor: 'task 2', nth: 100 },
      around: 0.06,
      see: 'task 2 has the GIL and runs. The others are ready, and there is a core for one of them: without the GIL it may not.',
    },
  },
  {
    id: 'race-condition',
    theme: 'sharing',
    word: 'race condition',
    definition:
      'A result that depends on who comes first. Typically two read a value, both work with it, and the one that writes last undoes the other.',
    also: ['race', 'lost update', 'data race'],
    where: {
      scenario: 'lost-update',
      mode: 'threads',
      moment: { event: 'read', actor: 'Worker 1' },
      around: 0.03,
      see: 'Worker 1 reads the number that Worker 0 has read and not yet written. One of their two additions will be lost.',
    },
  },
  {
    id: 'lock',
    theme: 'sharing',
    word: 'lock',
    definition:
      'Something that only one can hold at a time. Whoever else wants it waits, so the lines that it guards are never run by two at once.',
    also: ['mutex', 'critical section', 'asyncio.Lock', 'threading.Lock'],
    where: {
      scenario: 'lost-update',
      mode: 'threads+lock',
      moment: { event: 'block', actor: 'Worker 0' },
      see: 'Worker 1 holds the lock, as the bracket shows. Worker 0 wants it again, and is blocked: the hatched bar.',
    },
  },
  {
    id: 'livelock',
    theme: 'sharing',
    word: 'livelock',
    definition:
      'Everybody is busy reacting to the others, and nobody gets on. Unlike in a deadlock nobody stands still, so it looks like work.',
    also: ['back-off', 'giving way'],
    where: {
      scenario: 'livelock',
      mode: 'threads',
      moment: { event: 'print', actor: 'B', nth: 2 },
      see: 'A and B have given way to each other for the third time. Both have run in every round, and neither is any further.',
    },
  },
  {
    id: 'starvation',
    theme: 'sharing',
    word: 'starvation',
    definition:
      'One that could go on never gets its turn, because others always come first. They get on, and it does not.',
    also: ['fairness', 'starve'],
    where: {
      scenario: 'livelock',
      mode: 'threads:insistent',
      moment: { event: 'print', actor: 'B', nth: 3 },
      see: 'A has gone through three times. B has looked four times, and found A’s flag up each time.',
    },
  },
  {
    id: 'io-bound',
    theme: 'work',
    word: 'I/O-bound',
    definition:
      'Work whose time goes into waiting for something outside: the network, a disk, a database. It gains from waiting for many things at once.',
    also: ['IO-bound', 'input and output'],
    where: {
      scenario: 'documents',
      mode: 'sync',
      moment: { event: 'wait', actor: 'doc 3' },
      see: 'Fifteen seconds in, and the core has done next to nothing: the dotted bars are all waiting.',
    },
  },
  {
    id: 'cpu-bound',
    theme: 'work',
    word: 'CPU-bound',
    definition:
      'Work whose time goes into computing. It gains from more cores, and from nothing that only shares one out.',
    also: ['computing', 'compute-bound'],
    where: {
      scenario: 'sum-squares',
      mode: 'sync',
      moment: { event: 'line', actor: 'n = 300', at: 'compute' },
      see: 'Solid bars from end to end: the thread never waits, and the second core stays idle.',
    },
  },
  {
    id: 'blocking',
    theme: 'work',
    word: 'blocking',
    definition:
      'A call is blocking when it keeps its thread until it is done. On an event loop that stops every other task as well.',
    also: ['time.sleep', 'to_thread'],
    where: {
      scenario: 'blocking-call',
      mode: 'async',
      moment: { event: 'wait', actor: 'rude' },
      see: 'rude calls time.sleep: the thread of the loop sleeps, and with it all that the loop could run.',
    },
  },
];
