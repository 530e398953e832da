import { compute, invoke, print, read, withLockIf, write } from '../../program/actions.ts';
import { doJobs } from '../../program/jobs.ts';
import type { Program } from '../../program/program.ts';

/** What a workload of threads that count together can be told. */
export const countingParameters = {
  threads: { kind: 'integer', label: 'threads', initial: 4, min: 1, max: 16, step: 1 },
  rounds: { kind: 'integer', label: 'rounds', initial: 5, min: 1, max: 50, step: 1 },
  work: {
    kind: 'integer',
    label: 'steps of work',
    initial: 2_000_000,
    min: 0,
    max: 20_000_000,
    step: 100_000,
  },
} as const;

type CountingValues = { readonly [Name in keyof typeof countingParameters]: number };

/** Threads that each read a shared counter, work, and write it one higher, round after round. */
export const countingProgram: Program<CountingValues> = {
  variables: { counter: 0 },
  locks: { lock: { guards: ['counter'] } },
  routines: {
    *busy(scope) {
      yield* compute({ kernel: 'sum-squares', from: 0, to: scope.parameters.work }, 'compute');
    },
    *work(scope) {
      const { mode, parameters } = scope;
      for (let round = 0; round < parameters.rounds; round++) {
        yield* withLockIf(
          mode.lock,
          'lock',
          function* () {
            const seen = yield* read('counter', 'read');
            if (parameters.work > 0) yield* invoke(scope, 'busy', [], 'busy');
            yield* write('counter', seen + 1, 'write');
          },
          'lock',
        );
      }
    },
    *main(scope) {
      const { threads, rounds } = scope.parameters;
      const call = { routine: 'work', args: [] };
      const jobs = Array.from({ length: threads }, (_, index) => ({
        name: `Worker ${index}`,
        call,
        thread: { name: `Thread ${index}`, call },
      }));
      yield* doJobs(scope, { jobs, workers: null, *consume() {} });
      yield* print(`counter is ${yield* read('counter', 'print')} of ${threads * rounds}`, 'print');
    },
  },
};

const busyListing = (steps: number): string => `
        def busy():
            total = 0.0
            for i in range(${steps}):
                total += i * i  #@ compute
`;

const IN_THREADS = (threads: number): string => `
        threads = []
        for _ in range(${threads}):
            thread = threading.Thread(target=work)
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
`;

/** The listing of threads that count without a lock. Without any work there is nothing between reading and writing. */
export const countingListing = ({ threads, rounds, work }: CountingValues): string => `
        import threading

        counter = 0
${work > 0 ? busyListing(work) : ''}
        def work():
            global counter
            for _ in range(${rounds}):
                seen = counter  #@ read
${work > 0 ? '                busy()  #@ busy\n' : ''}                counter = seen + 1  #@ write
${IN_THREADS(threads)}
        print(f"counter is {counter} of ${threads * rounds}")  #@ print
`;

/** The listing of threads that count under a lock. */
export const lockedCountingListing = ({ threads, rounds, work }: CountingValues): string => `
        import threading

        counter = 0
        lock = threading.Lock()
${work > 0 ? busyListing(work) : ''}
        def work():
            global counter
            for _ in range(${rounds}):
                with lock:  #@ lock
                    seen = counter  #@ read
${work > 0 ? '                    busy()  #@ busy\n' : ''}                    counter = seen + 1  #@ write
${IN_THREADS(threads)}
        print(f"counter is {counter} of ${threads * rounds}")  #@ print
`;
