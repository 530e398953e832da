import { printInTwoWrites, threadIdent, wait, withLockIf } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'choice',
      prompt:
        'Five threads print a line each, without a lock. What is the worst that the output can look like?',
      options: [
        'Five whole lines, in the order the threads were started',
        'Five whole lines, in any order',
        'Lines that run together, with blank lines after them',
      ],
      answer: 2,
      because:
        'Here print writes the text and its newline one after the other, and a write lets go of the GIL. Another thread can write between the two: in some runs one does, in others none.',
    },
    {
      kind: 'duration',
      mode: 'threads+lock',
      prompt: 'The lock lets one thread print at a time. How long does the run with the lock take?',
      because:
        'The lock is held while printing, not while sleeping. The threads still wait at the same time; queueing for the lock costs microseconds.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'output', actor: 'Worker 0' },
      text: 'Worker 0 writes its text. The newline is a second write. A write is a system call, and for its length the thread lets go of the GIL.',
    },
    {
      mode: 'threads',
      at: { event: 'output', actor: 'Worker 1' },
      text: 'Whoever has the GIL now writes next. If the newline of the line before has not come yet, this text lands on the same line.',
    },
    {
      mode: 'threads',
      at: { event: 'output', actor: 'Worker 0', nth: 1 },
      text: 'The newline of Worker 0. When another newline has come just before, it shows as a blank line.',
    },
    {
      mode: 'threads+lock',
      at: { event: 'acquire', actor: 'Worker 0' },
      text: 'Worker 0 has the print_lock and keeps it for both writes.',
    },
    {
      mode: 'threads+lock',
      at: { event: 'block' },
      text: 'This worker has the GIL but not the lock. It queues, lets go of the GIL and is woken when the lock is handed to it.',
    },
  ],
  takeaway:
    'What several threads share, the standard output included, needs a lock around everything that belongs together. Hold it for that, and not while waiting. A race need not show in every run: run it again, or with more threads.',
};

const UNBUFFERED = `
        import io, sys, threading, time

        # Unbuffered, as python3 -u has it: text and newline are two writes.
        sys.stdout = io.TextIOWrapper(open(1, "wb", 0), write_through=True)
`;

const IN_THREADS = (threads: number) => `
        threads = []
        for i in range(${threads}):
            thread = threading.Thread(target=work, args=(i,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
`;

export const printRace = defineScenario({
  id: 'print-race',
  parameters: {
    threads: { kind: 'integer', label: 'threads', initial: 5, min: 1, max: 100, step: 1 },
    seconds: { kind: 'number', label: 'each waits', unit: 's', initial: 5, min: 0, max: 60, step: 0.1 },
  },
  program: {
    locks: { print_lock: { guards: [] } },
    routines: {
      *work(scope, i: number) {
        const { lock } = scope.mode;
        const ident = yield* threadIdent('ident');
        const running = `Worker ${i} running on thread ID ${ident}`;
        yield* withLockIf(lock, 'print_lock', () => printInTwoWrites(running, 'say-running'), 'lock-running');
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* withLockIf(
          lock,
          'print_lock',
          () => printInTwoWrites(`Worker ${i} finished`, 'say-finished'),
          'lock-finished',
        );
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.threads }, (_, index) => {
          const call = { routine: 'work', args: [index] };
          return { name: `Worker ${index}`, call, thread: { name: `Thread ${index}`, call } };
        });
        yield* doJobs(scope, { jobs, workers: null, *consume() {} });
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one standard output`,
      listing: ({ threads, seconds }) => `${UNBUFFERED}
        def work(i):
            ident = threading.get_ident()  #@ ident
            print(f"Worker {i} running on thread ID {ident}")  #@ say-running
            time.sleep(${seconds})  #@ sleep
            print(f"Worker {i} finished")  #@ say-finished
${IN_THREADS(threads)}`,
    },
    {
      mode: 'threads',
      lock: true,
      title: 'Threads + lock',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one prints at a time`,
      listing: ({ threads, seconds }) => `${UNBUFFERED}
        print_lock = threading.Lock()

        def work(i):
            ident = threading.get_ident()  #@ ident
            with print_lock:  #@ lock-running
                print(f"Worker {i} running on thread ID {ident}")  #@ say-running
            time.sleep(${seconds})  #@ sleep
            with print_lock:  #@ lock-finished
                print(f"Worker {i} finished")  #@ say-finished
${IN_THREADS(threads)}`,
    },
  ],
  lesson,
});
