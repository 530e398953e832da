import { assertNever } from '../base/assert-never.ts';
import { createTask, gather, invoke, job, mapPool, withPool } from './actions.ts';
import type { Call, EffectResult, FutureHandle, Routine, ThreadHandle, Value } from './effects.ts';
import type { ParameterValues, Scope } from './program.ts';

/** A piece of work that a program does many of. */
export interface Job {
  /** What its lane is called. */
  readonly name: string;
  /** The routine that does it. */
  readonly call: Call;
  /** In `threads`: the thread that does it, and the routine the thread is given. */
  readonly thread: { readonly name: string; readonly call: Call };
}

/** How a program does its jobs. */
export interface JobPlan {
  readonly jobs: readonly Job[];
  /** How many workers a pool has; `null` is the executor's own default. */
  readonly workers: number | null;
  /** What is done with each result: in turn as each is there, or after all where they are gathered. */
  readonly consume: (result: Value) => Routine<void>;
}

/**
 * Does a number of jobs the way the mode does: one call after another, one `await` after another, gathered as tasks,
 * a thread each, or mapped over a pool. Marks it uses: `each` (the call), `spawn` (tasks, threads or pool begun) and
 * `collect` (gather, join or results).
 */
export function* doJobs(scope: Scope<ParameterValues>, plan: JobPlan): Routine<void> {
  const { jobs, consume, workers } = plan;
  const mode = scope.mode.id;
  switch (mode) {
    case 'sync':
    case 'await-loop':
      for (const { name, call } of jobs) {
        yield* consume(yield* job(name, () => invoke(scope, call.routine, call.args, 'each')));
      }
      return;
    case 'async': {
      const tasks: FutureHandle[] = [];
      for (const { name, call } of jobs) tasks.push(yield* createTask(scope.routine(call), name, 'spawn'));
      for (const result of yield* gather(tasks, 'collect')) yield* consume(result);
      return;
    }
    case 'threads': {
      const threads: EffectResult[] = [];
      for (const { name, thread } of jobs) {
        threads.push(
          yield { kind: 'start-thread', call: thread.call, name: thread.name, job: name, at: 'spawn' },
        );
      }
      for (const thread of threads)
        yield { kind: 'join-thread', thread: thread as ThreadHandle, at: 'collect' };
      return;
    }
    case 'processes':
      yield* withPool('processes', workers, (pool) => mapPool(pool, jobs, 'collect', consume), 'spawn');
      return;
    case 'async+processes': {
      const handle = yield { kind: 'open-pool', pool: 'processes', workers, at: 'spawn' };
      const pool = handle as { readonly pool: number };
      const futures: FutureHandle[] = [];
      for (const { name, call } of jobs) {
        futures.push((yield { kind: 'run-in-executor', pool, call, job: name, at: 'spawn' }) as FutureHandle);
      }
      for (const result of yield* gather(futures, 'collect')) yield* consume(result);
      yield { kind: 'close-pool', pool };
      return;
    }
    default:
      assertNever(mode);
  }
}
