/** A function of Python's standard library that an error passes through. */
export interface LibraryFrame {
  /** Its file, as far as it tells the module: `asyncio/runners.py`. */
  readonly file: string;
  readonly name: string;
}

const frame = (file: string, ...names: readonly string[]): readonly LibraryFrame[] =>
  names.map((name) => ({ file, name }));

/** Between the module and a coroutine that `asyncio.run` runs. Source for all here: what CPython 3.11 prints. */
export const ASYNCIO_RUN: readonly LibraryFrame[] = [
  ...frame('asyncio/runners.py', 'run', 'run'),
  ...frame('asyncio/base_events.py', 'run_until_complete'),
];

/** Between a thread's beginning and its target. */
export const THREAD_START = frame('threading.py', '_bootstrap_inner', 'run');

/** Between a coroutine and the thread's function that `asyncio.to_thread` calls. */
export const TO_THREAD = frame('asyncio/threads.py', 'to_thread');

/** Between a worker of a pool of threads and the function it calls. */
export const POOL_THREAD = frame('concurrent/futures/thread.py', 'run');

/** Between a worker process and a function that is given to it alone, and one that is mapped. */
export const POOL_PROCESS = frame('concurrent/futures/process.py', '_process_worker');
export const POOL_PROCESS_MAP = [
  ...POOL_PROCESS,
  ...frame('concurrent/futures/process.py', '_process_chunk', '<listcomp>'),
];

const RESULT = frame(
  'concurrent/futures/_base.py',
  'result_iterator',
  '_result_or_cancel',
  'result',
  '__get_result',
);

/** Between a loop over `pool.map` and the error of one of its calls. */
export const MAP_RESULT = {
  threads: RESULT,
  processes: [...frame('concurrent/futures/process.py', '_chain_from_iterable_of_lists'), ...RESULT],
} as const;

/** Which function of the library raises an error, by how its last line begins. */
const RAISED_BY: readonly (readonly [beginning: string, frames: readonly LibraryFrame[]])[] = [
  ['ExceptionGroup: unhandled errors in a TaskGroup', frame('asyncio/taskgroups.py', '__aexit__')],
  ['TimeoutError', frame('asyncio/tasks.py', 'wait_for')],
  ['RuntimeError: asyncio.run() cannot be called', frame('asyncio/runners.py', 'run')],
  ['BrokenProcessPool', MAP_RESULT.processes],
  [
    "AttributeError: Can't get attribute",
    [
      ...frame('multiprocessing/process.py', '_bootstrap', 'run'),
      ...POOL_PROCESS,
      ...frame('multiprocessing/queues.py', 'get'),
    ],
  ],
  // The browser's own, of a live run: Python has no such error.
  ['DataCloneError', frame('MessagePort', 'postMessage')],
];

/** The frames inside which the library itself raises an error; none for one that a program raises. */
export const raisingFrames = (error: string): readonly LibraryFrame[] =>
  RAISED_BY.find(([beginning]) => error.startsWith(beginning))?.[1] ?? [];
