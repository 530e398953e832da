import { createTask, gather, mapPool, mark, print, wait, withPool } from '../../program/actions.ts';
import type { FutureHandle, Routine } from '../../program/effects.ts';
import type { Lesson } from '../../program/lesson.ts';
import { hasEventLoop } from '../../program/modes.ts';
import { defineScenario, type Scenario } from '../../program/scenario.ts';
import { counted } from '../counted.ts';

/** How many waits there are at first, how many workers each pool has, and what the notebook measured, in seconds. */
export interface IoPoolStatement {
  readonly id: string;
  readonly tasks: number;
  readonly workers: number;
  readonly moreWorkers: number;
  readonly processes: number;
  readonly quoted: {
    readonly workers: number;
    readonly moreWorkers: number;
    readonly async: number;
    readonly processes: number;
  };
  readonly lesson: Lesson;
}

/** Waits of a second each, given to pools of threads and of processes, and to an event loop. */
export function ioPoolScenario(statement: IoPoolStatement): Scenario {
  const { id, tasks, workers, moreWorkers, processes, quoted, lesson } = statement;
  const most = Math.max(100, tasks);
  return defineScenario({
    id,
    hidesMain: true,
    parameters: {
      tasks: { kind: 'integer', label: 'calls', initial: tasks, min: 1, max: most, step: 1 },
      seconds: { kind: 'number', label: 'each', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
      workers: { kind: 'integer', label: 'threads', initial: workers, min: 1, max: 100, step: 1 },
      'more-workers': {
        kind: 'integer',
        label: 'more threads',
        initial: moreWorkers,
        min: 1,
        max: 100,
        step: 1,
      },
      processes: { kind: 'integer', label: 'processes', initial: processes, min: 1, max: 100, step: 1 },
    },
    program: {
      routines: {
        *call(scope, n: number) {
          yield* wait(scope.parameters.seconds, 'sleep');
          yield* mark('done');
          return n;
        },
        *main(scope) {
          const { mode, parameters } = scope;
          const calls = Array.from({ length: parameters.tasks }, (_, n) => ({
            name: `call ${n}`,
            call: { routine: 'call', args: [n] },
          }));
          const report = (results: readonly unknown[]): Routine<void> =>
            print(String(results.length), 'print');
          if (hasEventLoop(mode.id)) {
            const futures: FutureHandle[] = [];
            for (const { name, call } of calls) {
              futures.push(yield* createTask(scope.routine(call), name, 'collect'));
            }
            yield* report(yield* gather(futures, 'collect'));
            return;
          }
          const kind = mode.id === 'processes' ? 'processes' : 'threads';
          const threads = mode.variant === undefined ? parameters.workers : parameters['more-workers'];
          yield* withPool(
            kind,
            kind === 'processes' ? parameters.processes : threads,
            function* (pool) {
              yield* report(yield* mapPool(pool, calls, 'collect'));
            },
            'open',
          );
        },
      },
    },
    modes: [
      {
        mode: 'threads',
        title: 'Threads',
        subtitle: (parameters) => waves(parameters.tasks, parameters.workers, 'thread'),
        quoted: { source: 'notebook', seconds: quoted.workers },
        listing: (parameters) => threadListing(parameters, parameters.workers),
      },
      {
        mode: 'threads',
        variant: 'more-workers',
        title: 'More threads',
        subtitle: (parameters) => waves(parameters.tasks, parameters['more-workers'], 'thread'),
        quoted: { source: 'notebook', seconds: quoted.moreWorkers },
        listing: (parameters) => threadListing(parameters, parameters['more-workers']),
      },
      {
        mode: 'async',
        title: 'Async',
        subtitle: (parameters) => `${counted(parameters.tasks, 'task')} on one event loop`,
        quoted: { source: 'notebook', seconds: quoted.async },
        listing: (parameters) => `
        import asyncio

        async def call(n):
            await asyncio.sleep(${parameters.seconds})  #@ sleep
            return n  #@ done

        async def main():
            calls = [call(n) for n in range(${parameters.tasks})]
            print(len(await asyncio.gather(*calls)))  #@ collect print

        asyncio.run(main())  #@ run
      `,
      },
      {
        mode: 'processes',
        title: 'Processes',
        subtitle: (parameters) => waves(parameters.tasks, parameters.processes, 'process', 'processes'),
        quoted: { source: 'notebook', seconds: quoted.processes },
        listing: (parameters) => `
        import time
        from concurrent.futures import ProcessPoolExecutor

        def call(n):
            time.sleep(${parameters.seconds})  #@ sleep
            return n  #@ done

        if __name__ == "__main__":
            with ProcessPoolExecutor(max_workers=${parameters.processes}) as pool:  #@ open
                results = list(pool.map(call, range(${parameters.tasks})))  #@ collect
                print(len(results))  #@ print
      `,
      },
    ],
    lesson,
  });
}

/** How often a pool goes round: `five threads, two waves`. */
function waves(calls: number, workers: number, noun: string, plural?: string): string {
  return `${counted(workers, noun, plural)}, ${counted(Math.ceil(calls / workers), 'wave')}`;
}

const threadListing = (
  { tasks, seconds }: { readonly tasks: number; readonly seconds: number },
  workers: number,
): string => `
        import time
        from concurrent.futures import ThreadPoolExecutor

        def call(n):
            time.sleep(${seconds})  #@ sleep
            return n  #@ done

        with ThreadPoolExecutor(max_workers=${workers}) as pool:  #@ open
            results = list(pool.map(call, range(${tasks})))  #@ collect
            print(len(results))  #@ print
      `;
