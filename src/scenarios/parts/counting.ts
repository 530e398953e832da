import { compute, invoke, print, read, withLockIf, write } from '../../program/actions.ts';
import { doJobs } from '../../program/jobs.ts';
import type { Mode } from '../../program/modes.ts';
import type { LockDeclaration, Program } from '../../program/program.ts';

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

/**
 * Which lock threads that count take, and around what.
 *
 * - `none`: none.
 * - `shared`: one for all, from the read to the write.
 * - `own`: one of their own, from the read to the write. It keeps nobody out.
 * - `write`: one for all, around the write alone. It comes too late: what was read may be out of date.
 */
type Locking = 'none' | 'shared' | 'own' | 'write';

function lockingOf({ lock, variant }: Mode): Locking {
  if (lock) return 'shared';
  if (variant === 'own-lock') return 'own';
  return variant === 'write-lock' ? 'write' : 'none';
}

const SHARED_LOCK = 'lock';

const ownLock = (index: number): string => `lock ${index}`;

function locksOf(locking: Locking, threads: number): Readonly<Record<string, LockDeclaration>> {
  const guarding = { guards: ['counter'] };
  if (locking === 'none') return {};
  if (locking !== 'own') return { [SHARED_LOCK]: guarding };
  return Object.fromEntries(Array.from({ length: threads }, (_, index) => [ownLock(index), guarding]));
}

/** Threads that each read a shared counter, work, and write it one higher, round after round. */
export const countingProgram = ({ threads }: CountingValues, mode: Mode): Program<CountingValues> => ({
  variables: { counter: 0 },
  locks: locksOf(lockingOf(mode), threads),
  routines: {
    *busy(scope) {
      yield* compute({ kernel: 'sum-squares', from: 0, to: scope.parameters.work }, 'compute');
    },
    *work(scope, index: number) {
      const { rounds, work } = scope.parameters;
      const locking = lockingOf(scope.mode);
      const lock = locking === 'own' ? ownLock(index) : SHARED_LOCK;
      for (let round = 0; round < rounds; round++) {
        yield* withLockIf(
          locking === 'shared' || locking === 'own',
          lock,
          function* () {
            const seen = yield* read('counter', 'read');
            if (work > 0) yield* invoke(scope, 'busy', [], 'busy');
            yield* withLockIf(locking === 'write', lock, () => write('counter', seen + 1, 'write'), 'lock');
          },
          'lock',
        );
      }
    },
    *main(scope) {
      const { threads, rounds } = scope.parameters;
      const jobs = Array.from({ length: threads }, (_, index) => {
        const call = { routine: 'work', args: [index] };
        return { name: `Worker ${index}`, call, thread: { name: `Thread ${index}`, call } };
      });
      yield* doJobs(scope, { jobs, workers: null, *consume() {} });
      yield* print(`counter is ${yield* read('counter', 'print')} of ${threads * rounds}`, 'print');
    },
  },
});

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

const READ = 'seen = counter  #@ read';
const BUSY = 'busy()  #@ busy';
const WRITE = 'counter = seen + 1  #@ write';
const WITH_LOCK = 'with lock:  #@ lock';
const NEW_LOCK = 'lock = threading.Lock()';

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

/** What a thread does in each round. */
function roundOf(locking: Locking, work: number): readonly string[] {
  // Without any work there is nothing between reading and writing.
  const readAndWork = work > 0 ? [READ, BUSY] : [READ];
  switch (locking) {
    case 'none':
      return [...readAndWork, WRITE];
    case 'write':
      return [...readAndWork, WITH_LOCK, ...indented([WRITE])];
    case 'shared':
    case 'own':
      return [WITH_LOCK, ...indented([...readAndWork, WRITE])];
  }
}

const listingWith =
  (locking: Locking) =>
  ({ threads, rounds, work }: CountingValues): string =>
    `
        import threading

        counter = 0
${locking === 'shared' || locking === 'write' ? `        ${NEW_LOCK}\n` : ''}${work > 0 ? busyListing(work) : ''}
        def work():
            global counter
${locking === 'own' ? `            ${NEW_LOCK}\n` : ''}            for _ in range(${rounds}):
${roundOf(locking, work)
  .map((line) => `                ${line}`)
  .join('\n')}
${IN_THREADS(threads)}
        print(f"counter is {counter} of ${threads * rounds}")  #@ print
`;

/** The listing of threads that count without a lock. */
export const countingListing = listingWith('none');

/** The listing of threads that count under a lock. */
export const lockedCountingListing = listingWith('shared');

/** The listing of threads that each lock a lock of their own. */
export const ownLockCountingListing = listingWith('own');

/** The listing of threads that lock around the write alone. */
export const writeLockCountingListing = listingWith('write');
